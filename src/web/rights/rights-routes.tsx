import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import type { Acting } from '../../cases/act-on-case.ts'
import { calendarsNow } from '../../cases/calendars-now.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { paperPdf } from '../../referrals/paper-pdf.ts'
import {
  agreeRelease,
  answerRequest,
  dropFind,
  endMark,
  markPart,
  noteAct,
  pickFinds,
} from '../../rights/act-on-request.ts'
import { decidedParts, redactionLog } from '../../rights/bundle.ts'
import { decideRequest, decisionOf } from '../../rights/decide-request.ts'
import { type FoundOfPerson, findPerson, readTerms } from '../../rights/find-person.ts'
import { type FoundRequest, findRequest, findRequests } from '../../rights/find-request.ts'
import { sha256 } from '../../rights/zip-bundle.ts'
import { hasMistakes, type Mistakes, readForm, tooLong } from '../parts/controls.tsx'
import { asId, ID, idOf } from '../parts/ids.ts'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { by } from './acting-in-case.ts'
import { copyHtml, copyPaper, copyZip } from './copy-files.tsx'
import { RequestListPage } from './request-list-page.tsx'
import { RequestPage } from './request-page.tsx'
import { ReviewPage } from './review-page.tsx'
import { LONGEST, need, type Outcome } from './rights-form.ts'

type Typed = Record<string, string>

const SECOND_ID = ID.replace(':id', ':other')

/** People's requests about what we hold. */
export function rightsRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const mayView = requireRole(deps, 'view-rights')
  const mayHandle = requireRole(deps, 'handle-rights')
  const mayExport = requireRole(deps, 'export')
  const one = `/rights/${ID}`
  app.get('/rights', mayView, (c) => showList(deps, c))
  app.get(one, mayView, (c) => showRequest(deps, c))
  app.get(`${one}/review`, mayView, (c) => showReview(deps, c))
  app.post(`${one}/search`, mayHandle, (c) => search(deps, c))
  app.post(`${one}/finds`, mayHandle, (c) =>
    act(deps, c, 'picked', (tx, by, form) => pickFinds(tx, by, idOf(c), ticked(form))),
  )
  app.post(`${one}/finds/${SECOND_ID}/drop`, mayHandle, (c) =>
    act(deps, c, 'picked', (tx, by) => dropFind(tx, by, idOf(c), otherOf(c))),
  )
  app.post(`${one}/marks`, mayHandle, (c) => mark(deps, c))
  app.post(`${one}/marks/${SECOND_ID}/end`, mayHandle, (c) => unmark(deps, c))
  app.post(`${one}/agree`, mayHandle, (c) =>
    act(deps, c, 'agree-note', async (tx, by, form) =>
      form['agree-note']
        ? agreeRelease(tx, by, idOf(c), form['agree-note'])
        : need('agree-note', 'Say what you looked at.'),
    ),
  )
  app.post(`${one}/decide`, mayHandle, (c) => decide(deps, c))
  app.post(`${one}/answer`, mayHandle, (c) =>
    act(deps, c, 'answer-note', async (tx, by, form) => {
      if (!form['answer-note']) return need('answer-note', 'Say how the person was answered.')
      const calendars = await calendarsNow(tx, deps.calendars, by.office.id)
      return answerRequest(tx, { ...by, calendars }, idOf(c), form['answer-note'])
    }),
  )
  app.post(`${one}/copy`, mayHandle, mayExport, (c) => makeCopy(deps, c))
  app.post(`${one}/log`, mayHandle, mayExport, (c) => makeLog(deps, c))
  return app
}

const otherOf = (c: WebContext): string => asId(c.req.param('other'))
const ticked = (form: Typed): string[] =>
  Object.keys(form).flatMap((name) =>
    name.startsWith('case-') && form[name] === 'yes' ? [asId(name.slice(5))] : [],
  )

async function showList(deps: WebDeps, c: WebContext): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey: actor } = signedIn
  const requests = await inOffice(deps.db, office.id, async (tx) => {
    await record(tx, [{ officeId: office.id, at: deps.now(), actor, action: 'rights-viewed' }])
    return findRequests(tx)
  })
  return c.html(<RequestListPage {...{ signedIn, requests, now: deps.now() }} />)
}

