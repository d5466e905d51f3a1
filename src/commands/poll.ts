import { pollDeps } from '../deps.ts'
import { pollOverImap } from '../intake/poll-over-imap.ts'
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
      const report = await pollOverImap(pollDeps(service), account)
      if (!report) failed++
      process.stdout.write(`${sayReport(account.office, report).join('\n')}\n`)
    }
    return failed === 0 ? 0 : 1
  })
}

function sayReport(office: string, report: Awaited<ReturnType<typeof pollOverImap>>): string[] {
  if (!report) return [`${office}: could not be read; the log has the kind of failure.`]
  if (report.elsewhere) return [`${office}: another process is polling it now.`]
  return report.folders.map(
    ({ folder, taken, known, missing }) =>
      `${office} ${folder}: ${taken} new, ${known} known, ${missing} missing.`,
  )
}
