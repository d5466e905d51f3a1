/**
 * Opens a sealed case in an emergency to somebody who is not named, with their reason and for some
 * hours. The office hears of it at once, and a second person says whether it was right.
 */
import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { raiseAlarm } from '../alarms/raise-alarm.ts'
import { record } from '../audit/record.ts'
import { type Db, inOffice } from '../db/db.ts'
import { asNobody } from '../db/person.ts'
import { caseAdmissions, caseSeals, cases, escalations, keptFrom } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'

/** One shift; whoever needs it for longer is named by somebody who sees the case. */
export const BROKEN_HOURS = 12

type Deps = { db: Db; queue: Enqueue; now: () => Date }
type Who = { officeId: string; userKey: string; userName: string }
export type SealMeant = { reference: string } | { alertId: string }

/** `nothing-sealed` is also the answer to whoever is kept from the case by name: to them it is not there. */
export type Broken = { ok: true; reference: string } | { ok: false; because: 'nothing-sealed' }

export async function breakSeal(
  { db, queue, now }: Deps,
  who: Who,
  { meant, reason }: { meant: SealMeant; reason: string },
): Promise<Broken> {
  const { officeId, userKey, userName } = who
  const at = now()
  // Looked up for nobody: whoever asks cannot see what they ask for.
  return asNobody(() =>
    inOffice(db, officeId, async (tx) => {
      const found = await findSealed(tx, meant, userKey)
      if (!found) {
        const detail = { because: 'nothing-sealed' }
        await record(tx, [{ officeId, at, actor: userKey, action: 'refused', detail }])
        return { ok: false, because: 'nothing-sealed' }
      }
      const id = randomUUID()
      const until = new Date(at.getTime() + BROKEN_HOURS * 3_600_000)
      await tx.insert(caseAdmissions).values({
        ...{ id, officeId, caseId: found.id, reference: found.reference, userKey, userName, until },
        ...{ way: 'broken-seal', reason, admittedBy: userKey, admittedByName: userName, admittedAt: at },
      })
      await raiseAlarm(tx, { queue, now: at }, { officeId, kind: 'seal-broken', about: id.slice(0, 8) })
      const entry = { officeId, at, actor: userKey, action: 'seal-broken', caseId: found.id } as const
      await record(tx, [{ ...entry, detail: { admissionId: id, hours: BROKEN_HOURS } }])
      return { ok: true, reference: found.reference }
    }),
  )
}

/** The sealed case that is meant, unless this person is kept from it. */
async function findSealed(tx: Db, meant: SealMeant, userKey: string) {
  const which =
    'reference' in meant
      ? eq(cases.reference, meant.reference)
      : eq(
          cases.id,
          tx.select({ id: escalations.caseId }).from(escalations).where(eq(escalations.id, meant.alertId)),
        )
  const [found] = await tx
    .select({ id: cases.id, reference: cases.reference, keptId: keptFrom.id })
    .from(cases)
    .innerJoin(caseSeals, and(eq(caseSeals.caseId, cases.id), isNull(caseSeals.endedAt)))
    .leftJoin(
      keptFrom,
      and(eq(keptFrom.caseId, cases.id), eq(keptFrom.userKey, userKey), isNull(keptFrom.endedAt)),
    )
    .where(which)
  return found && found.keptId === null ? found : undefined
}

export type BrokenSeal = typeof caseAdmissions.$inferSelect

/**
 * Every time that a seal was broken: first what nobody has looked at. Read for nobody in
 * particular, because who reviews need not see the case; it holds a reference and a reason.
 */
export const findBrokenSeals = ({ db }: Pick<Deps, 'db'>, officeId: string): Promise<BrokenSeal[]> =>
  asNobody(() =>
    inOffice(db, officeId, (tx) =>
      tx
        .select()
        .from(caseAdmissions)
        .where(eq(caseAdmissions.way, 'broken-seal'))
        .orderBy(desc(isNull(caseAdmissions.reviewedAt)), asc(caseAdmissions.admittedAt))
        .limit(200),
    ),
  )

export type Reviewed = { ok: true } | { ok: false; because: 'no-such-opening' | 'oneself' }

/** What a second person makes of it; where it was not justified it ends with that. */
export async function reviewBrokenSeal(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  who: Who,
  { id, finding, note }: { id: string; finding: 'justified' | 'not-justified'; note: string },
): Promise<Reviewed> {
  const { officeId, userKey, userName } = who
  const at = now()
  return asNobody(() =>
    inOffice(db, officeId, async (tx) => {
      const [one] = await tx.select().from(caseAdmissions).where(eq(caseAdmissions.id, id)).for('update')
      if (one?.way !== 'broken-seal' || one.reviewedAt) return { ok: false, because: 'no-such-opening' }
      if (one.userKey === userKey) return { ok: false, because: 'oneself' }
      const ends = finding === 'not-justified' && !one.endedAt
      await tx
        .update(caseAdmissions)
        .set({
          ...{ reviewedBy: userKey, reviewedByName: userName, reviewedAt: at, finding, reviewNote: note },
          ...(ends && { endedAt: at, endedByName: userName }),
        })
        .where(eq(caseAdmissions.id, id))
      const entry = {
        officeId,
        at,
        actor: userKey,
        action: 'broken-seal-reviewed',
        caseId: one.caseId,
      } as const
      await record(tx, [{ ...entry, detail: { admissionId: id, finding } }])
      return { ok: true }
    }),
  )
}
