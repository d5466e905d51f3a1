import { Hono } from 'hono'
import {
  type Decided,
  endRestriction,
  endSafeContact,
  refuseSafeContact,
  restrictContact,
  setSafeContact,
} from '../../acknowledgements/decide-contact.ts'
import { londonDay, parseDay } from '../../clocks/days.ts'
import { ID } from '../parts/ids.ts'
import { requireRole } from '../roles.ts'
import type { WebDeps, WebEnv } from '../web-deps.ts'
import { act, type Done, mistaken } from './case-routes.tsx'

/** Decisions about how the writer of a case is reached and answered; each comes back to the case. */
export function contactRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const mayAct = requireRole(deps, 'act')
  app.post('/cases/:reference/safe-contact', mayAct, (c) =>
    act(deps, c, 'reach-how', async (tx, acting, form, caseRow) => {
      const how = form['reach-how'] ?? ''
      const reason = form['reach-why'] ?? ''
      if (how === '')
        return mistaken({ 'reach-how': 'Say how they can be reached, or that nobody knows yet.' })
      if (reason === '') return mistaken({ 'reach-why': 'Say why.' })
      return asDone('reach-how', await setSafeContact(tx, { ...acting, caseRow }, { how, reason }))
    }),
  )
  app.post(`/cases/:reference/safe-contact/${ID}/refuse`, mayAct, (c) =>
    act(deps, c, 'reach-end', async (tx, acting, form) => {
      const because = form['reach-end'] ?? ''
      if (because === '') return mistaken({ 'reach-end': 'Say how you know.' })
      return asDone('reach-end', await refuseSafeContact(tx, acting, { id: c.req.param('id'), because }))
    }),
  )
  app.post(`/cases/:reference/safe-contact/${ID}/end`, mayAct, (c) =>
    act(deps, c, 'reach-end', async (tx, acting, form) => {
      const because = form['reach-end'] ?? ''
      if (because === '') return mistaken({ 'reach-end': 'Say what has changed.' })
      return asDone('reach-end', await endSafeContact(tx, acting, { id: c.req.param('id'), because }))
    }),
  )
  app.post('/cases/:reference/restriction', mayAct, (c) =>
    act(deps, c, 'restrict-how', async (tx, acting, form, caseRow) => {
      const arrangement = form['restrict-how'] ?? ''
      const reason = form['restrict-why'] ?? ''
      const reviewOn = parseDay(form['restrict-until'] ?? '')
      if (arrangement === '') return mistaken({ 'restrict-how': 'Say how they are answered from now on.' })
      if (reason === '') return mistaken({ 'restrict-why': 'Say why, and that they were warned first.' })
      if (!reviewOn || reviewOn <= londonDay(acting.now))
        return mistaken({ 'restrict-until': 'Give a day to come on which it is looked at again.' })
      const said = { arrangement, reason, reviewOn }
      return asDone('restrict-how', await restrictContact(tx, { ...acting, caseRow }, said))
    }),
  )
  app.post(`/cases/:reference/restriction/${ID}/end`, mayAct, (c) =>
    act(deps, c, 'restrict-end', async (tx, acting, form) => {
      const because = form['restrict-end'] ?? ''
      if (because === '') return mistaken({ 'restrict-end': 'Say why it ends.' })
      return asDone('restrict-end', await endRestriction(tx, acting, { id: c.req.param('id'), because }))
    }),
  )
  return app
}

const SAYS = {
  'decided-meanwhile': 'Somebody has decided this meanwhile. Look at it again below.',
  'no-address': 'No address of one writer is known here, so nothing could be restricted.',
  'restricted-already': 'Contact with this address is restricted already.',
} as const

/** A refusal in a sentence, at the field where it is put right. */
export async function asDone(field: string, decided: Decided): Promise<Done> {
  if (decided.ok) return decided
  switch (decided.because) {
    case 'decided-meanwhile':
    case 'no-address':
    case 'restricted-already':
      return mistaken({ [field]: SAYS[decided.because] })
    default:
      return { ok: false, because: decided.because }
  }
}
