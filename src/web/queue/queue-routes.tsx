import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { findQueue, pageCount, type QueueFilter } from '../../cases/find-queue.ts'
import { inOffice } from '../../db/db.ts'
import { findLadderTrouble } from '../../escalations/find-trouble.ts'
import { RISK_LEVELS } from '../../triage/risk.ts'
import { ROUTES } from '../../triage/route.ts'
import { requireRole } from '../roles.ts'
import { findOpenAlarms } from '../watch/alarm-list.tsx'
import type { WebDeps, WebEnv } from '../web-deps.ts'
import { pageAddress, QueuePage } from './queue-page.tsx'

const STATUSES = ['open', 'closed', 'not-correspondence'] as const

/** The queue. That somebody looked at it is in the history, because it names the people who wrote. */
export function queueRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/', requireRole(deps, 'view'), async (c) => {
    const signedIn = c.get('signedIn')
    const { office, userKey } = signedIn
    const now = deps.now()
    const filter = readFilter(c.req.query())
    const page = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1)
    const { alarms, queue, trouble } = await inOffice(deps.db, office.id, async (tx) => {
      await record(tx, [{ officeId: office.id, at: now, actor: userKey, action: 'queue-viewed' }])
      const trouble = await findLadderTrouble(tx, office.duty)
      return { alarms: await findOpenAlarms(tx), queue: await findQueue(tx, filter, page), trouble }
    })
    const last = pageCount(queue.count)
    if (page > last) return c.redirect(pageAddress(filter, last), 303)
    const smtpAddress = deps.demoNotes?.smtpAddress
    return c.html(<QueuePage {...{ signedIn, alarms, trouble, queue, filter, page, now, smtpAddress }} />)
  })
  return app
}

/** Only words we know; anything else in the address is as if it were not there. */
const readFilter = (query: Record<string, string>): QueueFilter => ({
  route: ROUTES.find((route) => route === query['route']),
  risk: RISK_LEVELS.find((level) => level === query['risk']),
  status: STATUSES.find((status) => status === query['status']),
  unsure: query['unsure'] === 'yes',
  tasks: query['tasks'] === 'yes',
})
