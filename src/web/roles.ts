/**
 * Who may do what: one table, and the guard that every route stands behind. Beside it the
 * database keeps what is another office's, or a case that this person may not see.
 */
import type { MiddlewareHandler } from 'hono'
import { record } from '../audit/record.ts'
import { inOffice } from '../db/db.ts'
import { rateLimit } from './parts/rate-limit.ts'
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

const EO = 'enquiries-officer'
const DO = 'duty-officer'
/** FOI and data protection. */
const IO = 'information-officer'
const RM = 'records-manager'
const RR = 'rules-reviewer'
const MA = 'manager'
const AU = 'auditor'
const AD = 'administrator'

/**
 * What is not in this table is refused. An administrator runs the service and has no
 * need of the letters; an auditor reads everything and changes nothing; a reviewer of
 * the rules sees what they made of a letter. Whoever answers alerts may also act, so
 * that nobody has to hand over a person at risk to finish the work.
 */
const WHO_MAY = {
  /** Read cases and letters. */
  view: [EO, DO, IO, RM, RR, MA, AU],
  /** Find cases by words of their letters. */
  search: [EO, DO, IO, RM, MA, AU],
  /** Route, note, close; hold as evidence. */
  act: [EO, DO, IO, RM, MA],
  /** Take on a person at risk. */
  'answer-alert': [DO, MA],
  /** Type in a letter or a call. */
  'enter-contact': [EO, DO, IO, MA],
  /** See a letter as its writer formatted it, in a closed frame. */
  'view-html': [EO, DO, IO, RM, MA, AU],
  /** Fetch a file that came with a letter, once it is found clean. */
  'fetch-attachment': [EO, DO, IO, RM, MA, AU],
  /** Take a copy out of the service: the bytes of a letter, a bundle of a case, a list. */
  export: [EO, DO, IO, RM, MA],
  /** Take a report out of the service that names nobody. */
  'export-report': [EO, DO, IO, RM, RR, MA, AU],
  'view-outbox': [RM, MA, AU],
  /** Lift a legal hold, so that what it held may be removed. */
  'lift-hold': [IO, RM, MA],
  /** See what may be disposed of, and the certificates of what was. */
  'view-disposal': [IO, RM, MA, AU],
  /** Say that a case is to be disposed of, or kept for longer. */
  'propose-disposal': [RM, MA],
  /** Agree to it, as another person. */
  'agree-disposal': [IO, RM, MA],
  /** Requests of people about what we hold of them, and what they agreed to. */
  'view-rights': [IO, RM, MA, AU],
  'handle-rights': [IO, MA],
  /** Write down a breach of personal data: whoever notices it. */
  'report-breach': [EO, DO, IO, RM, RR, MA, AU, AD],
  /** The register of personal data breaches. */
  'view-breaches': [IO, MA, AU],
  'handle-breach': [IO, MA],
  /** Templates of letters: read them, write a version, and agree to it as another person. */
  'view-templates': [EO, DO, IO, RM, RR, MA, AU],
  'edit-templates': [EO, IO, RR, MA],
  'agree-templates': [EO, IO, RR, MA],
  /** Write and publish rules, with a second person. */
  'review-rules': [RR, MA],
  /** Have duty staff paged for practice. */
  'start-drill': [MA],
  'view-rota': [EO, DO, IO, RM, MA, AU, AD],
  /** Swap shifts of one's own. */
  'swap-duty': [DO, MA],
  'edit-rota': [MA, AD],
  /** Close a case to all but named people, and say who they are. */
  seal: [DO, IO, MA],
  /** Open a sealed case in an emergency, with a reason that somebody else looks at. */
  'break-seal': [DO, IO, MA],
  'review-broken-seals': [IO, MA, AU],
  /** Who works here, in which roles. */
  'view-people': [MA, AU, AD],
  /** Make a security key for emergencies together with its holder. */
  'add-emergency-key': [AD],
  /** Look at why somebody came in by one. */
  'review-emergency-sign-in': [MA, AU],
  /** Shut an account out of this office, and let it in again; end a key for emergencies. */
  'shut-out': [MA, AD],
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof WHO_MAY

export const ACTIONS = Object.keys(WHO_MAY) as readonly Action[]

/** Whether that role may do it; false for everything the table does not name. */
export const may = (role: Role, action: Action): boolean =>
  (WHO_MAY[action] as readonly Role[]).includes(role)

/**
 * What takes two people, and never the same one twice: the one who agrees is not the one who
 * asked. Where it is recorded, a rule of the database holds the same.
 */
export const NEEDS_SECOND = {
  'agree-disposal': 'propose-disposal',
  'review-broken-seals': 'break-seal',
  'agree-templates': 'edit-templates',
} as const satisfies Partial<Record<Action, Action>>

/** Whether these are two people; nobody is the second person to what the machine or they themselves did. */
export const isSecondPerson = (first: string | null, second: string): boolean =>
  first !== null && first !== '' && second !== '' && first !== second

/** The role in words, for pages: `duty officer`. */
export const roleName = (role: Role): string => role.replaceAll('-', ' ')

/** A word of a directory, a form or a stored session as a role; undefined where we know no such role. */
export const asRole = (word: unknown): Role | undefined => ROLES.find((role) => role === word)

/** Who may have a case in hand. */
export const OWNER_ROLES = ROLES.filter((role) => may(role, 'act'))

/** How often in a minute one person may do it; more is a program that copies the office out. */
const MOST_A_MINUTE: Partial<Record<Action, number>> = {
  search: 60,
  export: 20,
  'export-report': 20,
  'fetch-attachment': 60,
}

/** The guard of a route; a test reads from it what the route asks for. */
export type Guard = MiddlewareHandler<WebEnv> & { action: Action }

/**
 * Lets only roles pass that may do it; anybody else reads a page that says so, and
 * the attempt is in the history. Goes after `requireSignIn`.
 */
export function requireRole(deps: WebDeps, action: Action): Guard {
  const most = MOST_A_MINUTE[action]
  const isWithinRate = most === undefined ? () => true : rateLimit(deps.now, most)
  const guard: MiddlewareHandler<WebEnv> = async (c, next) => {
    const signedIn = c.get('signedIn')
    if (!may(signedIn.role, action)) {
      await recordRefusal(deps, signedIn, { because: 'role', action })
      return refuse(c, {
        title: 'You cannot do this',
        because: `Your role here is ${roleName(signedIn.role)}, which does not include it. If it should, ask your manager.`,
        signedIn,
      })
    }
    if (isWithinRate(`${signedIn.office.id} ${signedIn.userKey}`)) return next()
    await recordRefusal(deps, signedIn, { because: 'rate', action })
    c.header('Retry-After', '60')
    return refuse(c, {
      title: 'That was too often',
      because: `This may be done ${most} times in a minute. Wait a minute and try again.`,
      status: 429,
      signedIn,
    })
  }
  return Object.assign(guard, { action })
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
