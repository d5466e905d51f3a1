import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { liftHold, placeHold } from '../../acknowledgements/hold-evidence.ts'
import { record } from '../../audit/record.ts'
import { findCaseRow } from '../../cases/find-case.ts'
import { findContact } from '../../cases/find-contact.ts'
import { type Linked, linkCases, unlinkCases } from '../../cases/link-cases.ts'
import { addMonths, londonDay, parseDay } from '../../clocks/days.ts'
import { HOLD_KINDS, needsLiftHold } from '../../clocks/keeping-words.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { caseHolds } from '../../db/schema.ts'
import { type Kept, keepPersonFrom, letPersonBack } from '../../escalations/keep-from.ts'
import { ID } from '../parts/ids.ts'
import { exportSource } from '../parts/source-export.ts'
import { may, type Role, requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { showAsWritten } from './as-written.ts'
import { act, type Done, mistaken } from './case-routes.tsx'
import { ContactListPage } from './contact-list-page.tsx'
import { asDone } from './contact-routes.tsx'
import { LINK_KINDS } from './links-part.tsx'

/** Evidence, people kept from a case, links, and all contact of a writer. */
export function handlingRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const mayAct = requireRole(deps, 'act')
  const mayAnswer = requireRole(deps, 'answer-alert')
  app.post('/cases/:reference/holds', mayAct, (c) =>
    act(deps, c, 'hold-kind', async (tx, acting, form, caseRow) => {
      const kind = HOLD_KINDS.find((one) => one === form['hold-kind'])
      const reason = form['hold-why'] ?? ''
      if (!kind) return mistaken({ 'hold-kind': 'Choose what it is.' })
      if (reason === '') return mistaken({ 'hold-why': 'Say why.' })
      const today = londonDay(acting.now)
      const reviewOn = form['hold-review'] ? parseDay(form['hold-review']) : undefined
      if (form['hold-review'] && (!reviewOn || reviewOn <= today || reviewOn > addMonths(today, 24)))
        return mistaken({ 'hold-review': 'Give a day within the next two years.' })
      const owner = form['hold-owner'] || undefined
      return asDone(
        'hold-kind',
        await placeHold(tx, { ...acting, caseRow }, { kind, reason, owner, reviewOn }),
      )
    }),
  )
  app.post(`/cases/:reference/holds/${ID}/lift`, mayAct, (c) => {
    const id = c.req.param('id')
    return act(deps, c, `lift-${id}`, async (tx, acting, form) => {
      const because = form[`lift-${id}`] ?? ''
      if (because === '') return mistaken({ [`lift-${id}`]: 'Say why, and who agreed.' })
      const refused = await whyNotLifted(tx, id, c.get('signedIn').role)
      if (refused) return mistaken({ [`lift-${id}`]: refused })
      return asDone(`lift-${id}`, await liftHold(tx, acting, { id, because }))
    })
  })
  app.post('/cases/:reference/kept-from', mayAnswer, async (c) => {
    const answer = await act(deps, c, 'keep-who', async (tx, acting, form) => {
      const reason = form['keep-why'] ?? ''
      if (!form['keep-who']) return mistaken({ 'keep-who': 'Choose a person.' })
      if (reason === '') return mistaken({ 'keep-why': 'Say why.' })
      const kept = await keepPersonFrom(
        tx,
        { ...acting, queue: deps.queue },
        { userKey: form['keep-who'], reason },
      )
      return kept.ok ? kept : mistaken({ 'keep-who': KEPT[kept.because] })
    })
    deps.queue.nudge('page')
    return answer
  })
  app.post(`/cases/:reference/kept-from/${ID}/end`, mayAnswer, (c) => {
    const id = c.req.param('id')
    return act(deps, c, `back-${id}`, async (tx, acting, form) => {
      const because = form[`back-${id}`] ?? ''
      if (because === '') return mistaken({ [`back-${id}`]: 'Say why.' })
      const back = await letPersonBack(tx, { ...acting, queue: deps.queue }, { id, because })
      return back.ok ? back : mistaken({ [`back-${id}`]: KEPT[back.because] })
    })
  })
  app.post('/cases/:reference/links', mayAct, (c) =>
    act(deps, c, 'link-reference', async (tx, acting, form) => {
      const kind = LINK_KINDS.map(([one]) => one).find((one) => one === form['link-kind'])
      const because = form['link-why'] ?? ''
      if (!form['link-reference'])
        return mistaken({ 'link-reference': 'Give the reference of the other case.' })
      if (!kind) return mistaken({ 'link-kind': 'Choose what they have in common.' })
      if (because === '') return mistaken({ 'link-why': 'Say how you know.' })
      const link = { reference: form['link-reference'].toUpperCase(), kind, because }
      return asLinked(await linkCases(tx, acting, link))
    }),
  )
  app.post(`/cases/:reference/links/${ID}/end`, mayAct, (c) =>
    act(deps, c, 'link-reference', async (tx, acting) =>
      asLinked(await unlinkCases(tx, acting, c.req.param('id'))),
    ),
  )
  app.get('/cases/:reference/contact', requireRole(deps, 'view'), (c) => listContact(deps, c))
  app.get(
    `/cases/:reference/messages/${ID}/:file{source\\.eml|headers\\.txt}`,
    requireRole(deps, 'export'),
    (c) => exportSource(deps, c),
  )
  app.get(`/cases/:reference/messages/${ID}/as-written`, requireRole(deps, 'view'), (c) =>
    showAsWritten(deps, c),
  )
  return app
}

async function whyNotLifted(tx: Db, id: string, role: Role): Promise<string | undefined> {
  const [hold] = await tx.select({ kind: caseHolds.kind }).from(caseHolds).where(eq(caseHolds.id, id))
  if (hold?.kind === 'restriction')
    return 'It ends with the restriction of use: end that, once the person was told (UK GDPR Art 18(3)).'
  return hold && needsLiftHold(hold.kind) && !may(role, 'lift-hold')
    ? 'An information officer, a records manager or a manager lifts this hold.'
    : undefined
}

const KEPT: Record<Extract<Kept, { ok: false }>['because'], string> = {
  'no-such-person': 'Nobody of that account has signed in to this office.',
  'kept-already': 'They are kept from this case already.',
  'kept-no-longer': 'Somebody has let them see it already.',
}

const LINKED: Record<Extract<Linked, { ok: false }>['because'], string> = {
  'no-other-case': 'This office has no case of that reference.',
  'same-case': 'That is this case itself. Give the reference of the other one.',
  'linked-already': 'These two are linked already.',
  'no-link': 'Somebody has taken this link back already.',
}

const asLinked = async (linked: Linked): Promise<Done> =>
  linked.ok ? linked : mistaken({ 'link-reference': LINKED[linked.because] })

async function listContact(deps: WebDeps, c: WebContext): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey } = signedIn
  const now = deps.now()
  const listed = await inOffice(deps.db, office.id, async (tx) => {
    const found = await findCaseRow(tx, c.req.param('reference') ?? '')
    if (!found?.correspondentAddress) return undefined
    await record(tx, [
      { officeId: office.id, at: now, actor: userKey, action: 'contact-listed', caseId: found.id },
    ])
    return { reference: found.reference, contact: await findContact(tx, found.correspondentAddress) }
  })
  if (!listed) return c.notFound()
  return c.html(<ContactListPage {...listed} signedIn={signedIn} now={now} />)
}
