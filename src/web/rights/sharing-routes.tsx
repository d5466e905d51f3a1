import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import type { Acting } from '../../cases/act-on-case.ts'
import type { CaseRow } from '../../cases/arrival.ts'
import { findCase, findCaseRow } from '../../cases/find-case.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { cases, disclosures } from '../../db/schema.ts'
import { type Noted, noteConsent, withdrawConsent } from '../../disclosures/consents.ts'
import { findLedger } from '../../disclosures/find-ledger.ts'
import { mayShare } from '../../disclosures/may-share.ts'
import { recordDisclosure, wordsFor } from '../../disclosures/record-disclosure.ts'
import { spokenWords } from '../../message/words-of.ts'
import { paperPdf } from '../../referrals/paper-pdf.ts'
import { sheetPdf } from '../../referrals/sheet-pdf.ts'
import { SharingAsked } from '../../replies/pass-on.ts'
import { findDraft } from '../../replies/write-reply.ts'
import { hasMistakes, type Mistakes, readForm, tooLong } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { ID, idOf } from '../parts/ids.ts'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { by } from './acting-in-case.ts'
import { DisclosurePage, disclosureRows } from './disclosure-page.tsx'
import { ExtractForm, extractOf, PaperPage } from './extract-page.tsx'
import { holdForward } from './hold-forward.ts'
import { LedgerPage } from './ledger-page.tsx'
import { readConsent, readDisclosure, readEvidence } from './read-sharing.ts'
import { SharingPage } from './sharing-page.tsx'
import { TellPage } from './tell-page.tsx'

type Typed = Record<string, string>
type Done = { ok: true } | { ok: false; mistakes: Mistakes }

const LONGEST = 50_000

/** What was told outside and what people agreed to: of a case, and of the office. */
export function sharingRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const mayView = requireRole(deps, 'view')
  const mayAct = requireRole(deps, 'act')
  const page = '/cases/:reference/sharing'
  app.get('/ledger', requireRole(deps, 'view-rights'), (c) => showLedger(deps, c))
  app.get(page, mayView, (c) => showSharing(deps, c))
  app.post(`${page}/consents`, mayAct, (c) =>
    act(deps, c, async (tx, acting, form) => {
      const read = readConsent(acting.office, form)
      return read.ok ? noted(await noteConsent(tx, acting, read.read)) : read
    }),
  )
  app.post(`${page}/consents/${ID}/withdraw`, mayAct, (c) =>
    act(deps, c, async (tx, acting, form) => {
      const suffix = `-${idOf(c)}`
      const read = readEvidence(form, suffix)
      return read.ok ? noted(await withdrawConsent(tx, acting, idOf(c), read.read), suffix) : read
    }),
  )
  app.get(`${page}/tell`, mayAct, (c) => showTell(deps, c))
  app.post(`${page}/tell`, mayAct, (c) => tell(deps, c))
  app.get(`${page}/extract`, mayAct, (c) => showExtract(deps, c))
  app.post(`${page}/extract`, mayAct, (c) => makeExtract(deps, c))
  app.get(`/disclosures/${ID}`, mayView, (c) => showDisclosure(deps, c))
  app.get(`/disclosures/${ID}/sheet.pdf`, mayView, (c) => disclosurePdf(deps, c))
  return app
}

/** Which field of the form a refusal is about. */
const FIELDS: Partial<Record<string, string>> = { on: 'said-on', said: 'what-said' }

const noted = (done: Noted, suffix = ''): Done =>
  done.ok ? done : { ok: false, mistakes: { [`${FIELDS[done.field] ?? done.field}${suffix}`]: done.says } }

const findRow = (tx: Db, c: WebContext): Promise<CaseRow | undefined> =>
  findCaseRow(tx, c.req.param('reference') ?? '')

/** One thing in one transaction; what was typed comes back with a mistake, and then nothing was written. */
async function act(
  deps: WebDeps,
  c: WebContext,
  work: (tx: Db, acting: Acting, form: Typed) => Promise<Done>,
): Promise<Response> {
  const { office } = c.get('signedIn')
  const form = await readForm(c.req)
  const long = tooLong(form, LONGEST)
  if (long) return showSharing(deps, c, long, form)
  const done = await inOffice(deps.db, office.id, async (tx) => {
    const found = await findRow(tx, c)
    return found && work(tx, by(deps, c, found.id), form)
  })
  if (!done) return c.notFound()
  if (!done.ok) return showSharing(deps, c, done.mistakes, form)
  return c.redirect(`/cases/${c.req.param('reference')}/sharing`, 303)
}

