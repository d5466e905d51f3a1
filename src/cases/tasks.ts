/** What only a person can do about a case, and the name of whoever did it. */
import { createHash, randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { type AuditEntry, MACHINE, record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import { type TaskKind, tasks } from '../db/schema.ts'
import { type Acting, actionEntry, addNote } from './act-on-case.ts'

export type NewTask = { officeId: string; caseId: string; kind: TaskKind; aboutId: string; because: string }

/** Opens the task, once: a mail server that reports the same loss three times makes one piece of work. */
export async function openTask(tx: Db, task: NewTask, now: Date): Promise<AuditEntry[]> {
  const opened = await tx
    .insert(tasks)
    .values({ id: randomUUID(), ...task, openedAt: now })
    .onConflictDoNothing()
    .returning({ id: tasks.id })
  return opened.map(({ id }) => ({
    officeId: task.officeId,
    at: now,
    actor: MACHINE,
    action: 'task-opened' as const,
    caseId: task.caseId,
    detail: { taskId: id, kind: task.kind },
  }))
}

/** What a task is about that is owed once for each pair, such as each clock and each list of holidays that moved it. */
export function idOfBoth(one: string, other: string | undefined): string {
  const hash = createHash('sha256').update(`${one} ${other}`).digest('hex')
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export type TaskDone = { ok: true } | { ok: false; because: 'no-such-case' | 'task-done-before' }

/** A named person did it and says what. It is an action on the case, so the case is kept the full period from now. */
export async function finishTask(
  tx: Db,
  acting: Acting,
  { taskId, outcome }: { taskId: string; outcome: string },
): Promise<TaskDone> {
  const done = await tx
    .update(tasks)
    .set({ doneAt: acting.now, doneBy: acting.actorName ?? acting.actor, outcome })
    .where(and(eq(tasks.id, taskId), eq(tasks.caseId, acting.caseId), isNull(tasks.doneAt)))
    .returning({ kind: tasks.kind })
  const [task] = done
  if (!task) return { ok: false, because: 'task-done-before' }
  const noted = await addNote(tx, acting, outcome)
  if (!noted.ok) return { ok: false, because: 'no-such-case' }
  await record(tx, [actionEntry(acting, 'task-done', { taskId, kind: task.kind })])
  return { ok: true }
}
