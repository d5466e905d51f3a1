import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import type { Acting } from '../../cases/act-on-case.ts'
import { calendarsNow } from '../../cases/calendars-now.ts'
import { findCase, findCaseRow } from '../../cases/find-case.ts'
import { parseDay } from '../../clocks/days.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { RIGHTS } from '../../db/schema.ts'
import { openRequest } from '../../rights/act-on-request.ts'
import { decisionOf } from '../../rights/decide-request.ts'
import { findRequests } from '../../rights/find-request.ts'
import { noteRectification } from '../../rights/note-rectification.ts'
import { endUseRestriction, restrictUse } from '../../rights/restrict-use.ts'
import { hasMistakes, type Mistakes, readForm, tooLong } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { asId, ID, idOf } from '../parts/ids.ts'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { by } from './acting-in-case.ts'
import { CaseRightsPage } from './request-list-page.tsx'
import { LONGEST, need, type Outcome } from './rights-form.ts'

type Typed = Record<string, string>

/** What is done in a case about people's rights over it: requests opened, corrections, restrictions. */
export function caseRightsRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const mayView = requireRole(deps, 'view-rights')
  const mayHandle = requireRole(deps, 'handle-rights')
  const ofCase = '/cases/:reference/rights'
  app.get(ofCase, mayView, (c) => showCaseRights(deps, c))
  app.post(ofCase, mayHandle, (c) => open(deps, c))
  app.post(`${ofCase}/corrections`, mayHandle, (c) => correct(deps, c))
  app.post(`${ofCase}/restrictions`, mayHandle, (c) => restrict(deps, c))
  app.post(`${ofCase}/restrictions/${ID}/end`, mayHandle, (c) => endRestriction(deps, c))
  return app
}

async function showCaseRights(
  deps: WebDeps,
  c: WebContext,
  mistakes: Mistakes = {},
  typed: Typed = {},
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey: actor } = signedIn
  const shown = await inOffice(deps.db, office.id, async (tx) => {
    const found = await findCase(tx, c.req.param('reference') ?? '')
    if (!found) return undefined
    const caseId = found.caseRow.id
    const entry = { officeId: office.id, at: deps.now(), actor, caseId }
    await record(tx, [{ ...entry, action: 'case-viewed', detail: { page: 'rights' } }])
    return {
      reference: found.caseRow.reference,
      requests: await findRequests(tx, caseId),
      notUsed: found.special.notUsed,
      corrections: found.special.corrections,
      letters: found.messages.map(({ id, receivedAt }) => ({
        id,
        name: `The letter of ${sayMoment(receivedAt)}`,
      })),
    }
  })
  if (!shown) return c.notFound()
  const props = { ...shown, signedIn, law: deps.rightsLaw, now: deps.now(), mistakes, typed }
  return c.html(<CaseRightsPage {...props} />, hasMistakes(mistakes) ? 400 : 200)
}

/** One thing in the case of the address, in one transaction; a mistake brings back what was typed. */
async function inCase(
  deps: WebDeps,
  c: WebContext,
  field: string,
  work: (
    tx: Db,
    acting: Acting & { caseRow: NonNullable<Awaited<ReturnType<typeof findCaseRow>>> },
    form: Typed,
  ) => Promise<Outcome & { goTo?: string }>,
): Promise<Response> {
  const form = await readForm(c.req)
  const long = tooLong(form, LONGEST)
  if (long) return showCaseRights(deps, c, long, form)
  const reference = c.req.param('reference') ?? ''
  const done = await inOffice(deps.db, c.get('signedIn').office.id, async (tx) => {
    const caseRow = await findCaseRow(tx, reference)
    return caseRow && work(tx, { ...by(deps, c, caseRow.id), caseRow }, form)
  })
  if (!done) return c.notFound()
  if (done.ok) return c.redirect(done.goTo ?? `/cases/${reference}/rights`, 303)
  return showCaseRights(deps, c, 'mistakes' in done ? done.mistakes : { [field]: done.says }, form)
}

const open = (deps: WebDeps, c: WebContext): Promise<Response> =>
  inCase(deps, c, 'right', async (tx, acting, form) => {
    const right = RIGHTS.find((one) => one === form['right'])
    if (!right) return need('right', 'Choose what they ask for.')
    if (!form['about-whom']) return need('about-whom', 'Say whose data it is, and how sure we are.')
    const calendars = await calendarsNow(tx, deps.calendars, acting.office.id)
    const done = await openRequest(tx, { ...acting, calendars }, { right, aboutWhom: form['about-whom'] })
    return done.ok ? { ok: true, goTo: `/rights/${done.id}` } : done
  })

const correct = (deps: WebDeps, c: WebContext): Promise<Response> =>
  inCase(deps, c, 'letter', async (tx, acting, form) => {
    const { wrong = '', correct: right = '', source = '' } = form
    if (wrong === '') return need('wrong', 'Say what is wrong.')
    if (right === '') return need('correct', 'Say what is right.')
    if (source === '') return need('source', 'Say how we know.')
    return noteRectification(tx, acting, {
      messageId: form['letter'] ? asId(form['letter']) : null,
      wrong,
      right,
      source,
    })
  })

const restrict = (deps: WebDeps, c: WebContext): Promise<Response> =>
  inCase(deps, c, 'restrict-law', async (tx, acting, form) => {
    const law = decisionOf(deps.rightsLaw, form['restrict-law'])
    if (law?.right !== 'restriction' || law.outcome !== 'allowed')
      return need('restrict-law', 'Choose the ground.')
    if (!form['restrict-why']) return need('restrict-why', 'Say why.')
    return restrictUse(tx, acting, { law: law.id, reason: form['restrict-why'] })
  })

const endRestriction = (deps: WebDeps, c: WebContext): Promise<Response> =>
  inCase(deps, c, 'told-on', async (tx, acting, form) => {
    const personToldOn = parseDay(form['told-on'] ?? '')
    if (!personToldOn) return need('told-on', 'Give the day, for example 2026-11-23.')
    if (!form['end-why']) return need('end-why', 'Say why it ends.')
    return endUseRestriction(tx, acting, { id: idOf(c), personToldOn, because: form['end-why'] })
  })
