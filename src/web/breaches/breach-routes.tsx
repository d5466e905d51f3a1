import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { moveBreach, openBreach } from '../../breaches/act-on-breach.ts'
import { findBreach, findBreaches } from '../../breaches/find-breaches.ts'
import { findCaseRow } from '../../cases/find-case.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { hasMistakes, type Mistakes, readForm, tooLong } from '../parts/controls.tsx'
import { may, requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { FIELD_OF, readMove, readNewBreach } from './breach-form.ts'
import { BreachListPage } from './breach-list-page.tsx'
import { BreachPage } from './breach-page.tsx'
import { NewBreachPage } from './new-breach-page.tsx'

type Typed = Record<string, string>

const LONGEST = 10_000

/** The breach register: anybody in the office writes a breach down, data protection decides about it. */
export function breachRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const mayReport = requireRole(deps, 'report-breach')
  const mayView = requireRole(deps, 'view-breaches')
  const one = '/breaches/:number{[0-9]{1,6}}'
  app.get('/breaches', mayView, (c) => showList(deps, c))
  app.get('/breaches/new', mayReport, (c) => showNew(deps, c))
  app.post('/breaches', mayReport, (c) => open(deps, c))
  app.get(one, mayView, (c) => showOne(deps, c))
  app.post(`${one}/events`, requireRole(deps, 'handle-breach'), (c) => move(deps, c))
  return app
}

const acting = (deps: WebDeps, c: WebContext) => {
  const { office, userKey, userName } = c.get('signedIn')
  return { office, actor: userKey, actorName: userName, now: deps.now(), queue: deps.queue }
}

const noteView = (tx: Db, deps: WebDeps, c: WebContext, detail: Record<string, number>) => {
  const { office, actor, now } = acting(deps, c)
  return record(tx, [{ officeId: office.id, at: now, actor, action: 'breaches-viewed', detail }])
}

async function showList(deps: WebDeps, c: WebContext): Promise<Response> {
  const signedIn = c.get('signedIn')
  const listed = await inOffice(deps.db, signedIn.office.id, async (tx) => {
    await noteView(tx, deps, c, {})
    return findBreaches(tx, deps.calendars)
  })
  return c.html(<BreachListPage {...{ signedIn, listed, now: deps.now() }} />)
}

function showNew(
  deps: WebDeps,
  c: WebContext,
  mistakes: Mistakes = {},
  typed: Typed = {},
): Response | Promise<Response> {
  const status = hasMistakes(mistakes) ? 400 : 200
  const kept = /^[0-9]{1,6}$/.exec(c.req.query('kept') ?? '')?.[0]
  const props = { signedIn: c.get('signedIn'), now: deps.now(), mistakes, typed, kept }
  return c.html(<NewBreachPage {...props} />, status)
}

async function open(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await readForm(c.req)
  const long = tooLong(form, LONGEST)
  if (long) return showNew(deps, c, long, form)
  const checked = readNewBreach(form)
  if (!checked.ok) return showNew(deps, c, checked.mistakes, form)
  const { reference, ...said } = checked.read
  const by = acting(deps, c)
  const done = await inOffice(deps.db, by.office.id, async (tx) => {
    const found = reference === '' ? undefined : await findCaseRow(tx, reference)
    if (reference !== '' && !found)
      return {
        ok: false as const,
        field: 'caseId' as const,
        says: 'This office has no case of that reference.',
      }
    return openBreach(tx, by, { ...said, caseId: found?.id ?? null })
  })
  if (!done.ok) return showNew(deps, c, { [FIELD_OF[done.field]]: done.says }, form)
  deps.queue.nudge('deadline-mail')
  const { role } = c.get('signedIn')
  return c.redirect(
    may(role, 'view-breaches') ? `/breaches/${done.number}` : `/breaches/new?kept=${done.number}`,
    303,
  )
}

async function showOne(
  deps: WebDeps,
  c: WebContext,
  mistakes: Mistakes = {},
  typed: Typed = {},
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const number = Number(c.req.param('number'))
  const found = await inOffice(deps.db, signedIn.office.id, async (tx) => {
    await noteView(tx, deps, c, { breach: number })
    return findBreach(tx, deps.calendars, number)
  })
  if (!found) return c.notFound()
  const status = hasMistakes(mistakes) ? 400 : 200
  return c.html(<BreachPage {...{ signedIn, found, now: deps.now(), mistakes, typed }} />, status)
}

async function move(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await readForm(c.req)
  const long = tooLong(form, LONGEST)
  if (long) return showOne(deps, c, long, form)
  const checked = readMove(form)
  if (!checked.ok) return showOne(deps, c, checked.mistakes, form)
  const number = Number(c.req.param('number'))
  const by = acting(deps, c)
  const done = await inOffice(deps.db, by.office.id, (tx) => moveBreach(tx, by, number, checked.read))
  if (!done) return c.notFound()
  if (!done.ok) return showOne(deps, c, { event: done.says }, form)
  return c.redirect(`/breaches/${number}`, 303)
}
