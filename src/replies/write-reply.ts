/**
 * A letter that a person writes about a case: a draft that is kept at each pause, held for some seconds
 * once they send it, and called back within them. Each step looks at the row under its lock, so that
 * two tabs and two presses come to one letter.
 */
import { randomUUID } from 'node:crypto'
import { and, desc, eq, isNull } from 'drizzle-orm'
import { barAgainst } from '../acknowledgements/let-go.ts'
import { cannotReceive } from '../acknowledgements/reply-address.ts'
import { record } from '../audit/record.ts'
import { type Acting, actionEntry, nameOf } from '../cases/act-on-case.ts'
import type { CaseRow } from '../cases/arrival.ts'
import { keyOfCase } from '../db/data-keys.ts'
import type { Db } from '../db/db.ts'
import { cases, messages, replies } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { encryptText } from '../keys/encryption.ts'
import { unwrittenIn } from './template.ts'
import { isSeveral, type RecipientWarning, recipientWarnings, WARNINGS } from './warnings.ts'

/** How long a letter waits, so that whoever pressed too soon can call it back. */
export const HOLD_SECONDS = 30

export type Reply = typeof replies.$inferSelect
export type Draft = {
  /** Made with the form, so that two presses of one form are one letter. */
  id?: string | undefined
  to: string
  subject: string
  text: string
  templateKey?: string | undefined
  templateVersion?: number | undefined
}

export type ActingInCase = Acting & { caseRow: CaseRow }

/** The draft of that person in that case. */
export const findDraft = async (tx: Db, acting: Acting, kind: Reply['kind'] = 'reply') =>
  (
    await tx
      .select()
      .from(replies)
      .where(
        and(
          ...[eq(replies.caseId, acting.caseId), eq(replies.authorKey, acting.actor)],
          ...[eq(replies.kind, kind), eq(replies.state, 'draft')],
        ),
      )
  )[0]

export const findReplies = (tx: Db, caseId: string): Promise<Reply[]> =>
  tx.select().from(replies).where(eq(replies.caseId, caseId)).orderBy(desc(replies.startedAt))

export type Saved =
  | { ok: true; version: number }
  /** Another tab has saved meanwhile: both texts are shown, and the person says which. */
  | { ok: false; because: 'saved-elsewhere'; theirs: Reply }
  /** `isSame`: it is just what was sent, by a second press. */
  | { ok: false; because: 'on-its-way'; isSame: boolean }

/** Keeps the draft. `version` is what the person’s tab saw; 0 where it saw none. */
export async function saveDraft(
  tx: Db,
  acting: ActingInCase,
  draft: Draft,
  { version, kind = 'reply', sharing }: { version: number; kind?: Reply['kind']; sharing?: string },
): Promise<Saved> {
  // The case first: a draft that does not exist cannot be locked.
  await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, acting.caseId)).for('update')
  const found = await findDraft(tx, acting, kind)
  const sent = found ? undefined : await sentBefore(tx, acting, draft, { version, kind })
  if (sent) return { ok: false, because: 'on-its-way', isSame: isSameLetter(sent, draft) }
  if (found && found.version !== version) {
    return isSameLetter(found, draft)
      ? { ok: true, version: found.version }
      : { ok: false, because: 'saved-elsewhere', theirs: found }
  }
  const key = await keyOfCase(tx, acting.office.id, acting.caseId)
  const words = {
    toAddress: draft.to,
    subject: encryptText(key, draft.subject),
    text: encryptText(key, draft.text),
    ...(sharing === undefined ? {} : { sharing: encryptText(key, sharing) }),
    ...(draft.templateKey === undefined
      ? {}
      : { templateKey: draft.templateKey, templateVersion: draft.templateVersion ?? 0 }),
    savedAt: acting.now,
  }
  if (found) {
    await tx
      .update(replies)
      .set({ ...words, version: found.version + 1 })
      .where(eq(replies.id, found.id))
    return { ok: true, version: found.version + 1 }
  }
  const [answered] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(eq(messages.caseId, acting.caseId))
    .orderBy(desc(messages.receivedAt))
    .limit(1)
  await tx.insert(replies).values({
    ...{
      id: draft.id ?? randomUUID(),
      officeId: acting.office.id,
      caseId: acting.caseId,
      kind,
      state: 'draft',
    },
    ...{ messageId: answered?.id ?? null, authorKey: acting.actor, authorName: nameOf(acting) },
    ...{ startedAt: acting.now, ...words },
  })
  await record(tx, [actionEntry(acting, 'reply-started', { kind })])
  return { ok: true, version: 1 }
}

const isSameLetter = (row: Reply, draft: Draft): boolean =>
  row.text === draft.text && row.subject === draft.subject && row.toAddress === draft.to

/** What this form became where there is no draft any more: by its id, or the last that its tab had seen. */
async function sentBefore(
  tx: Db,
  acting: Acting,
  draft: Draft,
  { version, kind }: { version: number; kind: Reply['kind'] },
): Promise<Reply | undefined> {
  if (draft.id !== undefined) {
    const [same] = await tx.select().from(replies).where(eq(replies.id, draft.id))
    if (same) return same
  }
  if (version === 0 || kind !== 'reply') return undefined
  const mine = and(
    ...[eq(replies.caseId, acting.caseId), eq(replies.authorKey, acting.actor)],
    eq(replies.kind, kind),
  )
  const [last] = await tx.select().from(replies).where(mine).orderBy(desc(replies.savedAt)).limit(1)
  return last && last.state !== 'set-aside' ? last : undefined
}

export type Held =
  | { ok: true; id: string; leavesAt: Date }
  | { ok: false; field: 'to' | 'subject' | 'text' | 'confirmed' | 'safe' | 'saved'; says: string }

