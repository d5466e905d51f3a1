import { readFileSync } from 'node:fs'
import { readLetterExamples } from '../triage/read-examples.ts'
import { type LabelledLetter, labelledOf, readLetters } from '../triage/train-letters.ts'

/** The labelled letters of a file: one JSON object a line, or `.txt` as under rules/examples. Throws BadRules with the line or letter. */
export function labelledLetters(path: string): LabelledLetter[] {
  const text = readFileSync(path, 'utf8')
  return path.endsWith('.txt') ? readLetterExamples(path, text).map(labelledOf) : readLetters(path, text)
}
