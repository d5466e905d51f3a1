import { readdirSync, readFileSync } from 'node:fs'
import type { OfficeProfile } from '../../src/offices/profile.ts'
import { readOffices } from '../../src/offices/read-offices.ts'
import type { RuleFiles } from '../../src/rule-files.ts'

const inFolder = (folder: string): [string, string][] =>
  readdirSync(folder).map((name) => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, 'utf8')])

/** The profiles and letters as they are in the repository. */
export const RULE_FILES: RuleFiles = Object.fromEntries([
  ...inFolder('rules/offices'),
  ...inFolder('rules/acknowledgements'),
])

export const OFFICES = readOffices(RULE_FILES)

/** One of the three offices, by its id. */
export function theOffice(id: 'mopac' | 'leicestershire-opcc' | 'west-midlands-pcc'): OfficeProfile {
  const office = OFFICES.get(id)
  if (!office) throw new Error(`There is no ${id}`)
  return office
}

/** The files with one text in one of them changed; fails where the text is not there. */
export function filesWith(path: string, was: string, becomes: string): RuleFiles {
  const text = RULE_FILES[path] ?? ''
  if (!text.includes(was)) throw new Error(`${path} does not hold “${was}”`)
  return { ...RULE_FILES, [path]: text.replace(was, becomes) }
}
