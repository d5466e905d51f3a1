import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { londonDay } from '../../clocks/days.ts'
import { type Db, inOffice } from '../../db/db.ts'
import {
  countDue,
  countMarks,
  findDue,
  findErasures,
  findForDisposal,
  findMarks,
  LOOKS_AHEAD,
  type LookAhead,
  MOST_DUE,
} from '../../records/find-due.ts'
import { findPlacedHolds } from '../../records/find-holds.ts'
import { scheduleInForce } from '../../records/keep-schedule.ts'
import { decideMarks, type Marked, markForDisposal, withdrawMarks } from '../../records/mark-for-disposal.ts'
import { type Mistakes, readForm } from '../parts/controls.tsx'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { DecidePage } from './decide-page.tsx'
import { DuePage } from './due-page.tsx'
import { HoldsPage } from './holds-page.tsx'
import { PreviewPage } from './preview-page.tsx'
import { SchedulePage } from './schedule-page.tsx'

const LONGEST_REASON = 500

/** Records to review, to mark and to decide on. That somebody looked is in the history. */
export function recordRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const mayView = requireRole(deps, 'view-disposal')
  const mayPropose = requireRole(deps, 'propose-disposal')
  const mayAgree = requireRole(deps, 'agree-disposal')
  app.get('/records', mayView, (c) => showDue(deps, c))
  app.post('/records/preview', mayPropose, (c) => showPreview(deps, c))
  app.post('/records/marks', mayPropose, (c) => mark(deps, c))
  app.get('/records/decide', mayView, (c) => showDecide(deps, c))
  app.post('/records/decisions', mayAgree, (c) => decide(deps, c))
  app.post('/records/withdrawals', mayPropose, (c) => takeBack(deps, c))
  app.get('/records/holds', mayView, async (c) => {
    const signedIn = c.get('signedIn')
    const holds = await looking(deps, c, findPlacedHolds)
    return c.html(<HoldsPage {...{ signedIn, holds, now: deps.now() }} />)
  })
  app.get('/records/schedule', mayView, async (c) => {
    const version = await looking(deps, c, scheduleInForce)
    return c.html(<SchedulePage signedIn={c.get('signedIn')} version={version} />)
  })
  return app
}

const deciding = (deps: WebDeps, c: WebContext) => {
  const { office, userKey, userName } = c.get('signedIn')
  return { office, actor: userKey, actorName: userName, now: deps.now() }
}

/** Reads for a page, and notes that somebody looked. */
const looking = <T,>(deps: WebDeps, c: WebContext, read: (tx: Db) => Promise<T>): Promise<T> => {
  const { office, actor, now } = deciding(deps, c)
  return inOffice(deps.db, office.id, async (tx) => {
    await record(tx, [{ officeId: office.id, at: now, actor, action: 'records-viewed' }])
    return read(tx)
  })
}

/** The ids of the boxes that were ticked, as many as one list has. */
const ticked = (form: Record<string, string>, kind: 'case' | 'mark'): string[] =>
  Object.keys(form)
    .flatMap((name) => new RegExp(`^${kind}-([0-9a-f-]{36})$`).exec(name)?.[1] ?? [])
    .slice(0, 10 * MOST_DUE)

const pageAsked = (c: WebContext): number =>
  Math.min(10_000, Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1))

async function showDue(deps: WebDeps, c: WebContext): Promise<Response> {
  const signedIn = c.get('signedIn')
  const now = deps.now()
  const today = londonDay(now)
  const asked = {
    days: LOOKS_AHEAD.find((days) => String(days) === c.req.query('days')) ?? (0 as LookAhead),
    schedule: signedIn.office.retention
      .map(({ schedule }) => schedule)
      .find((schedule) => schedule === c.req.query('schedule')),
    page: pageAsked(c),
  }
  const shown = await looking(deps, c, async (tx) => ({
    due: await findDue(tx, { today, ...asked }),
    counts: await countDue(tx, today),
    erased: await findErasures(tx, today),
  }))
  return c.html(<DuePage {...{ signedIn, ...shown, asked, now }} />)
}

async function showPreview(
  deps: WebDeps,
  c: WebContext,
  mistakes: Mistakes = {},
  again?: Record<string, string>,
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const form = again ?? (await readForm(c.req))
  const ids = ticked(form, 'case')
  if (ids.length === 0) return c.redirect('/records', 303)
  const now = deps.now()
  const chosen = await looking(deps, c, (tx) => findForDisposal(tx, ids, londonDay(now)))
  const status = Object.keys(mistakes).length > 0 ? 400 : 200
  return c.html(<PreviewPage {...{ signedIn, chosen, now, mistakes, typed: form }} />, status)
}

const wrongReason = (reason: string): string | undefined => {
  if (reason === '') return 'Say why.'
  return reason.length > LONGEST_REASON ? `Use at most ${LONGEST_REASON} characters.` : undefined
}

async function mark(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await readForm(c.req)
  const reason = form['reason'] ?? ''
  const wrong = wrongReason(reason)
  if (wrong !== undefined) return showPreview(deps, c, { reason: wrong }, form)
  const by = deciding(deps, c)
  const marking = { caseIds: ticked(form, 'case'), reason }
  const done = await inOffice(deps.db, by.office.id, (tx) => markForDisposal(tx, by, marking))
  return showDecide(deps, c, done)
}

async function showDecide(
  deps: WebDeps,
  c: WebContext,
  done?: Marked,
  mistakes: Mistakes = {},
  typed: Record<string, string> = {},
): Promise<Response> {
  const page = pageAsked(c)
  const found = await looking(deps, c, async (tx) => ({
    marks: await findMarks(tx, page),
    counts: await countMarks(tx),
  }))
  const status = Object.keys(mistakes).length > 0 ? 400 : 200
  return c.html(
    <DecidePage {...{ signedIn: c.get('signedIn'), ...found, page, done, mistakes, typed }} />,
    status,
  )
}

const TICK_ONE = 'Tick at least one case.'

async function decide(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await readForm(c.req)
  const agrees = form['answer'] === 'agree'
  const because = form['because'] ?? ''
  const wrong = agrees ? undefined : wrongReason(because)
  if (wrong !== undefined) return showDecide(deps, c, undefined, { because: wrong }, form)
  const markIds = ticked(form, 'mark')
  if (markIds.length === 0) return showDecide(deps, c, undefined, { 'to-decide': TICK_ONE }, form)
  const by = deciding(deps, c)
  const decision = { markIds, agrees, because }
  const done = await inOffice(deps.db, by.office.id, (tx) => decideMarks(tx, by, decision))
  return showDecide(deps, c, done)
}

async function takeBack(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await readForm(c.req)
  const because = form['back-because'] ?? ''
  const wrong = wrongReason(because)
  if (wrong !== undefined) return showDecide(deps, c, undefined, { 'back-because': wrong }, form)
  const markIds = ticked(form, 'mark')
  if (markIds.length === 0) return showDecide(deps, c, undefined, { 'to-take-back': TICK_ONE }, form)
  const by = deciding(deps, c)
  const taking = { markIds, because }
  const done = await inOffice(deps.db, by.office.id, (tx) => withdrawMarks(tx, by, taking))
  return showDecide(deps, c, done)
}
