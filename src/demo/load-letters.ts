import { count, eq } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { inOffice } from '../db/db.ts'
import { rawMessages } from '../db/schema.ts'
import type { Running } from '../start-node.ts'
import { DEMO_LETTERS } from './letters.ts'
import { loadDemoDrills } from './load-drills.ts'

/**
 * Sends the invented letters to the embedded mailbox over SMTP, the way that any mail
 * comes, and shows how far they have got. Only where nothing was ever received.
 */
export async function loadDemoLetters(
  running: Running,
  { say, signal }: { say: (text: string) => void; signal: AbortSignal },
): Promise<void> {
  if (!running.smtp || (await countRaw(running)).all > 0) return
  say(`  Sending ${DEMO_LETTERS.length} invented letters to the mailboxes …`)
  const transport = createTransport({ host: running.smtp.host, port: running.smtp.port, ignoreTLS: true })
  for (const letter of DEMO_LETTERS) {
    if (signal.aborted) return
    const office = running.service.offices.get(letter.office)
    if (!office) continue
    await transport.sendMail({
      from: letter.from,
      to: office.demoMailbox,
      subject: letter.subject,
      text: letter.text,
      ...(letter.headers ? { headers: letter.headers } : {}),
    })
  }
  transport.close()
  await showProgress(running, say, signal)
  if (signal.aborted) return
  await loadDemoDrills(running)
  say('  A drill is going on at MOPAC: an invented letter that says so on every page.')
}

/** Looks until every letter is taken in; a count that stands still is said and not waited for. */
async function showProgress(
  running: Running,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let shown = -1
  let looks = 0
  while (!signal.aborted) {
    const { all, takenIn } = await countRaw(running)
    if (takenIn !== shown) {
      say(`  Taken in: ${takenIn} of ${all}`)
      shown = takenIn
      looks = 0
    }
    if (takenIn === all) return say('  All letters are in the queue.')
    if (++looks > 150) return say('  Some letters are still waiting; the dashboard shows them.')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function countRaw(running: Running): Promise<{ all: number; takenIn: number }> {
  const { database, offices } = running.service
  let all = 0
  let takenIn = 0
  for (const office of offices.all) {
    await inOffice(database.db, office.id, async (tx) => {
      const [received] = await tx.select({ n: count() }).from(rawMessages)
      all += received?.n ?? 0
      takenIn += await tx.$count(rawMessages, eq(rawMessages.state, 'taken-in'))
    })
  }
  return { all, takenIn }
}
