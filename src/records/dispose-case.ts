/**
 * Carries out a disposal on which two people have agreed: in one transaction everything of the case
 * goes, its certificate is written, and the history says so. Cut off anywhere it has not begun; run
 * again it does nothing. What came meanwhile, a letter or a hold, wins.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { MACHINE, record } from '../audit/record.ts'
import { retentionColumns } from '../cases/retention-columns.ts'
import { londonDay } from '../clocks/days.ts'
import { type Db, inOffice } from '../db/db.ts'
import { cases, clocks, disposalCertificates, disposalMarks, erasures, escalations } from '../db/schema.ts'
import { logEvent } from '../log.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import { DISPOSAL_PLAN, type OfCase } from '../retention/disposal-plan.ts'
import { signCertificate } from './certificate.ts'
import { scheduleInForce } from './keep-schedule.ts'

export type DisposeDeps = { db: Db; offices: Offices; secretKey: string; now: () => Date }

/** Why the database removed nothing; the first two leave the mark as it is. */
export type NotDisposed =
  | 'too-early'
  | 'done-before'
  | 'not-agreed'
  | 'no-such-mark'
  | 'not-closed'
  | 'no-day'
  | 'changed'
  | 'held'
  | 'open-task'

export type Disposed =
  | { ok: true; reference: string; certificateId: string }
  | { ok: false; because: NotDisposed }

type Answer = {
  refused?: NotDisposed
  removed: Record<string, number>
  keys: Record<OfCase, string[]>
}

/** Disposes of the case of that mark. */
export async function disposeOf(
  deps: DisposeDeps,
  { officeId, id }: { officeId: string; id: string },
): Promise<Disposed> {
  const office = deps.offices.get(officeId)
  if (!office) throw new Error('The job names an office that has no profile')
  const done = await inOffice(deps.db, officeId, (tx) => disposeInside(tx, deps, office, id))
  logEvent(done.ok ? 'records.disposed' : 'records.not-disposed', {
    officeId,
    ...(done.ok ? {} : { because: done.because }),
  })
  return done
}

async function disposeInside(
  tx: Db,
  { secretKey, now: clock }: DisposeDeps,
  office: OfficeProfile,
  markId: string,
): Promise<Disposed> {
  const now = clock()
  const [mark] = await tx.select().from(disposalMarks).where(eq(disposalMarks.id, markId))
  if (!mark) return { ok: false, because: 'no-such-mark' }
  const [found] = await tx.select().from(cases).where(eq(cases.id, mark.caseId)).for('update')
  if (!found) return { ok: false, because: 'no-such-mark' }
  const erasure = await erasureOf(tx, mark.erasureId)
  const line = retentionColumns(office, [found.route, ...found.others], found.outcomeKind)
  if (
    erasure === undefined &&
    (line.keepMonths !== found.keepMonths || line.retentionTrigger !== found.retentionTrigger)
  )
    return lapse(tx, mark, 'changed', now)
  const before = await figuresOf(tx, found.id)
  const answer = await removeAll(tx, markId, now)
  if (answer.refused) return lapse(tx, mark, answer.refused, now)
  await forgetJobs(tx, Object.values(answer.keys).flat())
  const certificateId = randomUUID()
  const signed = signCertificate(secretKey, {
    certificate: certificateId,
    office: { id: office.id, name: office.name },
    reference: found.reference,
    route: found.route,
    others: found.others,
    openedAt: found.openedAt,
    closedAt: found.closedAt,
    outcome: found.outcomeKind,
    lastActionAt: found.lastActionAt,
    schedule: {
      line: found.retentionSchedule,
      keepMonths: found.keepMonths,
      trigger: found.retentionTrigger,
      runsFrom: found.retentionTrigger === 'last-action' ? londonDay(found.lastActionAt) : found.periodFrom,
      source: office.retention.find(({ schedule }) => schedule === found.retentionSchedule)?.source ?? [],
      version: await scheduleInForce(tx),
    },
    ground: erasure
      ? { kind: 'erasure', law: erasure.law, allowed: { by: erasure.allowedByName, at: erasure.allowedAt } }
      : { kind: 'schedule' },
    notBefore: erasure ? mark.disposeAfter : found.disposeAfter,
    marked: { by: mark.markedByName, at: mark.markedAt },
    agreed: { by: mark.decidedByName, at: mark.decidedAt },
    disposedAt: now,
    ...before,
    rows: answer.removed,
  })
  await tx.insert(disposalCertificates).values({
    ...{ id: certificateId, officeId: office.id, caseId: found.id, markId, madeAt: now },
    ...signed,
  })
  const detail = { certificateId, sha256: signed.sha256, letters: answer.keys.letters.length }
  await record(tx, [
    { officeId: office.id, at: now, actor: MACHINE, action: 'case-disposed', caseId: found.id, detail },
  ])
  return { ok: true, reference: found.reference, certificateId }
}

/** The decision by which it goes before the day of its schedule, where there is one. */
const erasureOf = async (tx: Db, id: string | null) =>
  id === null ? undefined : (await tx.select().from(erasures).where(eq(erasures.id, id)))[0]

async function removeAll(tx: Db, markId: string, now: Date): Promise<Answer> {
  const [row] = await tx.execute<{ answer: Answer }>(sql`select dispose_case(
    ${markId}::uuid, ${londonDay(now)}::date, ${now.toISOString()}::timestamptz,
    ${JSON.stringify(DISPOSAL_PLAN)}::jsonb) as answer`)
  if (!row) throw new Error('The database gave no answer')
  return row.answer
}

/** What was owed and when it was done, and how alerts went: kinds and moments for the figures of later years. */
async function figuresOf(tx: Db, caseId: string) {
  const owed = await tx.select().from(clocks).where(eq(clocks.caseId, caseId))
  const alerts = await tx.select().from(escalations).where(eq(escalations.caseId, caseId))
  return {
    deadlines: owed.map(({ kind, startsOn, dueOn, stoppedAt }) => ({ kind, startsOn, dueOn, stoppedAt })),
    alerts: alerts.map(({ level, raisedAt, answeredAt, closedAt }) => ({
      level,
      raisedAt,
      answeredAt,
      closedAt,
    })),
  }
}

/** Jobs hold ids alone; those of what is gone go with it. */
async function forgetJobs(tx: Db, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`delete from pgboss.job where data ->> 'id' in ${[...ids]}`)
}

/** What cannot be carried out any more is to be decided on anew; what is only too early waits. */
async function lapse(
  tx: Db,
  mark: typeof disposalMarks.$inferSelect,
  because: NotDisposed,
  now: Date,
): Promise<Disposed> {
  if (because !== 'too-early')
    await tx
      .update(disposalMarks)
      .set({ state: 'lapsed', endedAt: now, endedBecause: because })
      .where(and(eq(disposalMarks.id, mark.id), inArray(disposalMarks.state, ['waiting', 'agreed'])))
  return { ok: false, because }
}
