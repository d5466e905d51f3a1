import { Hono } from 'hono'
import { calendarsNow } from '../../cases/calendars-now.ts'
import { type Merged, mergeCases } from '../../cases/merge-cases.ts'
import { addRoute } from '../../cases/route-case.ts'
import { type Split, splitCase } from '../../cases/split-case.ts'
import { type Undone, undoChange } from '../../cases/undo-change.ts'
import { ROUTES } from '../../triage/route.ts'
import { ID, IS_ID } from '../parts/ids.ts'
import { requireRole } from '../roles.ts'
import type { WebDeps, WebEnv } from '../web-deps.ts'
import { act, mistaken } from './case-routes.tsx'

/** What changes which matters there are and where their letters lie, each undone by one press for a day. */
export function actingRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const mayAct = requireRole(deps, 'act')
  app.post('/cases/:reference/routes', mayAct, (c) =>
    act(deps, c, 'further-route', async (tx, acting, form) => {
      const route = ROUTES.find((one) => one === form['further-route'])
      if (!route) return mistaken({ 'further-route': 'Choose a route.' })
      const reason = form['further-why'] ?? ''
      if (reason === '') return mistaken({ 'further-why': 'Say which words of the letter say so.' })
      const calendars = await calendarsNow(tx, deps.calendars, acting.office.id)
      return addRoute(tx, { ...acting, calendars }, { route, reason })
    }),
  )
  app.post('/cases/:reference/split', mayAct, (c) =>
    act(deps, c, 'split-why', async (tx, acting, form) => {
      const route = ROUTES.find((one) => one === form['split-route'])
      const { 'split-message': messageId = '', 'split-why': reason = '', 'split-id': newCaseId = '' } = form
      if (!IS_ID.test(messageId)) return mistaken({ 'split-message': 'Choose the letter.' })
      if (!route) return mistaken({ 'split-route': 'Choose the route of the second case.' })
      if (reason === '') return mistaken({ 'split-why': 'Say what the second matter is.' })
      if (!IS_ID.test(newCaseId)) return mistaken({ 'split-why': SPLIT['changed-meanwhile'] })
      const calendars = await calendarsNow(tx, deps.calendars, acting.office.id)
      const asked = { newCaseId, messageId, route, reason, version: Number(form['version']) }
      const done = await splitCase(tx, { ...acting, calendars }, asked)
      return done.ok ? { ok: true, goTo: done.reference } : mistaken({ 'split-why': SPLIT[done.because] })
    }),
  )
  app.post('/cases/:reference/merge', mayAct, (c) =>
    act(deps, c, 'merge-why', async (tx, acting, form) => {
      const reference = (form['merge-reference'] ?? '').toUpperCase()
      const reason = form['merge-why'] ?? ''
      if (reference === '')
        return mistaken({ 'merge-reference': 'Give the reference of the case that goes on.' })
      if (reason === '') return mistaken({ 'merge-why': 'Say why the two are one.' })
      const calendars = await calendarsNow(tx, deps.calendars, acting.office.id)
      const asked = { reference, reason, version: Number(form['version']) }
      const done = await mergeCases(tx, { ...acting, calendars }, asked)
      return done.ok
        ? { ok: true, goTo: done.reference }
        : mistaken({ 'merge-reference': MERGE[done.because] })
    }),
  )
  app.post(`/cases/:reference/undo/${ID}`, mayAct, (c) => {
    const id = c.req.param('id')
    return act(deps, c, `undo-${id}`, async (tx, acting) => {
      const calendars = await calendarsNow(tx, deps.calendars, acting.office.id)
      const done = await undoChange(tx, { ...acting, calendars }, id)
      return done.ok ? done : mistaken({ [`undo-${id}`]: UNDO[done.because] })
    })
  })
  return app
}

type Because<T extends { ok: boolean }> = Extract<T, { because: string }>['because']

const SPLIT: Record<Because<Split>, string> = {
  'no-such-case': 'This case is not here any more.',
  'changed-meanwhile': 'Somebody changed this case after you opened it. Look at it again, then split it.',
  'no-such-message': 'That letter is not in this case any more. Choose another one.',
  'same-route': 'The second case needs another route than this one.',
  drill: 'This is a drill, and no second case is made of it.',
}

const MERGE: Record<Because<Merged>, string> = {
  'no-such-case': 'This case is not here any more.',
  'no-other-case': 'There is no case of that reference here. Check it and type it again.',
  'same-case': 'That is this very case. Give the reference of the other one.',
  'changed-meanwhile': 'Somebody changed this case after you opened it. Look at it again, then merge it.',
  closed: 'One of the two is closed. Link them instead.',
  drill: 'A drill is merged with nothing.',
  'open-alert': 'This case has an open alert. Say what was done about it first.',
  'open-task': 'This case has a task that nobody has done. Do it first.',
  held: 'This case is held, so its letters stay in it. Link the two instead, or merge the other one into this.',
  'closed-to-some': 'One of the two is sealed or kept from somebody. Link them instead.',
  'use-restricted': 'The use of one of the two is restricted. Link them instead.',
  'rights-request': 'Somebody’s request about their data runs in this case. Merge the other one into this.',
  'mail-on-its-way': 'A letter is about to leave this case. Wait until it has left, or call it back.',
}

const UNDO: Record<Because<Undone>, string> = {
  'no-such-change': 'There is nothing to undo any more.',
  'too-late': 'The time to undo it is over, or somebody has undone it. Change it by hand.',
  'changed-since': 'Something was done since that hangs on it. Change it by hand.',
}
