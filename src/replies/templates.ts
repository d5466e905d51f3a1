/** Templates of an office: those of the rules, and newer versions that two of its people agreed on. */
import { randomUUID } from 'node:crypto'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import { replyTemplates } from '../db/schema.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Route } from '../triage/route.ts'
import { type Template, wrongIn } from './template.ts'

export type TemplateVersion = typeof replyTemplates.$inferSelect
export type Person = { office: OfficeProfile; actor: string; actorName: string; now: Date }

/** What letters are made of now: by its key the version in force, else the one of the rules. */
export async function templatesInForce(tx: Db, shipped: readonly Template[]): Promise<Template[]> {
  const rows = await tx.select().from(replyTemplates).where(eq(replyTemplates.state, 'in-force'))
  const own = rows.map(({ key, version, name, routes, subject, text }) => ({
    ...{ key, version, name, subject, text },
    routes: routes as Route[],
  }))
  return [...shipped.filter(({ key }) => !own.some((one) => one.key === key)), ...own]
}

export const findVersions = (tx: Db): Promise<TemplateVersion[]> =>
  tx.select().from(replyTemplates).orderBy(desc(replyTemplates.askedAt)).limit(100)

export type AskedTemplate = Omit<Template, 'version'>
export type Asked = { ok: true } | { ok: false; field: 'key' | 'subject' | 'text'; says: string }

/** Puts a new version before a second person; nothing is written with it until they agree. */
export async function askForVersion(tx: Db, by: Person, asked: AskedTemplate): Promise<Asked> {
  const wrong = { subject: wrongIn(asked.subject), text: wrongIn(asked.text) }
  if (wrong.subject) return { ok: false, field: 'subject', says: wrong.subject }
  if (wrong.text) return { ok: false, field: 'text', says: wrong.text }
  const { office, actor, actorName, now } = by
  const made = await tx
    .insert(replyTemplates)
    .values({
      ...{ id: randomUUID(), officeId: office.id, key: asked.key, name: asked.name },
      version: sql<number>`(select coalesce(max(t.version), 0) + 1 from reply_templates t where t.key = ${asked.key})`,
      ...{ routes: [...asked.routes], subject: asked.subject, text: asked.text, state: 'asked' },
      ...{ askedBy: actor, askedByName: actorName, askedAt: now },
    })
    .onConflictDoNothing()
    .returning({ id: replyTemplates.id, version: replyTemplates.version })
  const [one] = made
  if (!one)
    return { ok: false, field: 'key', says: 'A version of this template waits for a second person already.' }
  await note(tx, by, 'template-asked', { templateId: one.id, version: one.version })
  return { ok: true }
}

export type Decided = { ok: true } | { ok: false; says: string }

/** A second person agrees or refuses; whoever asked may take it back. */
export async function decideVersion(
  tx: Db,
  by: Person,
  { id, decision }: { id: string; decision: 'agree' | 'refuse' | 'withdraw' },
): Promise<Decided> {
  const [row] = await tx.select().from(replyTemplates).where(eq(replyTemplates.id, id)).for('update')
  if (row?.state !== 'asked') return { ok: false, says: 'Somebody has decided on it already.' }
  const isMine = row.askedBy === by.actor
  if (decision === 'withdraw' && !isMine)
    return { ok: false, says: 'Only whoever asked for it takes it back.' }
  if (decision !== 'withdraw' && isMine)
    return { ok: false, says: 'You asked for it, so somebody else has to decide.' }
  if (decision === 'agree')
    await tx
      .update(replyTemplates)
      .set({ state: 'replaced' })
      .where(and(eq(replyTemplates.key, row.key), inArray(replyTemplates.state, ['in-force'])))
  await tx
    .update(replyTemplates)
    .set({
      state: STATES[decision],
      ...{ decidedBy: by.actor, decidedByName: by.actorName, decidedAt: by.now },
    })
    .where(eq(replyTemplates.id, id))
  await note(tx, by, ACTIONS[decision], { templateId: id, version: row.version })
  return { ok: true }
}

const STATES = { agree: 'in-force', refuse: 'refused', withdraw: 'withdrawn' } as const
const ACTIONS = {
  agree: 'template-agreed',
  refuse: 'template-refused',
  withdraw: 'template-withdrawn',
} as const

const note = (
  tx: Db,
  { office, actor, now }: Person,
  action: 'template-asked' | (typeof ACTIONS)[keyof typeof ACTIONS],
  detail: Record<string, string | number>,
): Promise<void> => record(tx, [{ officeId: office.id, at: now, actor, action, detail }])