/** The ledger of the case, and that somebody looked. */
async function ledgerOf(deps: WebDeps, c: WebContext) {
  const { office, userKey: actor } = c.get('signedIn')
  return inOffice(deps.db, office.id, async (tx) => {
    const found = await findRow(tx, c)
    if (!found) return undefined
    const detail = { page: 'sharing' }
    await record(tx, [
      { officeId: office.id, at: deps.now(), actor, action: 'case-viewed', caseId: found.id, detail },
    ])
    return { caseId: found.id, reference: found.reference, ledger: await findLedger(tx, found.id) }
  })
}

async function showSharing(
  deps: WebDeps,
  c: WebContext,
  mistakes: Mistakes = {},
  typed: Typed = {},
): Promise<Response> {
  const shown = await ledgerOf(deps, c)
  if (!shown) return c.notFound()
  const props = {
    ...shown,
    signedIn: c.get('signedIn'),
    grounds: deps.grounds,
    now: deps.now(),
    mistakes,
    typed,
  }
  return c.html(<SharingPage {...props} />, hasMistakes(mistakes) ? 400 : 200)
}

async function showLedger(deps: WebDeps, c: WebContext): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey: actor } = signedIn
  const ledger = await inOffice(deps.db, office.id, async (tx) => {
    await record(tx, [{ officeId: office.id, at: deps.now(), actor, action: 'ledger-viewed' }])
    return findLedger(tx)
  })
  return c.html(<LedgerPage {...{ signedIn, ledger, grounds: deps.grounds }} />)
}

/** What was called back before it left stands in the form again, as it was written. */
const calledBack = async (tx: Db, acting: Acting): Promise<Typed | undefined> => {
  const draft = await findDraft(tx, acting, 'forward')
  if (!draft?.sharing) return undefined
  const said = SharingAsked.parse(JSON.parse(draft.sharing))
  return {
    ...{ receiver: said.receiver, 'receiver-name': said.receiverName, purpose: said.purpose },
    ...{ ground: said.ground, channel: 'email', words: draft.text, why: said.why },
    ...{ 'held-back': said.heldBack, person: said.toldPerson, 'person-why': said.toldPersonWhy },
    'send-to': draft.toAddress,
  }
}

async function showTell(
  deps: WebDeps,
  c: WebContext,
  returned: { mistakes?: Mistakes; typed?: Typed; looked?: string } = {},
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey: actor } = signedIn
  const { mistakes = {}, typed = {}, looked } = returned
  const found = await inOffice(deps.db, office.id, async (tx) => {
    const whole = await findCase(tx, c.req.param('reference') ?? '')
    if (!whole) return undefined
    const again = await calledBack(tx, by(deps, c, whole.caseRow.id))
    const caseId = whole.caseRow.id
    await record(tx, [{ officeId: office.id, at: deps.now(), actor, action: 'case-viewed', caseId }])
    return { ...whole, again }
  })
  if (!found) return c.notFound()
  const props = {
    ...{ signedIn, reference: found.caseRow.reference, grounds: deps.grounds, standing: found.special },
    letters: found.messages.map(({ id, receivedAt }) => ({
      id,
      name: `the letter of ${sayMoment(receivedAt)}`,
    })),
    ...{ mistakes, typed: { ...(Object.keys(typed).length === 0 ? found.again : {}), ...typed }, looked },
  }
  return c.html(<TellPage {...props} />, hasMistakes(mistakes) ? 400 : 200)
}

