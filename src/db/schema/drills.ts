/** Practice alerts, and the signs of life of the service. */
import { sql } from 'drizzle-orm'
import { boolean, check, date, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, moment, officeId } from './columns.ts'

/**
 * `running`: its letter is on its way or somebody is being paged. `missed`: nobody answered in
 * time. `not-started`: the service was not there at its time.
 */
export type DrillState = 'running' | 'answered' | 'missed' | 'not-started'

/** Practice alerts: an invented letter of ours goes the way that letters go, until a person answers. */
export const drills = pgTable(
  'drills',
  {
    id: id(),
    officeId: officeId(),
    /** The day in London that it is the drill of: never two. */
    day: date({ mode: 'string' }).notNull(),
    dueAt: moment().notNull(),
    /** An id of rules/drills/letters.yaml. */
    letter: text().notNull(),
    announced: boolean().notNull(),
    state: text().$type<DrillState>().notNull(),
    /** The key of the person who asked for it; null for one by the schedule. */
    askedBy: text(),
    startedAt: moment(),
    /** When it is missed if nobody has answered. */
    answerBy: moment(),
    answeredAt: moment(),
    answeredBy: text(),
    missedAt: moment(),
    caseId: uuid(),
  },
  (t) => [
    unique('drills_one_a_day').on(t.officeId, t.day),
    index('drills_of_state').on(t.officeId, t.state),
    check('drills_answered_says_when', sql`(${t.state} = 'answered') = (${t.answeredAt} is not null)`),
  ],
)

/** When each part of the service last did something; how somebody outside sees that it moves. */
export const heartbeats = pgTable(
  'heartbeats',
  {
    officeId: officeId(),
    part: text()
      .$type<
        'sweep' | 'jobs' | 'clock' | 'scanner' | 'anchor' | 'anchor-tried' | 'backup' | 'backup-expected'
      >()
      .notNull(),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ name: 'heartbeats_key', columns: [t.officeId, t.part] })],
)
