/**
 * The calendars of duty people, for programs that cannot sign in: the address is the key
 * (src/rota/feeds.ts). Whatever is wrong with it, the answer is the same.
 */
import { Hono } from 'hono'
import { inOffice } from '../../db/db.ts'
import { calendarOf, shiftsForCalendar } from '../../rota/calendar-feed.ts'
import { findFeed } from '../../rota/feeds.ts'
import { unreachable } from '../../rota/on-call.ts'
import { readRota } from '../../rota/read-rota.ts'
import { rateLimit } from '../parts/rate-limit.ts'
import type { WebDeps } from '../web-deps.ts'

/** Calendar programs ask every few minutes to every few hours. */
const MOST_A_MINUTE = 300

export const feedPath = (officeId: string, secret: string): string => `/rota/feeds/${officeId}/${secret}.ics`

export function rotaFeedRoutes(deps: Pick<WebDeps, 'db' | 'now' | 'offices'>): Hono {
  const app = new Hono()
  const isWithin = rateLimit(deps.now, MOST_A_MINUTE)
  app.get('/rota/feeds/:office/:file{[A-Za-z0-9_-]{43}[.]ics}', async (c) => {
    const office = deps.offices.get(c.req.param('office'))
    if (!office) return c.text('No such calendar', 404)
    if (!isWithin(office.id)) return c.text('Too many requests: ask again in a minute', 429)
    const now = deps.now()
    const secret = c.req.param('file').slice(0, -'.ics'.length)
    const calendar = await inOffice(deps.db, office.id, async (tx) => {
      const personId = await findFeed(tx, secret)
      if (personId === undefined) return undefined
      const rota = await readRota(tx, office.id)
      if (unreachable(rota.people.get(personId), now) === 'left') return undefined
      return calendarOf(shiftsForCalendar(rota, personId, now), now)
    })
    if (calendar === undefined) return c.text('No such calendar', 404)
    return c.body(calendar, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'attachment; filename="on-duty.ics"',
    })
  })
  return app
}