/** First looked at, with the words as they would leave; then written down. Both ask the matrix. */
async function tell(deps: WebDeps, c: WebContext): Promise<Response> {
  const { office } = c.get('signedIn')
  const form = await readForm(c.req)
  const long = tooLong(form, LONGEST)
  if (long) return showTell(deps, c, { mistakes: long, typed: form })
  const isWriting = form['step'] === 'write'
  const done = await inOffice(deps.db, office.id, async (tx) => {
    const found = await findCase(tx, c.req.param('reference') ?? '')
    if (!found) return undefined
    const { caseRow, messages } = found
    const whole = messages.filter(({ id }) => form[`letter-${id}`] === 'yes').map(spokenWords)
    const words = [form['words'] ?? '', ...whole].filter((one) => one !== '').join('\n\n')
    const read = readDisclosure(office, deps.grounds, { ...form, words })
    if (!read.ok) return { ...read, typed: form }
    const typed = { ...form, words: wordsFor(caseRow, read.read.purpose, words) }
    if (form['step'] === 'send') {
      const acting = { ...by(deps, c, caseRow.id), caseRow }
      const sent = await holdForward(tx, deps, acting, {
        told: read.read,
        words: typed.words,
        to: form['send-to'] ?? '',
      })
      return sent.ok
        ? { ok: true as const, isHeld: true }
        : { ok: false as const, typed, looked: 'It is not on its way yet.', mistakes: sent.mistakes }
    }
    if (!isWriting) {
      const verdict = await mayShare(tx, { office, caseRow, ...read.read })
      return verdict.ok
        ? { ok: true as const, typed, looked: `${verdict.note ?? ''} (${verdict.source.join(', ')})`.trim() }
        : { ok: false as const, typed: form, mistakes: { ground: verdict.says } }
    }
    const told = await recordDisclosure(tx, { ...by(deps, c, caseRow.id), caseRow }, read.read)
    return told.ok ? told : { ok: false as const, typed: form, mistakes: { ground: told.says } }
  })
  if (!done) return c.notFound()
  if (!done.ok) return showTell(deps, c, done)
  if ('looked' in done) return showTell(deps, c, done)
  if ('isHeld' in done) return c.redirect(`/cases/${c.req.param('reference')}`, 303)
  return c.redirect(`/disclosures/${done.id}`, 303)
}

async function findDisclosure(deps: WebDeps, c: WebContext) {
  const { office, userKey: actor } = c.get('signedIn')
  return inOffice(deps.db, office.id, async (tx) => {
    const [found] = await tx
      .select({ row: disclosures, reference: cases.reference })
      .from(disclosures)
      .innerJoin(cases, eq(cases.id, disclosures.caseId))
      .where(eq(disclosures.id, idOf(c)))
    if (!found) return undefined
    const entry = { officeId: office.id, at: deps.now(), actor, caseId: found.row.caseId }
    await record(tx, [
      { ...entry, action: 'case-viewed', detail: { page: 'disclosure', disclosureId: found.row.id } },
    ])
    return found
  })
}

async function showDisclosure(deps: WebDeps, c: WebContext): Promise<Response> {
  const found = await findDisclosure(deps, c)
  if (!found) return c.notFound()
  return c.html(<DisclosurePage signedIn={c.get('signedIn')} grounds={deps.grounds} {...found} />)
}

async function disclosurePdf(deps: WebDeps, c: WebContext): Promise<Response> {
  const found = await findDisclosure(deps, c)
  if (!found) return c.notFound()
  const { row, reference } = found
  const rows = disclosureRows({ signedIn: c.get('signedIn'), grounds: deps.grounds, row })
  const sheet = { reference, words: row.words, sheetHash: row.wordsHash, rows, toldAt: row.toldAt }
  return pdf(c, await sheetPdf({ ...sheet, kind: 'Disclosure' }), `disclosure-${reference}.pdf`)
}

const pdf = (c: WebContext, bytes: Uint8Array<ArrayBuffer>, name: string): Response =>
  c.body(bytes, 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${name}"`,
  })

async function showExtract(deps: WebDeps, c: WebContext, mistakes: Mistakes = {}): Promise<Response> {
  const shown = await ledgerOf(deps, c)
  if (!shown) return c.notFound()
  const props = { ...shown, signedIn: c.get('signedIn'), grounds: deps.grounds, mistakes }
  return c.html(<ExtractForm {...props} />, hasMistakes(mistakes) ? 400 : 200)
}

async function makeExtract(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await readForm(c.req)
  const signedIn = c.get('signedIn')
  const { office, userKey: actor } = signedIn
  const shown = await ledgerOf(deps, c)
  if (!shown) return c.notFound()
  const { caseId, ledger, reference } = shown
  const rows = [...ledger.told, ...ledger.consents].filter(({ id }) => form[`row-${id}`] === 'yes')
  if (rows.length === 0) return showExtract(deps, c, { chosen: 'Choose at least one.' })
  const madeAt = deps.now()
  await inOffice(deps.db, office.id, (tx) =>
    record(tx, [
      {
        officeId: office.id,
        at: madeAt,
        actor,
        action: 'extract-made',
        caseId,
        detail: { rows: rows.length },
      },
    ]),
  )
  const chosen = (id: string) => rows.some((one) => one.id === id)
  const paper = extractOf({ ...shown, signedIn, grounds: deps.grounds }, { chosen, madeAt })
  if (form['as'] === 'pdf') return pdf(c, await paperPdf(paper), `extract-${reference}.pdf`)
  return c.html(<PaperPage {...{ signedIn, paper }} back={`/cases/${reference}/sharing`} />)
}
