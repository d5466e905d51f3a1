/** What an operator may ask for by hand. Exit code 0 done, 1 refused, 2 misused. */

import { HELP, VERBS } from './commands/verbs.ts'
import { BadRules } from './errors.ts'

const [verb, ...rest] = process.argv.slice(2)
const run = verb === undefined ? undefined : VERBS[verb]

if (run === undefined) {
  const asked = verb === undefined || verb === 'help' || verb === '--help'
  process[asked ? 'stdout' : 'stderr'].write(asked ? HELP : `There is no verb "${verb}".\n\n${HELP}`)
  process.exitCode = asked && verb !== undefined ? 0 : 2
} else {
  try {
    process.exitCode = await (await run())(rest)
  } catch (error) {
    if (!(error instanceof BadRules)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