async function requestOf(deps: WebDeps, c: WebContext): Promise<FoundRequest | undefined> {
  const { office, userKey: actor } = c.get('signedIn')
  return inOffice(deps.db, office.id, async (tx) => {
    const found = await findRequest(tx, idOf(c))
    if (!found) return undefined
    const entry = { officeId: office.id, at: deps.now(), actor, caseId: found.caseRow.id }
    await record(tx, [{ ...entry, action: 'rights-viewed', detail: { requestId: found.row.id } }])
    return found
  })
}

type Searched = { found: FoundOfPerson[]; more: boolean }

async function showRequest(
  deps: WebDeps,
  c: WebContext,
  { mistakes = {}, typed = {}, searched }: { mistakes?: Mistakes; typed?: Typed; searched?: Searched } = {},
): Promise<Response> {
  const found = await requestOf(deps, c)
  if (!found) return c.notFound()
  const props = {
    signedIn: c.get('signedIn'),
    found,
    law: deps.rightsLaw,
    now: deps.now(),
    mistakes,
    typed,
    searched,
  }
  return c.html(<RequestPage {...props} />, hasMistakes(mistakes) ? 400 : 200)
}

async function showReview(
  deps: WebDeps,
  c: WebContext,
  mistakes: Mistakes = {},
  typed: Typed = {},
): Promise<Response> {
  const found = await requestOf(deps, c)
  if (!found) return c.notFound()
  const props = { signedIn: c.get('signedIn'), found, law: deps.rightsLaw, mistakes, typed }
  return c.html(<ReviewPage {...props} />, hasMistakes(mistakes) ? 400 : 200)
}

/** One thing about the request of the address; undefined where there is none. */
async function acted(
  deps: WebDeps,
  c: WebContext,
  work: (tx: Db, acting: Acting) => Promise<Outcome>,
): Promise<Outcome | undefined> {
  return inOffice(deps.db, c.get('signedIn').office.id, async (tx) => {
    const found = await findRequest(tx, idOf(c))
    return found && work(tx, by(deps, c, found.caseRow.id))
  })
}

async function act(
  deps: WebDeps,
  c: WebContext,
  field: string,
  work: (tx: Db, acting: Acting, form: Typed) => Promise<Outcome>,
): Promise<Response> {
  const form = await readForm(c.req)
  const long = tooLong(form, LONGEST)
  if (long) return showRequest(deps, c, { mistakes: long, typed: form })
  const done = await acted(deps, c, (tx, acting) => work(tx, acting, form))
  if (!done) return c.notFound()
  if (done.ok) return c.redirect(`/rights/${idOf(c)}`, 303)
  const mistakes = 'mistakes' in done ? done.mistakes : { [field]: done.says }
  return showRequest(deps, c, { mistakes, typed: form })
}

/** By a form that is sent, so that no name stands in an address; of the words nothing is kept. */
async function search(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await readForm(c.req)
  const long = tooLong(form, LONGEST)
  const read = readTerms(form['terms'] ?? '')
  if (long || !read.ok)
    return showRequest(deps, c, { mistakes: long ?? { terms: read.ok ? '' : read.says }, typed: form })
  const searched = await inOffice(deps.db, c.get('signedIn').office.id, async (tx) => {
    const found = await findRequest(tx, idOf(c))
    if (!found || found.row.closedAt !== null) return undefined
    const listed = await findPerson(tx, read.terms)
    const acting = by(deps, c, found.caseRow.id)
    const detail = { terms: read.terms.words.length + read.terms.phones.length, cases: listed.found.length }
    const note = `By ${detail.terms} words; ${detail.cases} cases found.`
    await noteAct(tx, acting, found.row.id, { act: 'searched', note, detail })
    return listed
  })
  return searched ? showRequest(deps, c, { searched, typed: form }) : c.notFound()
}

const decide = (deps: WebDeps, c: WebContext): Promise<Response> =>
  act(deps, c, 'decision', async (tx, acting, form) => {
    const decision = decisionOf(deps.rightsLaw, form['decision'])
    if (!decision) return need('decision', 'Choose the decision and its law.')
    if (!form['decision-why']) return need('decision-why', 'Say why.')
    return decideRequest(tx, acting, idOf(c), { decision, note: form['decision-why'] })
  })

