import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { calendarsNow } from '../../cases/calendars-now.ts'
import { inOffice } from '../../db/db.ts'
import { findOwed, type Owed } from '../../deadlines/find-owed.ts'
import { requireRole } from '../roles.ts'
import type { WebDeps, WebEnv } from '../web-deps.ts'
import { DeadlinesPage } from './deadlines-page.tsx'

/** What is owed soon. That somebody looked is in the history. */
export function deadlinesRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/deadlines', requireRole(deps, 'view'), async (c) => {
    const signedIn = c.get('signedIn')
    const { office, userKey } = signedIn
    const now = deps.now()
    const all = await inOffice(deps.db, office.id, async (tx) => {
      await record(tx, [{ officeId: office.id, at: now, actor: userKey, action: 'deadlines-viewed' }])
      const calendars = await calendarsNow(tx, deps.calendars, office.id)
      return findOwed(tx, office, { now, calendars, withStanding: true })
    })
    const owner = Object.values(office.routes)
      .map(({ primary }) => primary.email)
      .find((email) => email === c.req.query('owner'))
    const owed = owner === undefined ? all : ownedBy(all, owner)
    return c.html(<DeadlinesPage {...{ signedIn, owed, owner, now }} />)
  })
  return app
}

function ownedBy(owed: Owed, email: string): Owed {
  const isTheirs = ({ owner }: Owed['moved'][number]) => owner.primary.email === email
  return {
    clocks: owed.clocks.filter(isTheirs),
    chases: owed.chases.filter(isTheirs),
    moved: owed.moved.filter(isTheirs),
    holds: owed.holds.filter(isTheirs),
  }
}
