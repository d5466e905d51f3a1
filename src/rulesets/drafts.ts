import { randomUUID } from 'node:crypto'
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { ruleDrafts } from '../db/schema.ts'
import { note, type Reviewer } from './reviewer.ts'

export type DraftRow = typeof ruleDrafts.$inferSelect

/** Begins a draft of one's own; gives back its id. */
export async function startDraft(tx: Db, by: Reviewer, text: string): Promise<string> {
  const id = randomUUID()
  const { officeId, actor: author, actorName: authorName, now: savedAt } = by
  await tx.insert(ruleDrafts).values({ id, officeId, author, authorName, text, savedAt })
  await note(tx, by, 'rule-draft-started', { draftId: id })
  return id
}

export type Saved =
  | { ok: true; version: number }
  | { ok: false; because: 'no-such-draft' | 'not-yours' | 'changed-meanwhile' }

/**
 * Keeps what was typed, whether or not it is a rule yet. `version` is the one that the writer
 * had before them: another window's words are never written over unseen.
 */
export async function saveDraft(
  tx: Db,
  by: Reviewer,
  draft: { id: string; text: string; version: number },
): Promise<Saved> {
  const found = await findDraft(tx, draft.id, 'locked')
  if (!found || found.endedAt) return { ok: false, because: 'no-such-draft' }
  if (found.author !== by.actor) return { ok: false, because: 'not-yours' }
  if (found.version !== draft.version) return { ok: false, because: 'changed-meanwhile' }
  if (found.text === draft.text) return { ok: true, version: found.version }
  const version = found.version + 1
  await tx
    .update(ruleDrafts)
    .set({ text: draft.text, version, savedAt: by.now })
    .where(eq(ruleDrafts.id, draft.id))
  await note(tx, by, 'rule-draft-saved', { draftId: draft.id, version })
  return { ok: true, version }
}

/** Sets one's own draft aside; it is kept and no longer listed. */
export async function setDraftAside(tx: Db, by: Reviewer, id: string): Promise<boolean> {
  const ended = await tx
    .update(ruleDrafts)
    .set({ endedAt: by.now })
    .where(and(eq(ruleDrafts.id, id), eq(ruleDrafts.author, by.actor), isNull(ruleDrafts.endedAt)))
    .returning({ id: ruleDrafts.id })
  if (ended.length > 0) await note(tx, by, 'rule-draft-set-aside', { draftId: id })
  return ended.length > 0
}

/** The drafts that nobody has published or set aside, the newest first. */
export const findDrafts = (tx: Db): Promise<DraftRow[]> =>
  tx.select().from(ruleDrafts).where(isNull(ruleDrafts.endedAt)).orderBy(desc(ruleDrafts.savedAt)).limit(100)

/** One draft; locked until the end of the transaction where somebody is about to change it. */
export async function findDraft(tx: Db, id: string, how?: 'locked'): Promise<DraftRow | undefined> {
  const asked = tx.select().from(ruleDrafts).where(eq(ruleDrafts.id, id))
  return (await (how ? asked.for('update') : asked))[0]
}
