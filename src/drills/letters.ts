/** The invented letters that drills send. */
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import { type RuleFiles, readRuleFile } from '../rule-files.ts'

const DrillLetter = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().regex(/^[A-Za-z .'-]+$/, 'is an invented name in plain letters'),
  subject: z.string().min(1),
  text: z.string().min(40),
})
export type DrillLetter = z.infer<typeof DrillLetter>

const PATH = 'rules/drills/letters.yaml'

/** Reads them; throws BadRules where there are none or one is wrong. */
export function readDrillLetters(files: RuleFiles): readonly DrillLetter[] {
  const text = files[PATH]
  if (text === undefined) throw new BadRules(`${PATH} is not there`)
  const { letters } = readRuleFile(PATH, text, z.strictObject({ letters: z.array(DrillLetter).min(1) }))
  const repeated = letters.find(({ id }, at) => letters.findIndex((one) => one.id === id) < at)
  if (repeated) throw new BadRules(`${PATH}: “${repeated.id}” is there twice: give one of them another id`)
  return letters
}
