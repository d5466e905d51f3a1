import { Hono, type MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { errorFields, logEvent } from '../../log.ts'
import { sameSecret } from '../parts/form-token.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'

type Deps = Pick<WebDeps, 'metrics'>

/**
 * Notes how long each request took, by the pattern of its route: an address holds references. What
 * no route answers is one name, so that whoever tries addresses at random makes no new ones.
 */
export const timed =
  ({ metrics }: Deps): MiddlewareHandler<WebEnv> =>
  async (c, next) => {
    if (!metrics) return next()
    const startedAt = performance.now()
    try {
      await next()
    } finally {
      const seconds = (performance.now() - startedAt) / 1000
      metrics.observe({ method: methodOf(c), route: patternOf(c), status: c.res.status, seconds })
    }
  }

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
/** A method is a word that whoever asks may make up. */
const methodOf = (c: WebContext): string => (METHODS.includes(c.req.method) ? c.req.method : 'other')

const patternOf = (c: WebContext): string =>
  matchedRoutes(c).findLast(({ method, path }) => method !== 'ALL' && path !== '/*')?.path ?? 'none'

/**
 * `GET /metrics`, for a monitoring system that shows the token of the settings. Without one, and on
 * Workers, there is no such page.
 */
export function metricsRoutes({ metrics }: Deps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/metrics', async (c) => {
    if (!metrics) return c.notFound()
    const shown = /^Bearer (.+)$/.exec(c.req.header('Authorization') ?? '')?.[1] ?? ''
    if (!sameSecret(shown, metrics.token))
      return c.text('A valid token is needed.', 401, { 'WWW-Authenticate': 'Bearer' })
    try {
      return c.text(await metrics.text(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' })
    } catch (error) {
      // Who watches has to hear that there is nothing to read, rather than read zeros.
      logEvent('metrics.failed', errorFields(error))
      return c.text('The figures could not be gathered.', 503)
    }
  })
  return app
}
