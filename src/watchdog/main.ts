/**
 * `npm run watchdog`: a small process that belongs on another machine than the service. It
 * needs nothing of the service but its address, and opens no database.
 */
import { BadRules } from '../errors.ts'
import { errorFields, logEvent } from '../log.ts'
import { smtpOutbox } from '../outbox/smtp-outbox.ts'
import { readWatchdogSettings } from './settings.ts'
import { watch } from './watch.ts'

try {
  const settings = readWatchdogSettings(process.env['WATCHDOG'])
  const outbox = settings.smtpUrl === undefined ? undefined : smtpOutbox(settings.smtpUrl)
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort())
  const names = settings.watch.map(({ name }) => name).join(', ')
  process.stdout.write(`Watching ${names}. Stop with Ctrl-C.\n`)
  await watch({ settings, outbox, now: Date.now }, stopping.signal)
  await outbox?.close()
} catch (error) {
  if (!(error instanceof BadRules)) logEvent('watchdog.failed', errorFields(error))
  const said = error instanceof BadRules ? error.message : 'The line above names the kind of fault.'
  process.stderr.write(`The watchdog did not start. ${said}\n`)
  process.exit(1)
}
