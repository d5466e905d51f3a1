import type { MiddlewareHandler } from 'hono'
import { record } from '../audit/record.ts'
import { inOffice } from '../db/db.ts'
import { refuse } from './parts/refusal.tsx'
import type { SignedIn, WebDeps, WebEnv } from './web-deps.ts'

export const ROLES = [
  'enquiries-officer',
  'duty-officer',
  'information-officer',
  'records-manager',
  'rules-reviewer',
  'manager',
  'auditor',
  'administrator',
] as const

/** What somebody is here to do. It comes from the organisation's directory and is never set by us. */
export type Role = (typeof ROLES)[number]

/**
 * `view`: read cases. `act`: route, note, close. `answer-alert`: take on a person at
 * risk. `enter-contact`: type in a letter or a call. `review-rules`: write
 * and publish rules, with a second person. `view-outbox`: read what was sent. `start-drill`:
 * have duty staff paged for practice. `view-rota`: see who is on duty. `swap-duty`: swap shifts
 * of one's own. `edit-rota`: change the rota.
 */
export type Action =
  | 'view'
  | 'act'
  | 'answer-alert'
  | 'enter-contact'
  | 'view-outbox'
  | 'review-rules'
  | 'start-drill'
  | 'view-rota'
  | 'swap-duty'
  | 'edit-rota'

/**
 * What is not in this table is refused. An administrator runs the service and has no
 * need of the letters; an auditor reads everything and changes nothing; a reviewer of
 * the rules sees what they made of a letter. Whoever answers alerts may also act, so
 * that nobody has to hand over a person at risk to finish the work.
 */
const ALLOWED: Record<Role, readonly Action[]> = {
  'enquiries-officer': ['view', 'act', 'enter-contact', 'view-rota'],
  'duty-officer': ['view', 'act', 'answer-alert', 'enter-contact', 'view-rota', 'swap-duty'],
  'information-officer': ['view', 'act', 'enter-contact', 'view-rota'],
  'records-manager': ['view', 'act', 'view-outbox', 'view-rota'],
  'rules-reviewer': ['view', 'review-rules'],
  manager: [
    'view',
    'act',
    'answer-alert',
    'enter-contact',
    'view-outbox',
    'review-rules',
    'start-drill',
    'view-rota',
    'swap-duty',
    'edit-rota',
  ],
  auditor: ['view', 'view-outbox', 'view-rota'],
  administrator: ['view-rota', 'edit-rota'],
}

/** Whether that role may do it; false for everything the table does not name. */
export const may = (role: Role, action: Action): boolean => ALLOWED[role].includes(action)

/** The role in words, for pages: `duty officer`. */
export const roleName = (role: Role): string => role.replaceAll('-', ' ')

/** A word of a directory, a form or a stored session as a role; undefined where we know no such role. */
export const asRole = (word: unknown): Role | undefined => ROLES.find((role) => role === word)

/**
 * Lets only roles pass that may do it; anybody else reads a page that says so, and
 * the attempt is in the history. Goes after `requireSignIn`.
 */
export const requireRole =
  (deps: WebDeps, action: Action): MiddlewareHandler<WebEnv> =>
  async (c, next) => {
    const signedIn = c.get('signedIn')
    if (may(signedIn.role, action)) return next()
    await recordRefusal(deps, signedIn, { because: 'role', action })
    return refuse(c, {
      title: 'You cannot do this',
      because: `Your role here is ${roleName(signedIn.role)}, which does not include it. If it should, ask your manager.`,
      signedIn,
    })
  }

/** An attempt that was refused, in the history of the office (ASVS 5.0, 16.3.2). */
export const recordRefusal = (
  { db, now }: WebDeps,
  { office, userKey }: SignedIn,
  detail: Record<string, string>,
): Promise<void> =>
  inOffice(db, office.id, (tx) =>
    record(tx, [{ officeId: office.id, at: now(), actor: userKey, action: 'refused', detail }]),
  )
