/**
 * Deadlines made anew from their records: because a holiday was proclaimed, or to prove
 * that the columns say what the record says. Each handful is one transaction, and which
 * are left is read from the rows themselves: cut off anywhere, the next run goes on.
 */
import { and, asc, desc, eq, gt, inArray, isNull, ne } from 'drizzle-orm'
import { type AuditEntry, MACHINE, record } from '../audit/record.ts'
import { type Calendars, calendarsLabel } from '../clocks/calendars.ts'
import { sayDay } from '../clocks/days.ts'
import { type Db, inOffice } from '../db/db.ts'
import { calendarVersions, cases, clocks } from '../db/schema.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { calendarsNow } from './calendars-now.ts'
import { type ClockRow, findRecords, projectClock } from './clock-rows.ts'
import { idOfBoth, openTask } from './tasks.ts'

const HANDFUL = 200

type Deps = { db: Db; calendars: Calendars; now: () => Date }

export type Retimed = { looked: number; moved: number }

/**
 * Works the running deadlines of one office out again that were worked out by other lists
 * of holidays. Where a due day moves, the case says so in its history and has a task for
 * whoever owns it.
 */
export async function retimeClocks(deps: Deps, office: OfficeProfile): Promise<Retimed> {
  const total: Retimed = { looked: 0, moved: 0 }
  for (;;) {
    const done = await inOffice(deps.db, office.id, (tx) => retimeHandful(tx, deps, office))
    total.looked += done.looked
    total.moved += done.moved
    if (done.looked === 0) return total
  }
}

async function retimeHandful(tx: Db, deps: Deps, office: OfficeProfile): Promise<Retimed> {
  const calendars = await calendarsNow(tx, deps.calendars, office.id)
  const isStale = and(isNull(clocks.stoppedAt), ne(clocks.calendarVersion, calendarsLabel(calendars)))
  const some = tx.selectDistinct({ id: clocks.caseId }).from(clocks).where(isStale).limit(HANDFUL)
  // The case before its clocks, as everything locks them; one that somebody acts on now is left to the next run.
  const free = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(inArray(cases.id, some))
    .for('update', { skipLocked: true })
  if (free.length === 0) return { looked: 0, moved: 0 }
  const ids = free.map(({ id }) => id)
  const stale = await tx
    .select()
    .from(clocks)
    .where(and(isStale, inArray(clocks.caseId, ids)))
    .orderBy(asc(clocks.id))
    .for('update')
  const records = await findRecords(
    tx,
    stale.map(({ id }) => id),
  )
  const versionId = await newestVersionId(tx)
  const history: AuditEntry[] = []
  for (const clock of stale) {
    const columns = await projectClock(tx, { office, calendars }, clock, records.get(clock.id) ?? [])
    // One that cannot be read here is not looked at again for these lists.
    if (!columns) await markRead(tx, clock, calendars)
    else if (columns.dueOn !== clock.dueOn)
      history.push(...(await sayMoved(tx, deps, clock, columns.dueOn, versionId)))
  }
  await record(tx, history)
  return { looked: stale.length, moved: history.filter(({ action }) => action === 'clock-retimed').length }
}

const markRead = (tx: Db, clock: ClockRow, calendars: Calendars) =>
  tx
    .update(clocks)
    .set({ calendarVersion: calendarsLabel(calendars) })
    .where(eq(clocks.id, clock.id))

const newestVersionId = async (tx: Db): Promise<string | undefined> => {
  const [newest] = await tx
    .select({ id: calendarVersions.id })
    .from(calendarVersions)
    .orderBy(desc(calendarVersions.number))
    .limit(1)
  return newest?.id
}

async function sayMoved(
  tx: Db,
  deps: Deps,
  clock: ClockRow,
  dueOn: string | null,
  versionId: string | undefined,
): Promise<AuditEntry[]> {
  const { officeId, caseId } = clock
  const now = deps.now()
  const because = `The bank holidays have changed. ${said('It was due', clock.dueOn)}. ${said('It is now due', dueOn)}.`
  const task = {
    officeId,
    caseId,
    kind: 'deadline-moved' as const,
    aboutId: idOfBoth(clock.id, versionId),
    because,
  }
  return [
    {
      officeId,
      at: now,
      actor: MACHINE,
      action: 'clock-retimed',
      caseId,
      detail: { kind: clock.kind, from: clock.dueOn, to: dueOn },
    },
    ...(await openTask(tx, task, now)),
  ]
}

const said = (what: string, on: string | null): string => `${what} ${on === null ? 'on no day' : sayDay(on)}`

/** How many deadlines of one office were made anew, and how many of them had said something else. */
export async function rebuildClocks(
  deps: Deps,
  office: OfficeProfile,
): Promise<{ made: number; differed: number }> {
  let [made, differed, after] = [0, 0, '00000000-0000-0000-0000-000000000000']
  for (;;) {
    const ids = await inOffice(deps.db, office.id, async (tx) => {
      const calendars = await calendarsNow(tx, deps.calendars, office.id)
      const some = await tx
        .select()
        .from(clocks)
        .where(gt(clocks.id, after))
        .orderBy(asc(clocks.id))
        .limit(HANDFUL)
        .for('update')
      const records = await findRecords(
        tx,
        some.map(({ id }) => id),
      )
      for (const clock of some) {
        const columns = await projectClock(tx, { office, calendars }, clock, records.get(clock.id) ?? [])
        const same =
          columns?.dueOn === clock.dueOn &&
          columns.startsOn === clock.startsOn &&
          columns.stoppedAt?.getTime() === clock.stoppedAt?.getTime() &&
          columns.dueAt?.getTime() === clock.dueAt?.getTime()
        if (!same) differed++
      }
      return some.map(({ id }) => id)
    })
    made += ids.length
    const last = ids.at(-1)
    if (last === undefined) return { made, differed }
    after = last
  }
}
