/** What people at their desks do to cases: changes that can be undone, replies, templates, mentions, and who is here. */
import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { cases, notes } from './cases.ts'
import { id, moment, officeId } from './columns.ts'

export type CaseChangeKind = 'route' | 'route-added' | 'split' | 'merge' | 'link' | 'owner' | 'close'

/** What has to be known to undo it: ids, numbers and fixed words, and never a word of anybody. */
export type Before = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** What a person changed on a case and can undo until a stated moment. `batchId` where it was done to several at once. */
export const caseChanges = pgTable(
  'case_changes',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    /** The other case of a split, a merge or a link. */
    otherCaseId: uuid(),
    batchId: uuid(),
    kind: text().$type<CaseChangeKind>().notNull(),
    before: jsonb().$type<Before>().notNull(),
    madeBy: text().notNull(),
    madeByName: text().notNull(),
    madeAt: moment().notNull(),
    undoUntil: moment().notNull(),
    undoneBy: text(),
    undoneByName: text(),
    undoneAt: moment(),
  },
  (t) => [
    index('case_changes_of_case').on(t.caseId, t.madeAt),
    index('case_changes_of_other').on(t.otherCaseId),
    index('case_changes_of_batch').on(t.batchId),
    check('case_changes_undone_says_who', sql`(${t.undoneAt} is null) = (${t.undoneBy} is null)`),
    foreignKey({ name: 'case_changes_case', columns: [t.caseId], foreignColumns: [cases.id] }),
    foreignKey({ name: 'case_changes_other', columns: [t.otherCaseId], foreignColumns: [cases.id] }),
  ],
)

/**
 * `draft` → `held` (it leaves in some seconds and can be called back) → `sending` → `sent` | `failed` |
 * `unknown`; or `set-aside` by its author.
 */
export type ReplyState = 'draft' | 'held' | 'sending' | 'sent' | 'failed' | 'unknown' | 'set-aside'

/** What a person writes to somebody about a case, from the first letter of it to what became of it. */
export const replies = pgTable(
  'replies',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    kind: text().$type<'reply' | 'forward'>().notNull(),
    state: text().$type<ReplyState>().notNull(),
    /** The message that it answers or passes on. */
    messageId: uuid(),
    toAddress: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    /** Of a forward: whom it is told, what for, on what ground and what is kept back, as JSON. */
    sharing: text(),
    templateKey: text(),
    templateVersion: integer(),
    /** What the person was warned of and confirmed, by fixed words. */
    confirmed: jsonb().$type<string[]>().notNull().default([]),
    /** Goes up with each save, so that two tabs do not bury one another. */
    version: integer().notNull().default(1),
    authorKey: text().notNull(),
    authorName: text().notNull(),
    startedAt: moment().notNull(),
    savedAt: moment().notNull(),
    leavesAt: moment(),
    claimedAt: moment(),
    sentMailId: uuid(),
  },
  (t) => [
    uniqueIndex('replies_one_draft').on(t.caseId, t.authorKey, t.kind).where(sql`${t.state} = 'draft'`),
    index('replies_of_case').on(t.caseId),
    index('replies_owed').on(t.officeId, t.leavesAt).where(sql`${t.state} in ('held', 'sending')`),
    check('replies_held_says_when', sql`${t.state} <> 'held' or ${t.leavesAt} is not null`),
    foreignKey({ name: 'replies_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

export type TemplateState = 'asked' | 'in-force' | 'replaced' | 'refused' | 'withdrawn'

/** Versions of templates that an office wrote itself; the ones that come with the rules are version 0. */
export const replyTemplates = pgTable(
  'reply_templates',
  {
    id: id(),
    officeId: officeId(),
    key: text().notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    routes: jsonb().$type<string[]>().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    state: text().$type<TemplateState>().notNull(),
    askedBy: text().notNull(),
    askedByName: text().notNull(),
    askedAt: moment().notNull(),
    decidedBy: text(),
    decidedByName: text(),
    decidedAt: moment(),
  },
  (t) => [
    unique('reply_templates_version').on(t.officeId, t.key, t.version),
    uniqueIndex('reply_templates_in_force').on(t.officeId, t.key).where(sql`${t.state} = 'in-force'`),
    uniqueIndex('reply_templates_asked').on(t.officeId, t.key).where(sql`${t.state} = 'asked'`),
    // Whoever withdraws is the one who asked; nobody agrees to their own.
    check(
      'reply_templates_two_people',
      sql`${t.decidedBy} is null or ${t.state} = 'withdrawn' or ${t.decidedBy} <> ${t.askedBy}`,
    ),
  ],
)

/** That a note speaks to a colleague who may see the case. */
export const mentions = pgTable(
  'mentions',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    noteId: uuid().notNull(),
    userKey: text().notNull(),
    userName: text().notNull(),
    madeAt: moment().notNull(),
    /** When that person opened the case after it. */
    seenAt: moment(),
  },
  (t) => [
    unique('mentions_once').on(t.noteId, t.userKey),
    index('mentions_unseen').on(t.officeId, t.userKey).where(sql`${t.seenAt} is null`),
    index('mentions_of_case').on(t.caseId),
    foreignKey({ name: 'mentions_case', columns: [t.caseId], foreignColumns: [cases.id] }),
    foreignKey({ name: 'mentions_note', columns: [t.noteId], foreignColumns: [notes.id] }),
  ],
)

/** Who had the page of a case open last and when; `writingAt` while they typed into it. Locks nobody out. */
export const presences = pgTable(
  'presences',
  {
    officeId: officeId(),
    caseId: uuid().notNull(),
    userKey: text().notNull(),
    userName: text().notNull(),
    seenAt: moment().notNull(),
    writingAt: moment(),
  },
  (t) => [
    primaryKey({ name: 'presences_key', columns: [t.caseId, t.userKey] }),
    foreignKey({ name: 'presences_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)
