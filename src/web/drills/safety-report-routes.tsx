import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { inOffice } from '../../db/db.ts'
import { type Month, monthOf, monthsBetween, parseMonth } from '../../reports/month.ts'
import { safetyCsv } from '../../reports/safety-csv.ts'
import { findSafetyRows, firstMonth } from '../../reports/safety-rows.ts'
import { type SafetyReport, summarise } from '../../reports/summarise.ts'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { SafetyReportPage } from './safety-report-page.tsx'

/** Three years; older ones are asked for in the address. */
const MOST_MONTHS = 36

/** The safety report of a month, as a page and as a table for a spreadsheet. */
export function safetyReportRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/safety-report', requireRole(deps, 'view'), async (c) => {
    const found = await reportOf(deps, c)
    return c.html(<SafetyReportPage signedIn={c.get('signedIn')} {...found} />)
  })
  app.get('/safety-report.csv', requireRole(deps, 'export-report'), async (c) => {
    const { month, report } = await reportOf(deps, c)
    await noteExport(deps, c, month)
    const name = `safety-report-${c.get('signedIn').office.id}-${month}.csv`
    return c.body(safetyCsv(month, report), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })
  return app
}

/** It names nobody; that figures left is in the history all the same. */
const noteExport = (deps: WebDeps, c: WebContext, month: Month): Promise<void> => {
  const { office, userKey: actor } = c.get('signedIn')
  const entry = { officeId: office.id, at: deps.now(), actor, action: 'report-exported' as const }
  return inOffice(deps.db, office.id, (tx) => record(tx, [{ ...entry, detail: { month } }]))
}

type Found = { month: Month; months: Month[]; report: SafetyReport; isRunning: boolean }

/** Of the month in the address; this one where there is none, or where it is still to come. */
async function reportOf(deps: WebDeps, c: WebContext): Promise<Found> {
  const now = monthOf(deps.now())
  const asked = parseMonth(c.req.query('month')) ?? now
  const month = asked > now ? now : asked
  return inOffice(deps.db, c.get('signedIn').office.id, async (tx) => {
    const first = (await firstMonth(tx)) ?? now
    const months = monthsBetween(first < month ? first : month, now, MOST_MONTHS)
    const report = summarise(await findSafetyRows(tx, month))
    return { month, months, report, isRunning: month === now }
  })
}
