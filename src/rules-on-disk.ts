import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { BUILT, type RuleFiles, rememberBuilt } from './rule-files.ts'

/** Rules and models; labelled examples and what was measured on them are for people and for `train`. */
export const isRuleFile = (name: string): boolean =>
  /\.(?:yaml|json)$/.test(name) && !/^examples[/\\]/.test(name)

/** Where `npm run bundle` writes, and where in it the hash of the code that compiled the rules. */
export const GENERATED = 'src/generated'
export const BUILT_BY = `${BUILT}by.txt`

/**
 * The files of `rules/` below that root, and what `npm run bundle` compiled of them where that was
 * by the same code. Node only; Workers have them bundled.
 */
export function rulesOnDisk(root: string): RuleFiles {
  const files = { ...ruleTexts(root), ...builtOnDisk(root) }
  rememberBuilt(files)
  return files
}

/** The files of `rules/` below that root, and nothing else. */
export function ruleTexts(root: string): RuleFiles {
  const folder = path.join(root, 'rules')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isRuleFile)
  return Object.fromEntries(
    files.sort().map((name) => {
      const relative = path.posix.join('rules', ...name.split(path.sep))
      return [relative, readFileSync(path.join(folder, name), 'utf8')]
    }),
  )
}

function builtOnDisk(root: string): RuleFiles {
  const by = path.join(root, GENERATED, BUILT_BY)
  if (!existsSync(by) || readFileSync(by, 'utf8') !== compilerHash(root)) return {}
  const folder = path.join(root, GENERATED, BUILT)
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [`${BUILT}${name}`, readFileSync(path.join(folder, name), 'utf8')]),
  )
}

/** Of the code that reads and compiles rules: what other code compiled is not taken. */
export function compilerHash(root: string): string {
  const triage = path.join(root, 'src/triage')
  const sources = readdirSync(triage)
    .filter((name) => name.endsWith('.ts') && !name.startsWith('train-'))
    .sort()
    .map((name) => path.join(triage, name))
  const hash = createHash('sha256')
  for (const file of [path.join(root, 'src/rule-files.ts'), ...sources]) hash.update(readFileSync(file))
  return hash.digest('hex')
}
