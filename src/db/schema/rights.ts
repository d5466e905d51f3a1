/** People's rights over what we hold about them: what they asked, what was found, decided and done. */
import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { cases, messages } from './cases.ts'
import { clocks } from './clocks.ts'
import { id, moment, officeId } from './columns.ts'

export const RIGHTS = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'objection',
  'portability',
] as const
export type DataRight = (typeof RIGHTS)[number]

/** What somebody asked of us about their data, in the case in which they did; its clock is the case's. */
export const rightsRequests = pgTable(
  'rights_requests',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    right: text().$type<DataRight>().notNull(),
    /** Whose data: in the words of whoever opened it. */
    aboutWhom: text().notNull(),
    clockId: uuid(),
    openedBy: text().notNull(),
    openedByName: text().notNull(),
    openedAt: moment().notNull(),
    /** Follows from its acts; for lists. */
    closedAt: moment(),
  },
  (t) => [
    index('rights_requests_of_case').on(t.officeId, t.caseId),
    uniqueIndex('rights_requests_one_open').on(t.caseId, t.right).where(sql`${t.closedAt} is null`),
    foreignKey({ name: 'rights_requests_case', columns: [t.caseId], foreignColumns: [cases.id] }),
    foreignKey({ name: 'rights_requests_clock', columns: [t.clockId], foreignColumns: [clocks.id] }),
  ],
)

