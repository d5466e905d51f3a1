/** Rules that people write, try and publish. */
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
import type { RuleText } from '../../triage/published.ts'
import type { RiskLevel } from '../../triage/risk.ts'
import type { Route } from '../../triage/route.ts'
import { cases, messages } from './cases.ts'
import { id, moment, officeId } from './columns.ts'

/** One rule that a person is writing. Only its author changes it; somebody else begins one of their own. */
export const ruleDrafts = pgTable(
  'rule_drafts',
  {
    id: id(),
    officeId: officeId(),
    author: text().notNull(),
    authorName: text().notNull(),
    /** As typed, also where it cannot be read as a rule. */
    text: text().notNull(),
    /** Counts up with each save. */
    version: integer().notNull().default(1),
    savedAt: moment().notNull(),
    /** Set aside by its author, or published. */
    endedAt: moment(),
  },
  (t) => [
    unique('rule_drafts_of_author').on(t.id, t.author),
    index('rule_drafts_open').on(t.officeId, t.endedAt, t.savedAt),
  ],
)

/** `undo` takes back the last publication, and one person may do it; the others need two. */
export type ChangeKind = 'publish' | 'rollback' | 'undo'

export type ChangeState = 'waiting' | 'approved' | 'refused' | 'withdrawn'

/** What somebody wants changed in the rules. What it says is never changed; it is decided once. */
export const rulesetChanges = pgTable(
  'ruleset_changes',
  {
    id: id(),
    officeId: officeId(),
    kind: text().$type<ChangeKind>().notNull(),
    /** The rule to be published, of a draft that this same person wrote. */
    draftId: uuid(),
    ruleId: text(),
    ruleText: text(),
    /** The number of the ruleset to go back to. */
    restores: integer(),
    /** The ruleset in force when it was asked for. */
    onNumber: integer().notNull(),
    /** The trial that says which cases would move. */
    trialId: uuid(),
    reason: text().notNull(),
    proposedBy: text().notNull(),
    proposedByName: text().notNull(),
    proposedAt: moment().notNull(),
    state: text().$type<ChangeState>().notNull().default('waiting'),
    decidedBy: text(),
    decidedByName: text(),
    decidedAt: moment(),
    /** Why, in the words of whoever decided. */
    decidedBecause: text(),
  },
  (t) => [
    index('ruleset_changes_waiting').on(t.officeId, t.state),
    uniqueIndex('ruleset_changes_one_of_draft').on(t.draftId).where(sql`${t.state} = 'waiting'`),
    check('ruleset_changes_decided_says_who', sql`(${t.state} = 'waiting') = (${t.decidedBy} is null)`),
    check(
      'ruleset_changes_two_people',
      sql`${t.state} <> 'approved' or ${t.kind} = 'undo' or ${t.decidedBy} <> ${t.proposedBy}`,
    ),
    check(
      'ruleset_changes_says_what',
      sql`(${t.kind} = 'publish') = (${t.ruleText} is not null and ${t.ruleId} is not null and ${t.draftId} is not null) and (${t.kind} = 'rollback') = (${t.restores} is not null)`,
    ),
    foreignKey({
      name: 'ruleset_changes_draft',
      columns: [t.draftId, t.proposedBy],
      foreignColumns: [ruleDrafts.id, ruleDrafts.author],
    }),
  ],
)

/**
 * The rules that people published beside those of the files, whole, by number; 0 is the
 * files alone. A trigger makes each row out of an approved change; rows are never changed.
 */
export const rulesets = pgTable(
  'rulesets',
  {
    officeId: officeId(),
    number: integer().notNull(),
    changeId: uuid().notNull(),
    rules: jsonb().$type<RuleText[]>().notNull(),
    publishedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ name: 'rulesets_key', columns: [t.officeId, t.number] }),
    unique('rulesets_change_once').on(t.changeId),
    foreignKey({ name: 'rulesets_change', columns: [t.changeId], foreignColumns: [rulesetChanges.id] }),
  ],
)

/** A rule run over the letters of the last months. The cases that it would move are `trial_moves`. */
export const trials = pgTable(
  'trials',
  {
    id: id(),
    officeId: officeId(),
    draftId: uuid().notNull(),
    ruleText: text().notNull(),
    /** The ruleset that it is compared with. */
    onNumber: integer().notNull(),
    months: integer().notNull(),
    startedBy: text().notNull(),
    startedAt: moment().notNull(),
    /** When it last got on. */
    touchedAt: moment().notNull(),
    /** The letter that it looked at last; they go from the newest to the oldest. */
    lastReceivedAt: moment(),
    lastMessageId: uuid(),
    /** How many letters there were in that time; more than the most are not looked at. */
    letters: integer().notNull(),
    lookedAt: integer().notNull().default(0),
    /** Those that are too long to be judged again here. */
    skipped: integer().notNull().default(0),
    endedAt: moment(),
  },
  (t) => [
    index('trials_of_draft').on(t.draftId, t.startedAt),
    index('trials_running').on(t.officeId, t.endedAt),
    foreignKey({ name: 'trials_draft', columns: [t.draftId], foreignColumns: [ruleDrafts.id] }),
  ],
)

export const trialMoves = pgTable(
  'trial_moves',
  {
    officeId: officeId(),
    trialId: uuid().notNull(),
    messageId: uuid().notNull(),
    caseId: uuid().notNull(),
    fromRoute: text().$type<Route>().notNull(),
    toRoute: text().$type<Route>().notNull(),
    fromLevel: text().$type<RiskLevel>().notNull(),
    toLevel: text().$type<RiskLevel>().notNull(),
  },
  (t) => [
    primaryKey({ name: 'trial_moves_key', columns: [t.trialId, t.messageId] }),
    index('trial_moves_of_case').on(t.caseId),
    index('trial_moves_of_message').on(t.messageId),
    foreignKey({ name: 'trial_moves_trial', columns: [t.trialId], foreignColumns: [trials.id] }),
    foreignKey({
      name: 'trial_moves_case',
      columns: [t.caseId],
      foreignColumns: [cases.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'trial_moves_message',
      columns: [t.messageId],
      foreignColumns: [messages.id],
    }).onDelete('cascade'),
  ],
)
