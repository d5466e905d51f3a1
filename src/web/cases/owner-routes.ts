import { Hono } from 'hono'
import { findColleagues, giveCase } from '../../cases/own-case.ts'
import { OWNER_ROLES, requireRole } from '../roles.ts'
import type { WebDeps, WebEnv } from '../web-deps.ts'
import { act, mistaken } from './case-routes.tsx'

/** Taking a case on, putting it back, and giving it to somebody who may see it. */
export function ownerRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.post('/cases/:reference/owner', requireRole(deps, 'act'), (c) =>
    act(deps, c, 'owner', async (tx, acting, form) => {
      const said = form['owner'] ?? ''
      const wanted = said === 'me' ? acting.actor : said
      const { caseId, now } = acting
      const to = (await findColleagues(tx, { roles: OWNER_ROLES, now, caseId })).find(
        ({ userKey }) => userKey === wanted,
      )
      if (!to && said !== 'nobody') return mistaken({ owner: 'Choose a colleague from the list.' })
      await giveCase(tx, acting, to)
      return { ok: true }
    }),
  )
  return app
}
