import { type ParseArgsConfig, parseArgs } from 'node:util'
import { ROOT } from '../root.ts'
import { rulesOnDisk } from '../rules-on-disk.ts'

/** The rule files of this installation. */
export const localRules = () => rulesOnDisk(ROOT)

/** The words of a verb, or undefined after saying what was not understood. */
export function readWords<T extends NonNullable<ParseArgsConfig['options']>>(words: string[], options: T) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true, strict: true })
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message.split('\n')[0] : 'Not understood'}\n`)
    return undefined
  }
}
