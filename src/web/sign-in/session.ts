/**
 * Who is signed in. A session is a row of the office it was started in; the browser
 * holds `<office>.<token>`, where the office lets row-level security find the row and
 * the token is 256 random bits of which we keep only the hash. It ends after half an
 * hour without use, after twelve hours in any case, and when the person signs out.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { and, desc, eq, getTableColumns, lt, or } from 'drizzle-orm'
import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { record } from '../../audit/record.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { asPerson } from '../../db/person.ts'
import { sessions, staff } from '../../db/schema.ts'
import { cookieName, cookieOptions } from '../parts/cookies.ts'
import { formTokenOf } from '../parts/form-token.ts'
import { asRole, type Role } from '../roles.ts'
import type { SignedIn, WebContext, WebDeps, WebEnv } from '../web-deps.ts'

/** Without use, a session is over after this long: a screen left open in a shared room (ASVS 5.0, 7.3.1). */
export const IDLE_MINUTES = 30
/** However busy, a session is over after this long, so that a person who has left is out (ASVS 5.0, 7.3.2). */
export const LONGEST_HOURS = 12
/** How stale `seenAt` may get: one write a minute rather than one for each page. */
const SEEN_EVERY_SECONDS = 60

const minutesBefore = (moment: Date, minutes: number) => new Date(moment.getTime() - minutes * 60_000)
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export type Person = {
  officeId: string
  userKey: string
  userName: string
  role: Role
  /** Every role that the identity provider names for this office; the one they work in where it is left out. */
  roles?: readonly Role[]
  mail?: string | undefined
}

export type Started = { ok: true } | { ok: false; because: 'shut-out' }

/**
 * Starts a session, with a token that nobody held before (ASVS 5.0, 7.2.4), and ends
 * the one this browser had. Also clears away the office's sessions that are over.
 * Nobody comes in who was shut out of the office, whatever the identity provider says.
 */
export async function startSession(
  deps: WebDeps,
  c: Context,
  person: Person,
  longestHours = LONGEST_HOURS,
): Promise<Started> {
  await endOwnSession(deps, c)
  const token = randomBytes(32).toString('base64url')
  const now = deps.now()
  const { officeId, userKey, userName, role, roles = [role], mail } = person
  const isIn = await inOffice(deps.db, officeId, async (tx) => {
    await tx
      .delete(sessions)
      .where(or(lt(sessions.endsAt, now), lt(sessions.seenAt, minutesBefore(now, IDLE_MINUTES))))
    const seen = { userName, role, roles: [...roles], mail: mail ?? null, seenAt: now }
    // One row, written and read at once: whoever is shut out meanwhile waits for it, and then ends this session too.
    const [known] = await tx
      .insert(staff)
      .values({ officeId, userKey, ...seen })
      .onConflictDoUpdate({ target: [staff.officeId, staff.userKey], set: seen })
      .returning({ shutOutAt: staff.shutOutAt })
    if (known?.shutOutAt) {
      await record(tx, [
        { officeId, at: now, actor: userKey, action: 'refused', detail: { because: 'shut-out' } },
      ])
      return false
    }
    const endsAt = new Date(now.getTime() + longestHours * 3_600_000)
    const kept = { startedAt: now, seenAt: now, endsAt, officeId, userKey, userName, role }
    await tx.insert(sessions).values({ id: randomUUID(), tokenHash: hashOf(token), ...kept })
    await recordAs(tx, person, now, 'signed-in')
    return true
  })
  if (!isIn) return { ok: false, because: 'shut-out' }
  setCookie(c, cookieName(deps, ''), `${officeId}.${token}`, cookieOptions(deps))
  return { ok: true }
}

