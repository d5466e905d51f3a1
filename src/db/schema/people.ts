/** Who has signed in, and by which keys somebody may when the identity provider is away. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, moment, officeId } from './columns.ts'

/**
 * Who has ever signed in, so that people can be named when they are not at their desk. What they
 * may do is what the identity provider said at their last sign-in; here they can only be shut out.
 */
export const staff = pgTable(
  'staff',
  {
    officeId: officeId(),
    /** Issuer and subject; of Entra, issuer, tenant and object. */
    userKey: text().notNull(),
    userName: text().notNull(),
    /** Where the provider says one: for showing, never for knowing somebody by. */
    mail: text(),
    /** The role they worked in last. */
    role: text().notNull(),
    /** Every role that they have in this office. A session in another one is over. */
    roles: jsonb().$type<string[]>().notNull().default([]),
    seenAt: moment().notNull(),
    /** Their keys of the keyboard where they chose others than ours, by what they do; `off` for none at all. */
    shortcuts: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** Null while they may come in. */
    shutOutAt: moment(),
    shutOutBy: text(),
    shutOutByName: text(),
    shutOutBecause: text(),
  },
  (t) => [
    primaryKey({ name: 'staff_key', columns: [t.officeId, t.userKey] }),
    check('staff_shut_out_says_who', sql`(${t.shutOutAt} is null) = (${t.shutOutBy} is null)`),
  ],
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

/**
 * Security keys by which somebody signs in while the identity provider is away (WebAuthn
 * Level 3). Held by named people, made while they are signed in.
 */
export const emergencyKeys = pgTable(
  'emergency_keys',
  {
    id: id(),
    officeId: officeId(),
    /** Whose it is; the same person as when they sign in by their organisation. */
    userKey: text().notNull(),
    userName: text().notNull(),
    /** What it opens. */
    role: text().notNull(),
    credentialId: text().notNull(),
    /** COSE key (RFC 9052), base64url. */
    publicKey: text().notNull(),
    counter: bigint({ mode: 'number' }).notNull(),
    /** Who made it with them. */
    addedByName: text().notNull().default(''),
    addedAt: moment().notNull(),
    endedByName: text(),
    endedAt: moment(),
  },
  (t) => [unique('emergency_keys_credential').on(t.officeId, t.credentialId)],
)

/** Each time that such a key was used; a challenge opens nothing twice. */
export const emergencySignIns = pgTable(
  'emergency_sign_ins',
  {
    id: id(),
    officeId: officeId(),
    keyId: uuid().notNull(),
    challengeHash: text().notNull(),
    reason: text().notNull(),
    at: moment().notNull(),
    /** Whose key it was, so that nobody reviews what they did themselves. */
    userKey: text().notNull().default(''),
    userName: text().notNull().default(''),
    role: text().notNull().default(''),
    reviewedBy: text(),
    reviewedByName: text(),
    reviewedAt: moment(),
    finding: text().$type<'justified' | 'not-justified'>(),
    reviewNote: text(),
  },
  (t) => [
    index('emergency_sign_ins_to_review').on(t.officeId, t.at).where(sql`${t.reviewedAt} is null`),
    check('emergency_sign_ins_two_people', sql`${t.reviewedBy} is null or ${t.reviewedBy} <> ${t.userKey}`),
    check(
      'emergency_sign_ins_reviewed_says_all',
      sql`(${t.reviewedAt} is null) = (${t.reviewedBy} is null) and (${t.reviewedAt} is null) = (${t.finding} is null)`,
    ),
    unique('emergency_sign_ins_challenge').on(t.officeId, t.challengeHash),
    foreignKey({
      name: 'emergency_sign_ins_key',
      columns: [t.keyId],
      foreignColumns: [emergencyKeys.id],
    }),
  ],
)
