import { readLetterExamples } from './read-examples.ts'
import { isDanger, type RiskCategory, type RiskLevel } from './risk.ts'
import type { Route } from './route.ts'

/** What is known of a letter by what people said of it; the words are those of whoever took out the names. */
export type ExampleFields = {
  id: string
  office: string
  to: string
  primary: Route
  others: readonly Route[]
  level: RiskLevel
  categories: readonly RiskCategory[]
  subject: string
  /** With `[[ ]]` around the words that decide. */
  body: string
}

/** The example in the format of `rules/examples/letters`; throws BadRules where it would not be read there. */
export function exampleText(fields: ExampleFields): string {
  const { id, office, to, primary, others, level, categories, subject, body } = fields
  const head = [
    `=== ${id}`,
    `office: ${office}`,
    `to: ${to}`,
    `primary: ${primary}`,
    `others: ${others.join(' ')}`,
    `risk: ${[level, ...(isDanger(level) ? categories : [])].join(' ')}`,
    `subject: ${subject.replace(/\s+/g, ' ')}`,
    '---',
  ]
  // A line of the letter that looks like the head of the next would be read as one.
  const text = `${[...head, body.replace(/^===/gm, ' ===')].join('\n')}\n`
  readLetterExamples('The example', text)
  return text
}
