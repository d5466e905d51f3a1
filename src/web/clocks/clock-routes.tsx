import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { moveChase, startChase } from '../../cases/act-on-chase.ts'
import {
  type ActingOnClock,
  addClockEvents,
  type ClockAction,
  startClock,
  takeBackClockEvent,
} from '../../cases/act-on-clock.ts'
import { calendarsNow } from '../../cases/calendars-now.ts'
import { findCaseRow } from '../../cases/find-case.ts'
import { DIVISIONS } from '../../clocks/calendars.ts'
import type { ClockEvent } from '../../clocks/clock-event.ts'
import { CLOCK_KINDS, type ClockKind, isClockKind } from '../../clocks/clock-rules.ts'
import { parseDay } from '../../clocks/days.ts'
import { whatIf } from '../../clocks/what-if.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { findConsents, standingOf } from '../../disclosures/may-share.ts'
import { showCase } from '../cases/case-routes.tsx'
import { type ClockView, findClockViews } from '../cases/clock-view.ts'
import { type Mistakes, readForm } from '../parts/controls.tsx'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { readEvents, receivedFrom, type Typed } from './clock-form.ts'
import { ClockPage } from './clock-page.tsx'

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const LONGEST_NOTE = 4_000

/** The page that a form is on: where it goes back to, and how it is shown again with what was wrong. */
type Shown = {
  path(c: WebContext): string
  show(c: WebContext, mistakes: Mistakes, typed: Typed): Promise<Response>
}
type Done = { ok: true } | { ok: false; mistakes: Mistakes }
type Work = (tx: Db, acting: ActingOnClock, form: Typed) => Promise<Done>

/** Deadlines of a case: their working, their record, and what people write down about them and about others. */
export function clockRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const page = `/cases/:reference/clocks/:id{${UUID}}`
  const onClockPage: Shown = {
    path: (c) => `/cases/${c.req.param('reference')}/clocks/${c.req.param('id')}`,
    show: (c, mistakes, typed) => showClock(deps, c, mistakes, typed),
  }
  const onCasePage: Shown = {
    path: (c) => `/cases/${c.req.param('reference')}`,
    show: (c, mistakes, typed) => showCase(deps, c, mistakes, { ...typed }),
  }

  app.get(page, requireRole(deps, 'view'), (c) => showClock(deps, c, {}, c.req.query()))
  app.post(`${page}/events`, requireRole(deps, 'act'), (c) =>
    act(deps, c, onClockPage, async (tx, acting, form) => {
      const clockId = c.req.param('id')
      const view = (await findClockViews(tx, acting)).find(({ clock }) => clock.id === clockId)
      if (!view?.known) return { ok: false, mistakes: { event: 'This deadline is not here any more.' } }
      const read = readEvents(view.known.reading.kind, form)
      if (!read.ok) return read
      const refused = await whyNotTransferred(tx, acting, view.known.reading.kind, read.events)
      if (refused) return { ok: false, mistakes: { event: refused } }
      return asDone(
        await addClockEvents(tx, acting, { clockId, events: read.events, note: read.note }),
        fieldOf(read.events),
      )
    }),
  )
  app.post(`${page}/entries/:entry{${UUID}}/take-back`, requireRole(deps, 'act'), (c) =>
    act(deps, c, onClockPage, async (tx, acting, form) => {
      const eventId = c.req.param('entry')
      const note = form[`why-${eventId}`] ?? ''
      const field = () => `why-${eventId}`
      if (note === '') return { ok: false, mistakes: { [field()]: 'Say why it is taken back.' } }
      const clockId = c.req.param('id')
      return asDone(await takeBackClockEvent(tx, acting, { clockId, eventId, note }), field)
    }),
  )
  app.post('/cases/:reference/clocks', requireRole(deps, 'act'), (c) =>
    act(deps, c, onCasePage, async (tx, acting, form) => {
      const kind = CLOCK_KINDS.find((one) => one === form['kind'])
      const received = receivedFrom(form['began'] ?? '', form['began-time'] ?? '')
      const mistakes = {
        ...(kind ? {} : { kind: 'Choose what is owed.' }),
        ...(received && received !== 'bad-time'
          ? {}
          : { began: 'Give the day, for example 2026-11-23, and a time such as 09:30 or none.' }),
      }
      if (!kind || !received || received === 'bad-time') return { ok: false, mistakes }
      return asDone(await startClock(tx, acting, { kind, received }), () => 'began')
    }),
  )
  app.post('/cases/:reference/chases', requireRole(deps, 'act'), (c) =>
    act(deps, c, onCasePage, async (tx, acting, form) => {
      const on = parseDay(form['asked-on'] ?? '')
      if (!on) return { ok: false, mistakes: { 'asked-on': 'Give the day, for example 2026-11-23.' } }
      const toWhom =
        (['force', 'iopc', 'other'] as const).find((one) => one === form['asked-whom']) ?? 'other'
      const done = await startChase(tx, acting, { toWhom, about: form['asked-about'] ?? '', on })
      return done.ok
        ? done
        : { ok: false, mistakes: { [done.field === 'on' ? 'asked-on' : 'asked-about']: done.says } }
    }),
  )
  app.post(`/cases/:reference/chases/:id{${UUID}}`, requireRole(deps, 'act'), (c) =>
    act(deps, c, onCasePage, async (tx, acting, form) => {
      const chaseId = c.req.param('id') ?? ''
      const on = parseDay(form[`on-${chaseId}`] ?? '')
      if (!on) return { ok: false, mistakes: { [`on-${chaseId}`]: 'Give the day, for example 2026-11-23.' } }
      const move =
        (['chased', 'answered', 'withdrawn'] as const).find((one) => one === form[`move-${chaseId}`]) ??
        'chased'
      const done = await moveChase(tx, acting, { chaseId, move, on, note: form[`note-${chaseId}`] ?? '' })
      return done.ok ? done : { ok: false, mistakes: { [`${done.field}-${chaseId}`]: done.says } }
    }),
  )
  return app
}