async function mark(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await readForm(c.req)
  const partId = asId(form['part'])
  const field = (name: string) => `${name}-${partId}`
  const said = (name: string) => form[field(name)] ?? ''
  const kind = (['release', 'redact', 'withhold'] as const).find((one) => one === said('mark'))
  const exemption = deps.rightsLaw.exemptions.find(({ id }) => id === said('exemption'))?.id
  const mistakes: Record<string, string> = { ...tooLong(form, LONGEST) }
  if (!kind) mistakes[field('mark')] = 'Choose what becomes of it.'
  if (said('why') === '') mistakes[field('why')] = 'Say why.'
  if (kind && kind !== 'release' && !exemption)
    mistakes[field('exemption')] = 'Choose the law by which something is kept back.'
  if (!kind || hasMistakes(mistakes)) return showReview(deps, c, mistakes, form)
  const passages = said('passages')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const done = await acted(deps, c, (tx, acting) =>
    markPart(tx, acting, idOf(c), { partId, mark: kind, passages, exemption, reason: said('why') }),
  )
  if (!done) return c.notFound()
  if (done.ok) return c.redirect(`/rights/${idOf(c)}/review#part-${partId}`, 303)
  return showReview(deps, c, 'mistakes' in done ? done.mistakes : { [field('passages')]: done.says }, form)
}

async function unmark(deps: WebDeps, c: WebContext): Promise<Response> {
  const done = await acted(deps, c, (tx, acting) => endMark(tx, acting, idOf(c), otherOf(c)))
  return done ? c.redirect(`/rights/${idOf(c)}/review`, 303) : c.notFound()
}

/** Made anew each time from what is decided; which bytes they were is in the record. */
async function makeCopy(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await readForm(c.req)
  const { office } = c.get('signedIn')
  const found = await requestOf(deps, c)
  if (!found) return c.notFound()
  if (!found.agreed || found.row.closedAt !== null) {
    const says = 'A second person has to agree to what is released first.'
    return showRequest(deps, c, { mistakes: { 'agree-note': says } })
  }
  const { reference } = found.caseRow
  const decided = decidedParts(found.parts, found.marks, deps.rightsLaw.exemptions)
  const about = { office, reference, decided, madeAt: found.agreed.at }
  const made = await fileOf(form['as'], about)
  const parts = decided.length
  const kept = decided.filter(({ outcome }) => outcome === 'withheld').length
  await acted(deps, c, async (tx, acting) => {
    const detail = { as: made.as, sha256: made.sha256, parts, withheld: kept }
    await noteAct(tx, acting, found.row.id, {
      act: 'bundle-made',
      note: `${parts} parts, ${kept} of them withheld.`,
      detail,
    })
    return { ok: true }
  })
  return c.body(made.bytes, 200, {
    'Content-Type': made.type,
    'Content-Disposition': `attachment; filename="copy-${reference}.${made.as}"`,
  })
}

type Copied = { as: 'zip' | 'pdf' | 'html'; type: string; bytes: Uint8Array<ArrayBuffer>; sha256: string }

async function fileOf(as: string | undefined, about: Parameters<typeof copyZip>[0]): Promise<Copied> {
  if (as === 'pdf') {
    const bytes = await paperPdf(copyPaper(about))
    return { as, type: 'application/pdf', bytes, sha256: sha256(bytes) }
  }
  if (as === 'html') {
    const bytes = new TextEncoder().encode(await copyHtml(copyPaper(about)))
    return { as, type: 'text/html; charset=utf-8', bytes, sha256: sha256(bytes) }
  }
  const { zip, sha256: sum } = await copyZip(about)
  return { as: 'zip', type: 'application/zip', bytes: zip, sha256: sum }
}

async function makeLog(deps: WebDeps, c: WebContext): Promise<Response> {
  const found = await requestOf(deps, c)
  if (!found) return c.notFound()
  return c.body(redactionLog(found.parts, found.marks, deps.rightsLaw.exemptions), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="taken-out-${found.caseRow.reference}.csv"`,
  })
}
