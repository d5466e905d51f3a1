import { Hono, type MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { logEvent } from '../../log.ts'
import { cookieName, cookieOptions } from '../parts/cookies.ts'
import { firstPlaceOf } from '../parts/main-places.ts'
import { rateLimit } from '../parts/rate-limit.ts'
import { refuse } from '../parts/refusal.tsx'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { DEMO_ROLES, demoIsOpen, demoPerson, findDemoPost } from './demo-sign-in.ts'
import { noteDirectory } from './note-directory.ts'
import {
  type Arrived,
  type NotArrived,
  type OidcSignIn,
  oidcSignIn,
  TRANSACTION_MINUTES,
} from './oidc-sign-in.ts'
import { type OidcTransaction, type OpenChoice, seal, unseal } from './oidc-transaction.ts'
import { endOwnSession, findSignedIn, type Person, startSession } from './session.ts'
import { ChoosePostPage, DemoPostPage, SignInPage } from './sign-in-page.tsx'

/**
 * Everything under `/sign-in`, and `/sign-out`. The identity provider is reached by a
 * link and not by a form, so that `form-action` can stay at our own origin.
 */
export function signInRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const provider = deps.signIn.oidc ? oidcSignIn(deps, deps.signIn.oidc) : undefined
  const isWithinRate = rateLimit(deps.now, MOST_A_MINUTE)
  const notTooOften: MiddlewareHandler<WebEnv> = (c, next) =>
    isWithinRate(senderOf(c)) ? next() : tooOften(c)
  for (const path of ['/sign-in/oidc', '/sign-in/return', '/sign-in/office']) app.use(path, notTooOften)
  app.get('/sign-in', (c) => showSignIn(deps, c))
  app.get('/sign-in/switch', (c) => c.redirect(provider ? '/sign-in/oidc' : '/sign-in', 303))
  app.post('/sign-out', (c) => signOut(deps, c))
  app.get('/sign-in/demo', (c) => (demoIsOpen(deps, c) ? showDemoPost(deps, c) : c.notFound()))
  app.post('/sign-in/demo', (c) => (demoIsOpen(deps, c) ? signInAsDemo(deps, c) : c.notFound()))
  if (provider) {
    app.get('/sign-in/oidc', (c) => goToProvider(deps, c, provider))
    app.get('/sign-in/return', (c) => comeBack(deps, c, provider))
    app.get('/sign-in/office', (c) => showChoice(deps, c))
    app.post('/sign-in/office', (c) => choose(deps, c))
  }
  return app
}

/** Beginnings and ends of sign-ins; a whole office that comes to work stays far below it. */
const MOST_A_MINUTE = 120

/**
 * Where the request came from, as far as it can be believed: what a proxy in front of us added last.
 * Where there is none, all are counted together, which is the stricter mistake.
 */
const senderOf = (c: WebContext): string => c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() ?? ''

function tooOften(c: WebContext): Promise<Response> {
  logEvent('sign-in.refused', { code: 'rate' })
  c.header('Retry-After', '60')
  return refuse(c, {
    title: 'Too many sign-ins at this moment',
    because: 'Wait a minute and try again. Letters are taken in and alerts are sent without it.',
    status: 429,
  })
}

/**
 * A path of ours, or the queue. Another host, a scheme or a backslash, which browsers
 * read as a slash, would make our sign-in the start of somebody's trick (ASVS 5.0, 3.7.2).
 */
export function localPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > 500) return '/'
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next) && !next.startsWith('/sign-') ? next : '/'
}

async function showSignIn(deps: WebDeps, c: WebContext): Promise<Response> {
  const demo = demoIsOpen(deps, c)
    ? deps.offices.all.flatMap((office) => DEMO_ROLES.map((role) => ({ office, role })))
    : []
  const shown = { signedIn: await findSignedIn(deps, c), next: localPath(c.req.query('next')) }
  return c.html(
    SignInPage({
      ...shown,
      demo,
      oidc: deps.signIn.oidc !== undefined,
      emergency: deps.signIn.emergencyKeys === true,
    }),
  )
}

async function showDemoPost(deps: WebDeps, c: WebContext): Promise<Response> {
  const post = findDemoPost(deps.offices, c.req.query('office'), c.req.query('role'))
  if (!post) return c.notFound()
  const shown = { signedIn: await findSignedIn(deps, c), next: localPath(c.req.query('next')) }
  return c.html(DemoPostPage({ ...shown, post }))
}

async function signInAsDemo(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await c.req.parseBody()
  const post = findDemoPost(deps.offices, form['office'], form['role'])
  if (!post) return c.notFound()
  return enter(deps, c, demoPerson(post), localPath(form['next']))
}

async function signOut(deps: WebDeps, c: WebContext): Promise<Response> {
  await endOwnSession(deps, c)
  deleteCookie(c, cookieName(deps, '-offices'), cookieOptions(deps))
  // Not "cookies": that would also end the person's sessions elsewhere on the office's domain.
  c.header('Clear-Site-Data', '"cache", "storage"')
  return c.redirect('/sign-in', 303)
}

