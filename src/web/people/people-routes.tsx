import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { inOffice } from '../../db/db.ts'
import { type Mistakes, readForm } from '../parts/controls.tsx'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { PeoplePage } from './people-page.tsx'
import { findPeople, letIn, type ShutOut, shutOut } from './shut-out.ts'

const LONGEST_REASON = 1_000

const WHY_NOT: Record<Extract<ShutOut, { ok: false }>['because'], string> = {
  'no-such-person': 'Nobody of that account has signed in to this office.',
  oneself: 'You cannot shut yourself out, nor let yourself in: ask a colleague.',
  'done-already': 'Somebody has done this meanwhile. Below is how it stands.',
}

/** People and roles of the office. */
export function peopleRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/people', requireRole(deps, 'view-people'), (c) => show(deps, c))
  app.post('/people/shut-out', requireRole(deps, 'shut-out'), async (c) => {
    const form = await readForm(c.req)
    const [field = 'why-0', because = ''] =
      Object.entries(form).find(([name]) => name.startsWith('why-')) ?? []
    const typed = { person: form['person'] ?? '', because }
    if (because === '') return show(deps, c, { [field]: 'Say why.' }, typed)
    if (because.length > LONGEST_REASON)
      return show(deps, c, { [field]: `Use at most ${LONGEST_REASON} characters.` }, typed)
    const done = await inOffice(deps.db, c.get('signedIn').office.id, (tx) =>
      shutOut(tx, by(deps, c), { userKey: typed.person, because }),
    )
    return done.ok ? c.redirect('/people', 303) : show(deps, c, { [field]: WHY_NOT[done.because] }, typed)
  })
  app.post('/people/let-in', requireRole(deps, 'shut-out'), async (c) => {
    const { person = '' } = await readForm(c.req)
    const done = await inOffice(deps.db, c.get('signedIn').office.id, (tx) =>
      letIn(tx, by(deps, c), { userKey: person }),
    )
    return done.ok ? c.redirect('/people', 303) : show(deps, c, { 'why-0': WHY_NOT[done.because] })
  })
  return app
}

const by = ({ now }: WebDeps, c: WebContext) => {
  const { office, userKey, userName } = c.get('signedIn')
  return { officeId: office.id, actor: userKey, actorName: userName, now: now() }
}

async function show(
  deps: WebDeps,
  c: WebContext,
  mistakes: Mistakes = {},
  typed?: { person: string; because: string },
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const people = await inOffice(deps.db, signedIn.office.id, async (tx) => {
    await record(tx, [
      { officeId: signedIn.office.id, at: deps.now(), actor: signedIn.userKey, action: 'people-viewed' },
    ])
    return findPeople(tx)
  })
  const status = Object.keys(mistakes).length > 0 ? 400 : 200
  return c.html(<PeoplePage signedIn={signedIn} people={people} mistakes={mistakes} typed={typed} />, status)
}
