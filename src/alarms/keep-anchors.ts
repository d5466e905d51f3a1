/**
 * Once an hour the head of each office's history goes, signed, to where the database is not: a
 * file, a mailbox for such mails, or both. Before that the last one in the file is held against
 * the rows, so that a history that was made anew is noticed within the hour and not at the next audit.
 */
import { randomUUID } from 'node:crypto'
import { eq, lte } from 'drizzle-orm'
import { type AnchorKey, anchorLine, readAnchors } from '../audit/anchor.ts'
import { hashAt, headOf } from '../audit/verify.ts'
import { type Db, inOffice } from '../db/db.ts'
import { heartbeats } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import { domainOf } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { clearAlarm, raiseAlarm } from './raise-alarm.ts'

/** Lines that are only ever added to. */
export type AnchorFile = { read(): string; keep(lines: readonly string[]): void }

export type AnchorDeps = {
  db: Db
  queue: Enqueue
  offices: Offices
  outbox: Outbox
  senderOf: (office: OfficeProfile) => string
  now: () => Date
  key: () => AnchorKey
  file?: AnchorFile | undefined
  /** An address that keeps what it gets and that nobody of the service can empty. */
  mailTo?: string | undefined
}

const HOUR_MS = 60 * 60_000
/** Whoever tried last; another process waits so long for it. */
const TRY_EVERY_MS = 10 * 60_000
const LATE_AFTER_MS = 3 * HOUR_MS

/** Keeps those that are due; does nothing where there is no place for them. */
export async function keepAnchors(deps: AnchorDeps): Promise<void> {
  if (!deps.file && deps.mailTo === undefined) return
  for (const office of deps.offices.all) {
    try {
      await keepOne(deps, office)
    } catch (error) {
      logEvent('anchor.not-kept', { officeId: office.id, ...errorFields(error) })
      await lookWhetherLate(deps, office.id)
    }
  }
}

async function keepOne(deps: AnchorDeps, office: OfficeProfile): Promise<void> {
  const officeId = office.id
  const now = deps.now()
  const head = await inOffice(deps.db, officeId, async (tx) =>
    (await isDue(tx, officeId, now)) ? headOf(tx) : undefined,
  )
  if (!head) return
  await compareWithLast(deps, officeId)
  const line = anchorLine({ office: officeId, ...head, at: now.toISOString() }, deps.key())
  deps.file?.keep([line])
  if (deps.mailTo !== undefined) await mailLine(deps, office, { line, to: deps.mailTo, now })
  await inOffice(deps.db, officeId, async (tx) => {
    await note(tx, { officeId, part: 'anchor', at: now })
    await clearAlarm(tx, { now }, { officeId, kind: 'anchor-not-kept', about: '' })
  })
}

type Part = (typeof heartbeats.$inferSelect)['part']

const note = async (tx: Db, beat: { officeId: string; part: Part; at: Date }) => {
  await tx
    .insert(heartbeats)
    .values(beat)
    .onConflictDoUpdate({ target: [heartbeats.officeId, heartbeats.part], set: { at: beat.at } })
}

const lastOf = async (tx: Db, part: Part): Promise<Date | undefined> => {
  const [found] = await tx.select({ at: heartbeats.at }).from(heartbeats).where(eq(heartbeats.part, part))
  return found?.at
}

/** An hour after the last; of several processes one takes it on, and one that dies is followed ten minutes later. */
async function isDue(tx: Db, officeId: string, now: Date): Promise<boolean> {
  const last = await lastOf(tx, 'anchor')
  if (last && now.getTime() - last.getTime() < HOUR_MS) return false
  const before = new Date(now.getTime() - TRY_EVERY_MS)
  const taken = await tx
    .insert(heartbeats)
    .values({ officeId, part: 'anchor-tried', at: now })
    .onConflictDoUpdate({
      target: [heartbeats.officeId, heartbeats.part],
      set: { at: now },
      setWhere: lte(heartbeats.at, before),
    })
    .returning({ at: heartbeats.at })
  return taken.length > 0
}

/** Only the last: the whole chain is the business of `verify-audit`. */
async function compareWithLast(deps: AnchorDeps, officeId: string): Promise<void> {
  if (!deps.file) return
  const { anchors } = readAnchors(deps.file.read(), deps.key().publicKey)
  const last = anchors.findLast(({ office }) => office === officeId)
  if (!last) return
  await inOffice(deps.db, officeId, async (tx) => {
    if ((await hashAt(tx, last.position)) === last.hash) return
    const alarm = { officeId, kind: 'history-not-as-anchored' as const, about: `row ${last.position}` }
    await raiseAlarm(tx, { queue: deps.queue, now: deps.now() }, alarm)
  })
}

async function mailLine(
  deps: AnchorDeps,
  office: OfficeProfile,
  { line, to, now }: { line: string; to: string; now: Date },
): Promise<void> {
  const address = deps.senderOf(office)
  const outcome = await deps.outbox.send({
    messageId: `<anchor.${randomUUID()}@${domainOf(address)}>`,
    from: { name: `${office.shortName} history`, address },
    to,
    subject: `Waypost at ${office.shortName}: the history on ${now.toISOString().slice(0, 16)}Z`,
    text: `Keep this mail: it proves how the history stood. Its line is one of the files that “verify-audit --anchors” takes.\n\n${line}\n`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    nullReturnPath: true,
  })
  // Twice is no harm, so what may have come and may not is sent again.
  if (outcome.state !== 'handed-over') throw new Error('The mail server did not take the anchor')
}

/** Three hours without one: from then on a history made anew is found later than it should be. */
async function lookWhetherLate(deps: AnchorDeps, officeId: string): Promise<void> {
  const now = deps.now()
  try {
    await inOffice(deps.db, officeId, async (tx) => {
      const last = await lastOf(tx, 'anchor')
      if (last && now.getTime() - last.getTime() < LATE_AFTER_MS) return
      await raiseAlarm(tx, { queue: deps.queue, now }, { officeId, kind: 'anchor-not-kept', about: '' })
    })
  } catch (error) {
    logEvent('anchor.alarm-not-noted', { officeId, ...errorFields(error) })
  }
}
