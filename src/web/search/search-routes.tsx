import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { LONGEST_SEARCH, searchCases } from '../../cases/search-cases.ts'
import { inOffice } from '../../db/db.ts'
import { readForm } from '../parts/controls.tsx'
import { requireRole } from '../roles.ts'
import type { WebDeps, WebEnv } from '../web-deps.ts'
import { SearchPage } from './search-page.tsx'

/**
 * Search, by POST alone. That somebody searched is in the history with how many words they gave and
 * how many cases they were shown; what they asked for is not, because it is mostly a name.
 */
export function searchRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const maySearch = requireRole(deps, 'search')
  app.get('/search', maySearch, (c) => c.html(<SearchPage signedIn={c.get('signedIn')} />))
  app.post('/search', maySearch, async (c) => {
    const signedIn = c.get('signedIn')
    const { office, userKey } = signedIn
    const { words: said = '' } = await readForm(c.req)
    const wrong =
      said === ''
        ? 'Say what to search for.'
        : said.length > LONGEST_SEARCH
          ? `Use at most ${LONGEST_SEARCH} characters.`
          : undefined
    if (wrong) return c.html(<SearchPage {...{ signedIn, said }} mistakes={{ words: wrong }} />, 400)
    const search = await inOffice(deps.db, office.id, async (tx) => {
      const found = await searchCases(tx, said)
      const detail = { words: said.split(/\s+/).length, cases: found.hits.length }
      await record(tx, [{ officeId: office.id, at: deps.now(), actor: userKey, action: 'searched', detail }])
      return found
    })
    return c.html(<SearchPage {...{ signedIn, said, search }} />)
  })
  return app
}