const wrong = (field: Extract<Held, { ok: false }>['field'], says: string): Held => ({
  ok: false,
  field,
  says,
})

/** What the person ticked: that the address is meant, and that it is safe to write to it. */
export type Ticked = { confirmed: boolean; safe: boolean }

/** Has the draft leave in half a minute, with what stands against it asked first. */
export async function holdDraft(
  tx: Db,
  { queue }: { queue: Enqueue },
  acting: ActingInCase,
  ticked: Ticked & { kind?: Reply['kind'] },
): Promise<Held> {
  await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, acting.caseId)).for('update')
  const draft = await findDraft(tx, acting, ticked.kind)
  if (!draft) return wrong('saved', 'It is on its way already, or there is no draft any more.')
  const found = await checkDraft(tx, acting, draft, ticked)
  if (!found.ok) return found
  const leavesAt = new Date(acting.now.getTime() + HOLD_SECONDS * 1000)
  await tx
    .update(replies)
    .set({ state: 'held', leavesAt, confirmed: found.confirmed })
    .where(eq(replies.id, draft.id))
  await queue.enqueue(tx, 'reply', { officeId: acting.office.id, id: draft.id }, leavesAt)
  await record(tx, [
    actionEntry(acting, 'reply-held', { replyId: draft.id, warnings: found.confirmed.join(' ') }),
  ])
  return { ok: true, id: draft.id, leavesAt }
}

type Checked = { ok: true; confirmed: string[] } | Extract<Held, { ok: false }>

async function checkDraft(tx: Db, acting: ActingInCase, draft: Reply, ticked: Ticked): Promise<Checked> {
  const { caseRow } = acting
  const { toAddress: to } = draft
  const no = (field: Extract<Held, { ok: false }>['field'], says: string) => ({
    ok: false as const,
    field,
    says,
  })
  if (to === '') return no('to', 'Give the address that it goes to.')
  if (isSeveral(to)) return no('to', 'Give one address. Of several, each would read whom else you wrote to.')
  if (cannotReceive(to) !== undefined) return no('to', 'Give a whole email address, like name@example.com.')
  if (draft.subject === '') return no('subject', 'Give it a subject.')
  if (draft.text === '') return no('text', 'Write the letter first.')
  const unwritten = unwrittenIn(draft.text)
  if (unwritten) return no('text', `Write what the template leaves to you, in place of ${unwritten}.`)
  // What is passed on is asked of the sharing matrix; these are about reaching the writer.
  if (draft.kind === 'forward') return { ok: true, confirmed: [] }
  const bar = await barAgainst(tx, { caseRow, from: null, to })
  if (bar?.reason === 'bomb-threat' || bar?.reason === 'restricted-use') return no('to', bar.because)
  if ((bar || caseRow.risk !== 'none') && !ticked.safe)
    return no('safe', 'Make sure that it is safe to write to this address, and say so.')
  const warnings = await warningsFor(tx, acting, to)
  if (warnings.length > 0 && !ticked.confirmed)
    return no(
      'confirmed',
      `${warnings.map((one) => WARNINGS[one]).join(' ')} Look at it once more, and say that you mean it.`,
    )
  return { ok: true, confirmed: [...warnings, ...(bar ? [bar.reason] : [])] }
}

/** Whoever wrote in this case, by each address that a letter of it came from. */
export async function warningsFor(
  tx: Db,
  { office, caseRow }: Pick<ActingInCase, 'office' | 'caseRow'>,
  to: string,
): Promise<RecipientWarning[]> {
  const wrote = await tx
    .selectDistinct({ from: messages.fromAddress })
    .from(messages)
    .where(eq(messages.caseId, caseRow.id))
  const writers = [caseRow.correspondentAddress, ...wrote.map(({ from }) => from)].flatMap((one) => one ?? [])
  return recipientWarnings(office, { to, writers })
}

export type CalledBack = { ok: true } | { ok: false; because: 'no-such-reply' | 'left' | 'another-draft' }

/** Takes it back before it leaves: a draft again, with every word in it. */
export async function callBack(tx: Db, acting: Acting, id: string): Promise<CalledBack> {
  const [row] = await tx
    .select()
    .from(replies)
    .where(and(eq(replies.id, id), eq(replies.caseId, acting.caseId)))
    .for('update')
  if (!row) return { ok: false, because: 'no-such-reply' }
  if (row.state === 'draft') return { ok: true }
  if (row.state !== 'held') return { ok: false, because: 'left' }
  const [other] = await tx
    .select({ id: replies.id })
    .from(replies)
    .where(
      and(
        ...[eq(replies.caseId, row.caseId), eq(replies.authorKey, row.authorKey), eq(replies.kind, row.kind)],
        eq(replies.state, 'draft'),
      ),
    )
  // One that was begun since gives way to nothing: the called-back one is kept and shown, and does not leave.
  const state = other ? ('set-aside' as const) : ('draft' as const)
  await tx
    .update(replies)
    .set({ state, leavesAt: null, version: row.version + 1 })
    .where(eq(replies.id, id))
  await record(tx, [actionEntry(acting, 'reply-called-back', { replyId: id })])
  return other ? { ok: false, because: 'another-draft' } : { ok: true }
}

/** The author does not want it any more; its words go with the case. */
export async function setDraftAside(tx: Db, acting: Acting, kind: Reply['kind'] = 'reply'): Promise<void> {
  const draft = await findDraft(tx, acting, kind)
  if (!draft) return
  await tx
    .update(replies)
    .set({ state: 'set-aside' })
    .where(and(eq(replies.id, draft.id), eq(replies.state, 'draft'), isNull(replies.sentMailId)))
  await record(tx, [actionEntry(acting, 'reply-set-aside', { replyId: draft.id })])
}