/** A request for information is passed on only if its writer has said so (code of practice under FOIA s.45). */
async function whyNotTransferred(
  tx: Db,
  { caseId }: ActingOnClock,
  kind: ClockKind,
  events: readonly ClockEvent[],
): Promise<string | undefined> {
  if (!FOI_KINDS.includes(kind) || !events.some(({ event }) => event === 'transferred')) return undefined
  const said = (await findConsents(tx, caseId)).find(({ purpose }) => purpose === 'transfer')
  return standingOf(said) === 'given'
    ? undefined
    : 'Ask the writer first whether the request may be passed on, and note what they said under “Sharing and consent”. If they say no, answer them with who holds it.'
}

const FOI_KINDS: readonly ClockKind[] = ['foi', 'eir']

const asDone = (done: ClockAction, field: (event: string) => string): Done =>
  done.ok ? { ok: true } : { ok: false, mistakes: { [field(done.event)]: done.says } }

/** Which of the two days was wrong: that of the answer where the form gave both and the second is meant. */
const fieldOf =
  (events: readonly { event: string }[]) =>
  (event: string): string =>
    events[1]?.event === event ? 'until' : 'on'

/** One thing in one transaction; what was typed comes back with a mistake, and then nothing was written. */
async function act(deps: WebDeps, c: WebContext, again: Shown, work: Work): Promise<Response> {
  const { office, userKey, userName } = c.get('signedIn')
  const form = await readForm(c.req)
  const tooLong = Object.entries(form).find(([, value]) => value.length > LONGEST_NOTE)
  if (tooLong) return again.show(c, { [tooLong[0]]: `Use at most ${LONGEST_NOTE} characters.` }, form)
  const done = await inOffice(deps.db, office.id, async (tx) => {
    const found = await findCaseRow(tx, c.req.param('reference') ?? '')
    if (!found) return undefined
    const calendars = await calendarsNow(tx, deps.calendars, office.id)
    const who = { actor: userKey, actorName: userName, now: deps.now() }
    return work(tx, { office, caseId: found.id, calendars, ...who }, form)
  })
  if (!done) return c.notFound()
  if (done.ok) return c.redirect(again.path(c), 303)
  return again.show(c, done.mistakes, form)
}

async function showClock(deps: WebDeps, c: WebContext, mistakes: Mistakes, typed: Typed): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey } = signedIn
  const now = deps.now()
  const shown = await inOffice(deps.db, office.id, async (tx) => {
    const caseRow = await findCaseRow(tx, c.req.param('reference') ?? '')
    if (!caseRow) return undefined
    const calendars = await calendarsNow(tx, deps.calendars, office.id)
    const views = await findClockViews(tx, { office, calendars, caseId: caseRow.id })
    const view = views.find(({ clock }) => clock.id === c.req.param('id'))
    if (!view) return undefined
    const entry = { officeId: office.id, at: now, actor: userKey, caseId: caseRow.id }
    await record(tx, [{ ...entry, action: 'case-viewed', detail: { page: 'deadline' } }])
    return { caseRow, view }
  })
  if (!shown) return c.notFound()
  return c.html(
    <ClockPage {...{ ...shown, signedIn, now, mistakes, typed }} whatIf={saysIf(shown.view, typed)} />,
    Object.keys(mistakes).length > 0 ? 400 : 200,
  )
}

/** What was asked with “what if”, answered. */
function saysIf({ clock, known }: ClockView, typed: Typed): string | undefined {
  if (!known || !isClockKind(clock.kind)) return undefined
  const answeredOn = parseDay(typed['answered'] ?? '')
  const holidayOn = parseDay(typed['holiday'] ?? '')
  const division = DIVISIONS.find((one) => one === typed['part']) ?? 'england-and-wales'
  if (!answeredOn && !holidayOn) return undefined
  const asked = { ...known.reading, ...known.truth.received, events: known.truth.events }
  return whatIf(asked, {
    ...(answeredOn ? { answeredOn } : {}),
    ...(holidayOn ? { holiday: { on: holidayOn, division } } : {}),
  }).says
}
