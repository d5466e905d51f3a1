/**
 * The job that takes a test message on: judged by the rules that letters are judged by, and
 * where they find its sentence, paged in the words of a page, to the test receiver and never
 * to duty staff.
 *
 * Judging is noted before anything is sent, and that it is being sent before it leaves. Cut
 * off anywhere, the next run finds on the row what is still to be done; a page that comes
 * twice to a test receiver harms nobody.
 */
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { ourMessageId } from '../cases/reference-token.ts'
import { type Db, inOffice } from '../db/db.ts'
import { canaries } from '../db/schema.ts'
import { TryAgainLater } from '../errors.ts'
import { pageText } from '../escalations/page-text.ts'
import { alertFor } from '../escalations/plan.ts'
import { handOver, noteOutcome, noteSending } from '../jobs/hand-over.ts'
import type { JobIds } from '../jobs/queue.ts'
import type { SendingDeps } from '../jobs/sending.ts'
import { domainOf } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { OutgoingMail } from '../outbox/outbox.ts'
import { publishedNow } from '../rulesets/published-now.ts'
import type { RiskCategory, RiskLevel } from '../triage/risk.ts'
import type { TakeInDeps } from './take-in.ts'

type Deps = TakeInDeps & Omit<SendingDeps, 'carriers' | 'webhooks' | 'onCall'>
type Row = typeof canaries.$inferSelect

/** Its page is being sent by somebody, for longer than a hand-over of an urgent mail takes. */
const CUT_OFF_AFTER_MS = 30_000

/** Judges it if it is not judged, and pages its receiver if that is still owed. */
export async function pageCanary(deps: Deps, { officeId, id }: JobIds): Promise<void> {
  const office = deps.offices.get(officeId)
  if (!office) throw new Error('The job names an office that has no profile')
  const row = await inOffice(deps.db, officeId, (tx) => find(tx, id))
  if (row?.source && !row.judgedAt) await judgeIt(deps, officeId, { id, source: row.source })
  const page = await inOffice(deps.db, officeId, (tx) => claim(tx, deps, office, id))
  if (page) await send(deps, { officeId, id, ...page })
}

const find = async (tx: Db, id: string): Promise<Row | undefined> =>
  (await tx.select().from(canaries).where(eq(canaries.id, id)))[0]

/** By the rules in force at its office now, in the same lanes as letters. */
async function judgeIt(
  deps: Deps,
  officeId: string,
  { id, source }: { id: string; source: Uint8Array },
): Promise<void> {
  const published = await inOffice(deps.db, officeId, (tx) =>
    publishedNow(tx, { ...deps, now: deps.now() }, officeId),
  )
  const { triage } = await deps.judge({ source, envelopeFrom: '', cutShort: false }, published)
  const { level, flags } = triage.risk
  const found: RiskCategory[] = flags.filter((flag) => flag.level !== 'none').map((flag) => flag.category)
  await inOffice(deps.db, officeId, (tx) =>
    tx
      .update(canaries)
      .set({ judgedAt: deps.now(), level, categories: [...new Set(found)], source: null })
      .where(eq(canaries.id, id)),
  )
}

type Page = { mail: OutgoingMail; sentMailId: string }

/** Takes its page, noted as being sent; undefined where none is owed or somebody is sending it. */
async function claim(tx: Db, deps: Deps, office: OfficeProfile, id: string): Promise<Page | undefined> {
  const [row] = await tx.select().from(canaries).where(eq(canaries.id, id)).for('update')
  const now = deps.now()
  const alert = alertFor(row?.level ?? 'none', office.duty, now)
  if (!row?.receiver || row.pagedAt || !alert || alert.firstPageAt > now) return undefined
  if (row.claimedAt && Math.abs(now.getTime() - row.claimedAt.getTime()) < CUT_OFF_AFTER_MS) return undefined
  await tx.update(canaries).set({ claimedAt: now }).where(eq(canaries.id, id))
  const mail = compose(deps, office, { row, receiver: row.receiver, level: alert.level })
  const { to: toAddress, subject, text, messageId } = mail
  const sentMailId = await noteSending(tx, {
    id: randomUUID(),
    officeId: office.id,
    kind: 'test-page',
    ...{ toAddress, subject, text, messageId },
  })
  return { mail, sentMailId }
}

function compose(
  deps: Deps,
  office: OfficeProfile,
  { row, receiver, level }: { row: Row; receiver: string; level: 'immediate' | 'serious' },
): OutgoingMail {
  const from = deps.senderOf(office)
  const { subject, text } = pageText({
    officeName: office.shortName,
    level,
    alerts: [
      {
        reference: 'TEST',
        categories: row.categories,
        link: `${deps.publicUrl}/mailboxes?office=${office.id}`,
      },
    ],
    queueLink: `${deps.publicUrl}/`,
    step: 0,
    state: 'raised',
  })
  return {
    messageId: ourMessageId(deps.secretKey, 'alarm', row.id, domainOf(from)),
    from: { name: `${office.shortName} service test`, address: from },
    to: receiver,
    subject: `TEST: ${subject}`,
    text: `This is a test page. Nobody is in danger.\n\n${text}`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', Importance: 'high' },
    nullReturnPath: true,
    urgent: true,
  }
}

async function send(deps: Deps, about: Page & { officeId: string; id: string }): Promise<void> {
  const { officeId, id } = about
  const note = (tx: Db, change: Partial<Row>) => tx.update(canaries).set(change).where(eq(canaries.id, id))
  try {
    await handOver(deps, about, async (tx, { state }) => {
      await note(tx, state === 'handed-over' ? { pagedAt: deps.now() } : { claimedAt: null })
    })
  } catch (error) {
    // Let go at once, so that the job that comes again does not wait for it.
    if (error instanceof TryAgainLater)
      await noteOutcome(deps.db, officeId, async (tx) => void (await note(tx, { claimedAt: null })))
    throw error
  }
}

/** What is wrong with a test message that has had its time; undefined where it came through. */
export function canaryTrouble(row: {
  seenAt: Date | null
  judgedAt: Date | null
  level: RiskLevel | null
  receiver: string | null
  pagedAt: Date | null
}): 'not-back' | 'not-found' | 'not-paged' | undefined {
  if (!row.seenAt) return 'not-back'
  if (row.judgedAt && row.level !== 'immediate') return 'not-found'
  return row.receiver && !row.pagedAt ? 'not-paged' : undefined
}
