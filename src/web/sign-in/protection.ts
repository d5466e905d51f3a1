/**
 * What guards every request: the headers that tell a browser what a page may do, and
 * the proof that a form was sent from our own page by the person signed in.
 */
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { every } from 'hono/combine'
import { logEvent } from '../../log.ts'
import { isLoopback, isSecure } from '../parts/cookies.ts'
import { sameSecret } from '../parts/form-token.ts'
import { refuse } from '../parts/refusal.tsx'
import { recordRefusal } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { currentSignedIn } from './session.ts'

/** A form holds at most a long letter that somebody types in. Mail comes another way. */
const LARGEST_FORM_BYTES = 2 * 1024 * 1024

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']
const YEAR_SECONDS = 365 * 24 * 3600

/**
 * Nothing runs or loads that is not ours, and nothing inline: a letter that carries
 * HTML stays words. `form-action` may stay at our own origin because the way to the
 * identity provider is a link; Chromium would hold a redirect after a form to it.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  // Who else is on a case, and the keeping of a draft.
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** Beside the first, for what came with a letter or shows what it looks like: it is nobody's page and may do nothing. */
export const LETTER_POLICY =
  "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
const LETTER_PATH =
  /^\/cases\/[^/]+\/messages\/[^/]+\/(?:as-written|source\.eml|headers\.txt|attachments\/.*)$/

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  // Not no-referrer: browsers then send `Origin: null` with our own forms.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'X-Frame-Options': 'DENY',
}

/** The headers of every answer, then the checks of every request that may change something. */
export const protection = (deps: WebDeps): MiddlewareHandler<WebEnv> =>
  every(
    headers(deps),
    forForms(ownOrigin(deps)),
    forForms(notTooLarge),
    forForms(ownForm(deps)),
  ) as MiddlewareHandler<WebEnv>

/** In `finally`, so that the page that says we failed is guarded too. */
const headers =
  (deps: WebDeps): MiddlewareHandler<WebEnv> =>
  async (c, next) => {
    try {
      await next()
    } finally {
      for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
      if (LETTER_PATH.test(c.req.path)) c.header('Content-Security-Policy', LETTER_POLICY, { append: true })
      if (isSecure(deps)) c.header('Strict-Transport-Security', `max-age=${YEAR_SECONDS}; includeSubDomains`)
      if (!c.req.path.startsWith('/assets/')) c.header('Cache-Control', 'no-store')
    }
  }

/** The API has a key of its own, which no browser sends by itself. */
const forForms =
  (check: MiddlewareHandler<WebEnv>): MiddlewareHandler<WebEnv> =>
  (c, next) =>
    SAFE_METHODS.includes(c.req.method) || c.req.path.startsWith('/api/') ? next() : check(c, next)

const notTooLarge: MiddlewareHandler<WebEnv> = bodyLimit({
  maxSize: LARGEST_FORM_BYTES,
  onError: (c) =>
    refuse(c, {
      title: 'That is too much for one form',
      because: 'A form takes up to 2 MB. Go back and shorten the text.',
      status: 413,
    }),
})

/**
 * Where the browser says that the request came from. Both headers missing is no
 * browser of ours; a wrong one is another site using this person's cookie.
 */
const ownOrigin =
  (deps: WebDeps): MiddlewareHandler<WebEnv> =>
  (c, next) =>
    isOwnOrigin(deps, c) ? next() : refuseForm(deps, c, 'origin')

/** With a session, the form also carries its token; without one there is nothing to protect. */
const ownForm =
  (deps: WebDeps): MiddlewareHandler<WebEnv> =>
  async (c, next) => {
    const signedIn = await currentSignedIn(deps, c)
    if (!signedIn) return next()
    c.set('signedIn', signedIn)
    const token = await tokenIn(c)
    return sameSecret(token, signedIn.formToken) ? next() : refuseForm(deps, c, 'form-token')
  }

function isOwnOrigin({ publicUrl, signIn }: WebDeps, c: WebContext): boolean {
  const site = c.req.header('Sec-Fetch-Site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('Origin')
  if (origin === undefined) return false
  const own = new URL(c.req.url)
  return origin === new URL(publicUrl).origin || (signIn.demo && isLoopback(own) && origin === own.origin)
}

/** The token of the form; '' where the body is no form or cannot be read as one. */
async function tokenIn(c: WebContext): Promise<string> {
  const form = await c.req.parseBody().catch((): Record<string, unknown> => ({}))
  return typeof form['token'] === 'string' ? form['token'] : ''
}

async function refuseForm(deps: WebDeps, c: WebContext, check: 'origin' | 'form-token'): Promise<Response> {
  const signedIn = await currentSignedIn(deps, c)
  logEvent('form.refused', { code: check })
  if (signedIn) await recordRefusal(deps, signedIn, { because: check })
  return refuse(c, {
    title: 'We could not be sure that you sent this',
    because:
      'Nothing was changed. Open the page again from the queue and send the form once more. If it happens again, tell the people who run this service.',
    signedIn,
  })
}
