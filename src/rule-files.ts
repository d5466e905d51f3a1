/**
 * The files of `rules/` as texts, and the one way to read one. Node takes them from
 * the disk and Workers from the bundle; both check them here, so a bad rule stops
 * the start on either.
 */
import { isCollection, isMap, isSeq, LineCounter, parse, parseDocument } from 'yaml'
import type { z } from 'zod'
import { BadRules } from './errors.ts'

/** Path under the project root (`rules/routes/foi.yaml`) to the text of the file. */
export type RuleFiles = Readonly<Record<string, string>>

/** The files directly in that folder, in order of their names. */
export const filesIn = (files: RuleFiles, folder: string): [path: string, text: string][] =>
  Object.entries(files)
    .filter(([path]) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'))
    .sort(([a], [b]) => (a < b ? -1 : 1))

/** Where `npm run bundle` keeps what it read: files that are none of `rules/` and hold the hashes of those. */
export const BUILT = 'built/'
const BUILT_YAML = `${BUILT}yaml.json`

/** Texts of YAML to what stands in them, as JSON. By the whole text, so that a changed one is read anew. */
const readBefore = new Map<string, string>()

/** What `npm run bundle` keeps of the YAML files: for each its hash, and what stands in it as JSON. Throws where one cannot be read. */
export const readYaml = (files: RuleFiles): RuleFiles => ({
  [BUILT_YAML]: JSON.stringify(
    Object.entries(files)
      .filter(([path]) => path.endsWith('.yaml'))
      .map(([path, text]) => [path, hashOf(text), JSON.stringify(parse(text))]),
  ),
})

/** Remembers what was read of these files when they were bundled, so that it need not be read at each start. */
export function rememberBuilt(files: RuleFiles): void {
  const built: [string, string, string][] = JSON.parse(files[BUILT_YAML] ?? '[]')
  for (const [path, hash, json] of built) {
    const text = files[path]
    if (text !== undefined && hashOf(text) === hash) readBefore.set(text, json)
  }
}

/** FNV-1a over a text, twice 32 bits: tells versions apart, protects nothing. */
export function hashOf(text: string): string {
  let one = 0x811c9dc5
  let other = 0xcbf29ce4
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    other = Math.imul(other ^ code, 0x85ebca6b)
  }
  return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}

/** Reads one file; throws BadRules with the path, the line and what is wrong with it. */
export function readRuleFile<T extends z.ZodType>(path: string, text: string, schema: T): z.output<T> {
  const before = readBefore.get(text)
  if (before !== undefined) {
    const checked = schema.safeParse(JSON.parse(before))
    if (checked.success) return checked.data
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true })
  const broken = document.errors[0]
  if (broken) {
    const line = lines.linePos(broken.pos[0]).line
    throw new BadRules(`${path} line ${line}: ${broken.message.split('\n')[0]}`)
  }
  const checked = schema.safeParse(document.toJS())
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  const at = issue?.path ?? []
  const where = lines.linePos(offsetOf(document.contents, at)).line
  throw new BadRules(`${path} line ${where}: ${at.join(' › ') || 'the file'}: ${issue?.message}`)
}

/** Where the deepest part of the path that exists begins. */
function offsetOf(node: unknown, path: readonly PropertyKey[]): number {
  let found = 0
  let here = node
  for (const key of path) {
    if (!isCollection(here)) break
    if (isMap(here)) {
      const pair = here.items.find((item) => String(item.key) === String(key))
      found = (pair?.key as { range?: [number] } | undefined)?.range?.[0] ?? found
    }
    here = here.get(key, true)
    if (isSeq(here) || isMap(here)) found = here.range?.[0] ?? found
  }
  return found
}