/** A case that holds data of that person, as somebody said who looked at it. */
export const rightsFinds = pgTable(
  'rights_finds',
  {
    id: id(),
    officeId: officeId(),
    requestId: uuid().notNull(),
    /** The case that was found, and not the one of the request. */
    caseId: uuid().notNull(),
    pickedBy: text().notNull(),
    pickedByName: text().notNull(),
    pickedAt: moment().notNull(),
    /** Picked by mistake, and let go of. */
    droppedByName: text(),
    droppedAt: moment(),
  },
  (t) => [
    uniqueIndex('rights_finds_once').on(t.requestId, t.caseId).where(sql`${t.droppedAt} is null`),
    foreignKey({ name: 'rights_finds_request', columns: [t.requestId], foreignColumns: [rightsRequests.id] }),
    foreignKey({ name: 'rights_finds_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

export type MarkedPart = 'message' | 'note'

/**
 * What a person decided of a message or a note before a copy of it is handed over: all of it
 * released, a span taken out, or all of it withheld. A mark that was wrong is ended, never changed.
 */
export const reviewMarks = pgTable(
  'review_marks',
  {
    id: id(),
    officeId: officeId(),
    requestId: uuid().notNull(),
    caseId: uuid().notNull(),
    part: text().$type<MarkedPart>().notNull(),
    partId: uuid().notNull(),
    mark: text().$type<'release' | 'redact' | 'withhold'>().notNull(),
    /** Offsets into the words as they are shown for review (src/rights/find-request.ts); only of what is taken out. */
    startsAt: integer('start_offset'),
    endsAt: integer('end_offset'),
    /** An id of rules/rights/laws.yaml; null where all is released. */
    exemption: text(),
    reason: text().notNull(),
    markedBy: text().notNull(),
    markedByName: text().notNull(),
    markedAt: moment().notNull(),
    endedByName: text(),
    endedAt: moment(),
  },
  (t) => [
    index('review_marks_of_request').on(t.requestId),
    check(
      'review_marks_span',
      sql`(${t.mark} = 'redact') = (${t.startsAt} is not null and ${t.endsAt} > ${t.startsAt})`,
    ),
    check('review_marks_exemption', sql`(${t.mark} = 'release') = (${t.exemption} is null)`),
    foreignKey({ name: 'review_marks_request', columns: [t.requestId], foreignColumns: [rightsRequests.id] }),
    foreignKey({ name: 'review_marks_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

export type RightsActName =
  | 'searched'
  | 'release-agreed'
  | 'bundle-made'
  | 'allowed'
  | 'refused'
  | 'handed-to-disposal'
  | 'answered'

/**
 * That the erasure of a case was allowed, on which law: a ground on which it is disposed of before the
 * day of its schedule. It has no word of the request, and stays when the case goes.
 */
export const erasures = pgTable(
  'erasures',
  {
    id: id(),
    officeId: officeId(),
    requestId: uuid().notNull(),
    /** The case that is to go, and not the one of the request. */
    caseId: uuid().notNull(),
    /** The id of the decision in rules/rights/laws.yaml, and its law as it stood then. */
    decision: text().notNull(),
    law: text().notNull(),
    allowedBy: text().notNull(),
    allowedByName: text().notNull(),
    allowedAt: moment().notNull(),
  },
  (t) => [
    unique('erasures_once').on(t.requestId, t.caseId),
    index('erasures_of_case').on(t.caseId),
    foreignKey({ name: 'erasures_request', columns: [t.requestId], foreignColumns: [rightsRequests.id] }),
    foreignKey({ name: 'erasures_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/** What was done about a request, by whom and why. Only ever added to. */
export const rightsActs = pgTable(
  'rights_acts',
  {
    id: id(),
    officeId: officeId(),
    requestId: uuid().notNull(),
    /** The case of the request. */
    caseId: uuid().notNull(),
    act: text().$type<RightsActName>().notNull(),
    /** The law that a decision rests on: an id of rules/rights/laws.yaml. */
    law: text(),
    /** In the words of whoever did it. */
    note: text().notNull(),
    /** Numbers, ids and fingerprints. */
    detail: jsonb().$type<Record<string, string | number>>().notNull(),
    byKey: text().notNull(),
    byName: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    index('rights_acts_of_request').on(t.requestId, t.at),
    check(
      'rights_acts_decision_names_law',
      sql`(${t.act} in ('allowed', 'refused')) = (${t.law} is not null)`,
    ),
    foreignKey({ name: 'rights_acts_request', columns: [t.requestId], foreignColumns: [rightsRequests.id] }),
    foreignKey({ name: 'rights_acts_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/** What is wrong in what we hold and what is right, beside the original, which stays as it came (Art 16). */
export const rectifications = pgTable(
  'rectifications',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    /** The message that it stands beside; null where it is of the case as a whole. */
    messageId: uuid(),
    wrong: text().notNull(),
    right: text().notNull(),
    /** How we know, or that it is the person's own statement beside ours. */
    source: text().notNull(),
    notedBy: text().notNull(),
    notedByName: text().notNull(),
    notedAt: moment().notNull(),
  },
  (t) => [
    index('rectifications_of_case').on(t.officeId, t.caseId),
    foreignKey({ name: 'rectifications_case', columns: [t.caseId], foreignColumns: [cases.id] }),
    foreignKey({ name: 'rectifications_message', columns: [t.messageId], foreignColumns: [messages.id] }),
  ],
)

/**
 * That a case is kept and not used (Art 18): nothing of it is sent, shared or learned from while
 * it is open. It ends only after the person was told (Art 18(3)). Danger is still acted on.
 */
export const useRestrictions = pgTable(
  'use_restrictions',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    /** An id of rules/rights/laws.yaml. */
    law: text().notNull(),
    reason: text().notNull(),
    setBy: text().notNull(),
    setByName: text().notNull(),
    setAt: moment().notNull(),
    personToldOn: date({ mode: 'string' }),
    endedByName: text(),
    endedAt: moment(),
    endedBecause: text(),
  },
  (t) => [
    uniqueIndex('use_restrictions_one_open').on(t.caseId).where(sql`${t.endedAt} is null`),
    check(
      'use_restrictions_person_told_first',
      sql`num_nonnulls(${t.personToldOn}, ${t.endedByName}, ${t.endedAt}, ${t.endedBecause}) in (0, 4)`,
    ),
    foreignKey({ name: 'use_restrictions_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)
