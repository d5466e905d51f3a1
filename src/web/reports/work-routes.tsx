import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { addDays, londonDay } from '../../clocks/days.ts'
import { inOffice } from '../../db/db.ts'
import { type Picture, picturesCsv } from '../../reports/picture.ts'
import { picturesOf } from '../../reports/pictures.ts'
import { published } from '../../reports/suppress.ts'
import { type Days, findWork } from '../../reports/work-rows.ts'
import { findYear, returnCsv, yearOf, yearsUpTo } from '../../reports/year-return.ts'
import type { Route } from '../../triage/route.ts'
import { hopName } from '../parts/hop-words.ts'
import { clockName, routeName } from '../parts/words.ts'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { ReturnPage } from './return-page.tsx'
import { SPANS, WorkPage } from './work-page.tsx'

/** “How we are doing”, and the return of a year; each as a page and as a table. */
export function workRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/work', requireRole(deps, 'view'), async (c) =>
    c.html(<WorkPage signedIn={c.get('signedIn')} {...(await workOf(deps, c))} />),
  )
  app.get('/work.csv', requireRole(deps, 'export-report'), async (c) => {
    const { days, pictures } = await workOf(deps, c)
    await noteExport(deps, c, { from: days.from, to: days.to })
    return csv(c, `work-${days.from}-to-${days.to}`, picturesCsv(pictures))
  })
  app.get('/return', requireRole(deps, 'view'), async (c) =>
    c.html(<ReturnPage signedIn={c.get('signedIn')} {...(await returnOf(deps, c))} />),
  )
  app.get('/return.csv', requireRole(deps, 'export-report'), async (c) => {
    const { year, tables } = await returnOf(deps, c)
    await noteExport(deps, c, { year })
    return csv(c, `return-${year}`, returnCsv(year, tables))
  })
  return app
}

/** They name nobody; that figures left is in the history all the same. */
const noteExport = (deps: WebDeps, c: WebContext, detail: Record<string, string>): Promise<void> => {
  const { office, userKey: actor } = c.get('signedIn')
  const entry = { officeId: office.id, at: deps.now(), actor, action: 'report-exported' as const }
  return inOffice(deps.db, office.id, (tx) => record(tx, [{ ...entry, detail }]))
}

const csv = (c: WebContext, name: string, text: string): Response =>
  c.body(text, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}-${c.get('signedIn').office.id}.csv"`,
  })

async function workOf(
  deps: WebDeps,
  c: WebContext,
): Promise<{ days: Days; length: number; pictures: Picture[] }> {
  const now = deps.now()
  const today = londonDay(now)
  const length = SPANS.find(([count]) => String(count) === c.req.query('days'))?.[0] ?? SPANS[0][0]
  const days = { from: addDays(today, 1 - length), to: today }
  const work = await inOffice(deps.db, c.get('signedIn').office.id, (tx) => findWork(tx, days, now))
  const says = { route: (route: string) => routeName(route as Route), clock: clockName, hop: hopName }
  return { days, length, pictures: picturesOf(work, today, says) }
}

/** The year in the address, or the last that is over; small numbers are left out before anything is shown. */
async function returnOf(deps: WebDeps, c: WebContext) {
  const now = deps.now()
  const years = yearsUpTo(yearOf(londonDay(now)))
  const year = years.find((one) => one === c.req.query('year')) ?? years[1] ?? years[0] ?? ''
  const found = await inOffice(deps.db, c.get('signedIn').office.id, (tx) => findYear(tx, year, now))
  return { year, years, tables: found.map((table) => ({ ...table, ...published(table.numbers) })) }
}
