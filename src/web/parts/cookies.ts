import type { CookieOptions } from 'hono/utils/cookie'
import type { WebDeps } from '../web-deps.ts'

/** The machine itself: the only place where plain HTTP is acceptable. */
export const isLoopback = (url: URL): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname) || url.hostname.endsWith('.localhost')

/**
 * Everything but plain HTTP on loopback is held to be HTTPS: where somebody serves
 * the dashboard on plain HTTP across a network, the browser then drops the cookie and
 * nobody can sign in, rather than everybody in clear text.
 */
export function isSecure({ publicUrl }: Pick<WebDeps, 'publicUrl'>): boolean {
  const url = new URL(publicUrl)
  return url.protocol === 'https:' || !isLoopback(url)
}

/** `__Host-` binds a cookie to this very host (ASVS 5.0, 3.3.1); browsers refuse the name on plain HTTP. */
export const cookieName = (
  deps: Pick<WebDeps, 'publicUrl'>,
  part: '' | '-sign-in' | '-offices' | '-key',
): string => `${isSecure(deps) ? '__Host-' : ''}waypost${part}`

/**
 * Lax, not Strict: Strict would leave the cookie behind on the way back from the
 * identity provider and on a link in a page to the duty officer, who would then meet
 * a sign-in screen while somebody is in danger. Forms have checks of their own.
 */
export const cookieOptions = (deps: Pick<WebDeps, 'publicUrl'>): CookieOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'Lax',
  secure: isSecure(deps),
})
