import { dataMapText } from '../papers/data-map-text.ts'
import { readWords } from './local-rules.ts'

/** Prints where personal data is, table by table; asks no database. */
export async function dataMapVerb(words: string[]): Promise<number> {
  if (!readWords(words, {})) return 2
  process.stdout.write(dataMapText())
  return 0
}
