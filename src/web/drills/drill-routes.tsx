import { randomInt } from 'node:crypto'
import { Hono } from 'hono'
import { londonDay } from '../../clocks/days.ts'
import { inOffice } from '../../db/db.ts'
import { findDrills } from '../../drills/find-drills.ts'
import { startDrill } from '../../drills/start-drill.ts'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { DrillsPage } from './drills-page.tsx'

/** The drills of the office, and one more where a manager asks for it. */
export function drillRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/drills', requireRole(deps, 'view'), async (c) => {
    const signedIn = c.get('signedIn')
    const drills = await inOffice(deps.db, signedIn.office.id, findDrills)
    const today = londonDay(deps.now())
    const hadOneToday = drills.some(({ day }) => day === today)
    return c.html(<DrillsPage {...{ signedIn, drills, hadOneToday }} />)
  })
  app.post('/drills', requireRole(deps, 'start-drill'), (c) => begin(deps, c))
  return app
}

/** One that somebody else began at the same moment is on the page that follows. */
async function begin(deps: WebDeps, c: WebContext): Promise<Response> {
  const { office, userKey } = c.get('signedIn')
  const letter = deps.drillLetters[randomInt(deps.drillLetters.length)]
  if (!letter) throw new Error('There is no letter for the drill')
  await inOffice(deps.db, office.id, (tx) =>
    startDrill(tx, deps, office, { letter, dueAt: deps.now(), askedBy: userKey }),
  )
  deps.queue.nudge('take-in')
  return c.redirect('/drills', 303)
}
