import { Hono } from 'hono'
import { admitPerson, endAdmission, endSeal, type Sealed, sealCase } from '../../escalations/seal-case.ts'
import { ID } from '../parts/ids.ts'
import { requireRole } from '../roles.ts'
import type { WebDeps, WebEnv } from '../web-deps.ts'
import { act, type Done, mistaken } from './case-routes.tsx'
import { SEAL_KINDS } from './seal-panel.tsx'

const WHY_NOT: Record<Extract<Sealed, { ok: false }>['because'], string> = {
  'sealed-already': 'Somebody has sealed it meanwhile.',
  'not-sealed': 'It is not sealed any more.',
  'no-such-person': 'Nobody of that account works in this office now.',
  'named-already': 'They are named already.',
  'last-one': 'Somebody has to be left who sees it. Name another person first.',
}

const asDone = async (field: string, sealed: Sealed): Promise<Done> =>
  sealed.ok ? sealed : mistaken({ [field]: WHY_NOT[sealed.because] })

/** Sealing a case, naming people, and ending both. Whoever is not named finds no page here either. */
export function sealRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const maySeal = requireRole(deps, 'seal')
  app.post('/cases/:reference/seal', maySeal, (c) =>
    act(deps, c, 'seal-kind', async (tx, acting, form, { reference }) => {
      const kind = SEAL_KINDS.map(([one]) => one).find((one) => one === form['seal-kind'])
      const reason = form['seal-why'] ?? ''
      if (!kind) return mistaken({ 'seal-kind': 'Choose what it is.' })
      if (reason === '') return mistaken({ 'seal-why': 'Say why.' })
      const people = Object.entries(form).flatMap(([name, value]) => (/^see-\d+$/.test(name) ? [value] : []))
      return asDone('seal-kind', await sealCase(tx, { ...acting, reference }, { kind, reason, people }))
    }),
  )
  app.post('/cases/:reference/seal/end', maySeal, (c) =>
    act(deps, c, 'unseal-why', async (tx, acting, form, { reference }) => {
      const because = form['unseal-why'] ?? ''
      if (because === '') return mistaken({ 'unseal-why': 'Say why.' })
      return asDone('unseal-why', await endSeal(tx, { ...acting, reference }, because))
    }),
  )
  app.post('/cases/:reference/admissions', maySeal, (c) =>
    act(deps, c, 'admit-who', async (tx, acting, form, { reference }) => {
      const reason = form['admit-why'] ?? ''
      if (!form['admit-who']) return mistaken({ 'admit-who': 'Choose a person.' })
      if (reason === '') return mistaken({ 'admit-why': 'Say why.' })
      const person = { userKey: form['admit-who'], reason }
      return asDone('admit-who', await admitPerson(tx, { ...acting, reference }, person))
    }),
  )
  app.post(`/cases/:reference/admissions/${ID}/end`, maySeal, (c) =>
    act(deps, c, 'seal-title', async (tx, acting, _form, { reference }) =>
      asDone('seal-title', await endAdmission(tx, { ...acting, reference }, { id: c.req.param('id') })),
    ),
  )
  return app
}
