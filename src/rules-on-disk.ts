import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { RuleFiles } from './rule-files.ts'

/** Rules and models; labelled examples and what was measured on them are for people and for `train`. */
export const isRuleFile = (name: string): boolean =>
  /\.(?:yaml|json)$/.test(name) && !/^examples[/\\]/.test(name)

/** The files of `rules/` below that root. Node only; Workers have them bundled. */
export function rulesOnDisk(root: string): RuleFiles {
  const folder = path.join(root, 'rules')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isRuleFile)
  return Object.fromEntries(
    files.sort().map((name) => {
      const relative = path.posix.join('rules', ...name.split(path.sep))
      return [relative, readFileSync(path.join(folder, name), 'utf8')]
    }),
  )
}
