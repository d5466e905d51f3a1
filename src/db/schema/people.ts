/** Who has signed in. */
import { pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { id, moment, officeId } from './columns.ts'

/** Who has ever signed in, so that people can be named when they are not at their desk. */
export const staff = pgTable(
  'staff',
  {
    officeId: officeId(),
    userKey: text().notNull(),
    userName: text().notNull(),
    role: text().notNull(),
    seenAt: moment().notNull(),
  },
  (t) => [primaryKey({ name: 'staff_key', columns: [t.officeId, t.userKey] })],
)

export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    officeId: officeId(),
    /** SHA-256 of the token in the cookie; the token itself is nowhere. */
    tokenHash: text().notNull(),
    /** Issuer and subject, never an e-mail address; `demo` for the embedded start's links. */
    userKey: text().notNull(),
    userName: text().notNull(),
    role: text().notNull(),
    startedAt: moment().notNull(),
    seenAt: moment().notNull(),
    endsAt: moment().notNull(),
  },
  (t) => [unique('sessions_token').on(t.tokenHash)],
)
