/**
 * The files of `rules/` as texts, and the one way to read one. Node takes them from
 * the disk and Workers from the bundle; both check them here, so a bad rule stops
 * the start on either.
 */
import { isCollection, isMap, isSeq, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { BadRules } from './errors.ts'

/** Path under the project root (`rules/routes/foi.yaml`) to the text of the file. */
export type RuleFiles = Readonly<Record<string, string>>

/** The files directly in that folder, in order of their names. */
export const filesIn = (files: RuleFiles, folder: string): [path: string, text: string][] =>
  Object.entries(files)
    .filter(([path]) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'))
    .sort(([a], [b]) => (a < b ? -1 : 1))

/** Reads one file; throws BadRules with the path, the line and what is wrong with it. */
export function readRuleFile<T extends z.ZodType>(path: string, text: string, schema: T): z.output<T> {
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