/** Whoever this browser is signed in as, or undefined; every doubt is undefined. */
export async function findSignedIn(deps: WebDeps, c: Context): Promise<SignedIn | undefined> {
  const held = readCookie(deps, c)
  if (!held) return undefined
  const now = deps.now()
  const row = await inOffice(deps.db, held.office.id, async (tx) => {
    const [found] = await tx
      .select({
        ...getTableColumns(sessions),
        roles: staff.roles,
        shutOutAt: staff.shutOutAt,
        shortcuts: staff.shortcuts,
      })
      .from(sessions)
      .innerJoin(staff, eq(staff.userKey, sessions.userKey))
      .where(eq(sessions.tokenHash, held.tokenHash))
    if (!found || found.endsAt <= now || found.seenAt <= minutesBefore(now, IDLE_MINUTES)) return undefined
    // Shut out, or no longer in this role by what the directory said last: over with this request.
    if (found.shutOutAt || !found.roles.includes(found.role)) return undefined
    if (now.getTime() - found.seenAt.getTime() >= SEEN_EVERY_SECONDS * 1000) {
      await tx.update(sessions).set({ seenAt: now }).where(eq(sessions.id, found.id))
    }
    return found
  })
  const role = asRole(row?.role)
  if (!row || !role) return undefined
  return {
    sessionId: row.id,
    office: held.office,
    userKey: row.userKey,
    userName: row.userName,
    role,
    shortcuts: row.shortcuts,
    formToken: formTokenOf(deps.secretKey, row.id),
  }
}

/** Ends the session of this browser at once, on our side and not only in the cookie. */
export async function endOwnSession(deps: WebDeps, c: Context): Promise<void> {
  const held = readCookie(deps, c)
  if (!held) return
  await inOffice(deps.db, held.office.id, async (tx) => {
    const [ended] = await tx.delete(sessions).where(eq(sessions.tokenHash, held.tokenHash)).returning()
    if (ended) await recordAs(tx, ended, deps.now(), 'signed-out')
  })
  deleteCookie(c, cookieName(deps, ''), cookieOptions(deps))
}

/** Ends every session of that person in that office: for somebody who has left or lost a device. */
export async function endSessionsOf(
  { db, now }: Pick<WebDeps, 'db' | 'now'>,
  person: { officeId: string; userKey: string },
): Promise<number> {
  return inOffice(db, person.officeId, async (tx) => {
    const where = and(eq(sessions.officeId, person.officeId), eq(sessions.userKey, person.userKey))
    const ended = await tx.delete(sessions).where(where).returning({ id: sessions.id })
    if (ended.length > 0) await recordAs(tx, person, now(), 'signed-out', { ended: ended.length })
    return ended.length
  })
}

/** Where somebody is signed in to this office, the newest first. */
export const findSessionsOf = (tx: Db, userKey: string) =>
  tx
    .select({ id: sessions.id, startedAt: sessions.startedAt, seenAt: sessions.seenAt, role: sessions.role })
    .from(sessions)
    .where(eq(sessions.userKey, userKey))
    .orderBy(desc(sessions.startedAt))

/** Lets only people pass who are signed in; anybody else goes to sign in and comes back to the same page. */
export const requireSignIn =
  (deps: WebDeps): MiddlewareHandler<WebEnv> =>
  async (c, next) => {
    const signedIn = await currentSignedIn(deps, c)
    if (!signedIn) return c.redirect(`/sign-in?next=${encodeURIComponent(comeBackTo(c))}`, 303)
    c.set('signedIn', signedIn)
    return asPerson(signedIn.userKey, next)
  }

/** The same, looked up once for each request. */
export async function currentSignedIn(deps: WebDeps, c: WebContext): Promise<SignedIn | undefined> {
  return (c.get('signedIn') as SignedIn | undefined) ?? (await findSignedIn(deps, c))
}

/** A form that was sent cannot be sent again by a link, so that one comes back to the queue. */
function comeBackTo(c: Context): string {
  if (c.req.method !== 'GET') return '/'
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

function readCookie(deps: WebDeps, c: Context) {
  const [officeId = '', token = ''] = getCookie(c, cookieName(deps, ''))?.split('.') ?? []
  const office = deps.offices.get(officeId)
  return office && token ? { office, tokenHash: hashOf(token) } : undefined
}

const recordAs = (
  tx: Db,
  person: { officeId: string; userKey: string; role?: string },
  at: Date,
  action: 'signed-in' | 'signed-out',
  detail: Record<string, string | number> = person.role ? { role: person.role } : {},
): Promise<void> => record(tx, [{ officeId: person.officeId, at, actor: person.userKey, action, detail }])
