import { pollAccount } from '../intake/watch-mailbox.ts'
import { readWords } from './local-rules.ts'
import { withService } from './with-service.ts'

/** Looks into every mailbox once and keeps what is new; the jobs are for `work` or the running service. */
export async function poll(words: string[]): Promise<number> {
  if (!readWords(words, {})) return 2
  return withService(async (service, config) => {
    if (config.mailboxes.length === 0) {
      process.stderr.write('No mailbox is set: see MAILBOXES in the README.\n')
      return 1
    }
    let failed = 0
    for (const account of config.mailboxes) {
      for (const folder of account.folders) {
        const deps = { db: service.database.db, queue: service.queue, now: service.now }
        const report = await pollAccount(deps, account, folder)
        if (!report) failed++
        process.stdout.write(
          report
            ? `${account.office} ${folder}: ${report.taken} new, ${report.known} known, ${report.missing} missing.\n`
            : `${account.office} ${folder}: could not be read; the log has the kind of failure.\n`,
        )
      }
    }
    return failed === 0 ? 0 : 1
  })
}
