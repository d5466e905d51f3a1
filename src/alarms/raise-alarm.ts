/**
 * Alarms about the service itself: a mailbox that cannot be read, a message that
 * vanished. A case has its alerts; these are about what no case can show.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { MACHINE, record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import { alarms } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { type AlarmKind, alarmSpec } from './alarm-kinds.ts'

export type Alarm = {
  officeId: string
  kind: AlarmKind
  /** Which one: a mailbox and folder, a number. Ids and our own names, never a word of a letter. */
  about: string
}

/**
 * Raises the alarm, unless it is open already: one that is raised at every poll is one
 * alarm. The mail to duty staff is owed in the same transaction.
 */
export async function raiseAlarm(
  tx: Db,
  deps: { queue: Enqueue; now: Date },
  { officeId, kind, about }: Alarm,
): Promise<void> {
  const id = randomUUID()
  const isMailed = alarmSpec(kind).weight === 'urgent'
  const raised = await tx
    .insert(alarms)
    .values({ id, officeId, kind, about, raisedAt: deps.now, nextMailAt: isMailed ? deps.now : null })
    .onConflictDoNothing()
    .returning({ id: alarms.id })
  if (raised.length === 0) return
  if (isMailed) await deps.queue.enqueue(tx, 'alarm', { officeId, id })
  await record(tx, [
    { officeId, at: deps.now, actor: MACHINE, action: 'alarm-raised', detail: { alarmId: id, kind } },
  ])
}

/** Ends the alarm because it is right again; nothing where none is open. */
export async function clearAlarm(
  tx: Db,
  deps: { now: Date },
  { officeId, kind, about }: Alarm,
): Promise<void> {
  const cleared = await tx
    .update(alarms)
    .set({ endedAt: deps.now, nextMailAt: null })
    .where(and(eq(alarms.kind, kind), eq(alarms.about, about), isNull(alarms.endedAt)))
    .returning({ id: alarms.id })
  await record(
    tx,
    cleared.map(({ id }) => ({
      officeId,
      at: deps.now,
      actor: MACHINE,
      action: 'alarm-ended' as const,
      detail: { alarmId: id, kind },
    })),
  )
}
