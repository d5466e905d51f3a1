/**
 * Makes `src/triage/language-grams.ts` from the data of eld (Apache-2.0), version 2.1.0, size XS60:
 * `node src/build/language-grams.ts FOLDER-OF-ELD`. Only the languages below are kept, so that a
 * Worker has a tenth of it to read; decision 17 says how well that does.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const KEPT = 'en pl ro pt es fr it de nl tr lt hu cs sk sq hr'.split(' ')

type Data = { languages: Record<string, string>; ngrams: Record<string, Record<string, number>> }

const folder = process.argv[2]
if (folder === undefined) throw new Error('Name the folder of the package eld.')
const load = (file: string) => import(pathToFileURL(path.resolve(folder, 'src', file)).href)
const { ngramsData } = (await load('ngrams/extrasmall.js')) as { ngramsData: Data }
const { dictionary } = (await load('dictionary.js')) as { dictionary: string[] }

const letterOf = new Map(
  Object.entries(ngramsData.languages)
    .filter(([, code]) => KEPT.includes(code))
    .map(([number, code]) => [number, String.fromCharCode(97 + KEPT.indexOf(code))]),
)
const lines: string[] = []
for (const [gram, scores] of Object.entries(ngramsData.ngrams)) {
  const kept = Object.entries(scores).flatMap(([number, score]) => {
    const letter = letterOf.get(number)
    // Scores run from 6 to 179: two in one step, as a printable character.
    return letter === undefined ? [] : [`${letter}${String.fromCharCode(35 + (score >> 1))}`]
  })
  if (kept.length > 0) lines.push(`${gram}\t${kept.join('')}`)
}
const text = `/** Made by src/build/language-grams.ts from eld 2.1.0 (Nito T.M., Apache-2.0); not written by hand. */
export const GRAM_LANGUAGES = ${JSON.stringify(KEPT)}
/** How eld spells each byte of UTF-8 as one character. */
export const SPELT = ${JSON.stringify(dictionary.slice(0, 256).join(''))}
export const GRAMS =
  ${JSON.stringify(lines.sort().join('\n'))}
`
writeFileSync(path.join(import.meta.dirname, '../triage/language-grams.ts'), text)
process.stdout.write(`${lines.length} grams, ${text.length} characters\n`)