async function goToProvider(deps: WebDeps, c: WebContext, provider: OidcSignIn): Promise<Response> {
  const begun = await provider.begin(localPath(c.req.query('next')))
  if (!begun.ok) return refuseSignIn(c, begun)
  keep(deps, c, '-sign-in', await seal(deps, 'sign-in', begun.transaction))
  return c.redirect(begun.url, 303)
}

/** The transaction is forgotten first: an answer from the provider counts once. */
async function comeBack(deps: WebDeps, c: WebContext, provider: OidcSignIn): Promise<Response> {
  const name = cookieName(deps, '-sign-in')
  const transaction = await unseal<OidcTransaction>(deps, 'sign-in', getCookie(c, name))
  deleteCookie(c, name, cookieOptions(deps))
  if (!transaction) return refuseSignIn(c, { ok: false, because: 'too-late' })
  const result = await provider.finish(new URL(c.req.url).search, transaction)
  return result.ok ? letIn(deps, c, result, transaction.next) : refuseSignIn(c, result)
}

async function letIn(deps: WebDeps, c: WebContext, person: Arrived, next: string): Promise<Response> {
  const { userKey, userName, mail, posts } = person
  await noteDirectory(deps, person)
  const [post] = posts
  if (post && posts.length === 1) return enter(deps, c, { userKey, userName, mail, ...post }, next)
  const until = deps.now().getTime() + TRANSACTION_MINUTES * 60_000
  keep(deps, c, '-offices', await seal(deps, 'offices', { userKey, userName, mail, posts, next, until }))
  return c.redirect('/sign-in/office', 303)
}

async function showChoice(deps: WebDeps, c: WebContext): Promise<Response> {
  const choice = await openChoice(deps, c)
  if (!choice) return c.redirect('/sign-in', 303)
  const posts = choice.posts.flatMap(({ officeId, role }) => findDemoPost(deps.offices, officeId, role) ?? [])
  return c.html(ChoosePostPage({ posts, signedIn: await findSignedIn(deps, c), next: choice.next }))
}

/** Only a post that the identity provider named a few minutes ago, whatever the form says. */
async function choose(deps: WebDeps, c: WebContext): Promise<Response> {
  const choice = await openChoice(deps, c)
  if (!choice) return refuseSignIn(c, { ok: false, because: 'too-late' })
  const form = await c.req.parseBody()
  const post = choice.posts.find(({ officeId, role }) => officeId === form['office'] && role === form['role'])
  if (!post) return refuseSignIn(c, { ok: false, because: 'no-post' })
  deleteCookie(c, cookieName(deps, '-offices'), cookieOptions(deps))
  const { userKey, userName, mail, posts, next } = choice
  const roles = posts.filter((one) => one.officeId === post.officeId).map(({ role }) => role)
  return enter(deps, c, { userKey, userName, mail, roles, ...post }, next)
}

const openChoice = (deps: WebDeps, c: WebContext): Promise<OpenChoice | undefined> =>
  unseal<OpenChoice>(deps, 'offices', getCookie(c, cookieName(deps, '-offices')))

async function enter(deps: WebDeps, c: WebContext, person: Person, next: string): Promise<Response> {
  const started = await startSession(deps, c, person)
  const to = next === '/' ? firstPlaceOf(person.role) : next
  return started.ok ? c.redirect(to, 303) : refuseSignIn(c, started)
}

const keep = (deps: WebDeps, c: WebContext, part: '-sign-in' | '-offices', value: string): void =>
  setCookie(c, cookieName(deps, part), value, { ...cookieOptions(deps), maxAge: TRANSACTION_MINUTES * 60 })

const REFUSALS = {
  'no-post': {
    title: 'You have no post here yet',
    because:
      'Your organisation’s account is right, but it has not been given a role in any office of this service. Ask whoever looks after accounts in your office for one.',
    status: 403,
  },
  refused: {
    title: 'You are not signed in',
    because: 'Your organisation’s sign-in did not confirm who you are. Try again from the beginning.',
    status: 403,
  },
  'shut-out': {
    title: 'Your account is shut out of this office',
    because:
      'Somebody who looks after accounts here has shut it out. Ask your manager; until then nothing of this office opens to you.',
    status: 403,
  },
  'too-late': {
    title: 'You are not signed in',
    because:
      'That took longer than ten minutes, or was begun in another window. Try again from the beginning.',
    status: 403,
  },
  unreachable: {
    title: 'Your organisation’s sign-in does not answer',
    because: 'Try again in a few minutes. Letters are taken in and alerts are sent without it.',
    status: 503,
  },
} as const

function refuseSignIn(
  c: WebContext,
  { because }: NotArrived | { ok: false; because: 'too-late' | 'shut-out' },
): Promise<Response> {
  logEvent('sign-in.refused', { code: because })
  return refuse(c, REFUSALS[because])
}
