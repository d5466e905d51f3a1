import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { findAlert } from '../../cases/find-alert.ts'
import { findCase } from '../../cases/find-case.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { cases, referrals } from '../../db/schema.ts'
import { mayShare } from '../../disclosures/may-share.ts'
import { groundsFor } from '../../offices/grounds.ts'
import { tellableItems } from '../../referrals/items.ts'
import { offeredGrounds, type ReferralTo, sayReceiver } from '../../referrals/receivers.ts'
import { recordReferral } from '../../referrals/record-referral.ts'
import { sheetText } from '../../referrals/sheet.ts'
import { sheetPdf } from '../../referrals/sheet-pdf.ts'
import { REFUSALS } from '../alerts/alert-routes.tsx'
import { type Mistakes, readForm } from '../parts/controls.tsx'
import { idOf } from '../parts/ids.ts'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { readReferral } from './read-referral.ts'
import { ReferralForm } from './referral-form.tsx'
import { ReferralSheet, referralRows } from './referral-sheet.tsx'

/** What was told to others about a person at risk: recorded by whoever answers alerts, read by whoever reads cases. */
export function referralRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/alerts/:id/refer', requireRole(deps, 'answer-alert'), (c) => showForm(deps, c))
  app.post('/alerts/:id/refer', requireRole(deps, 'answer-alert'), (c) => refer(deps, c))
  app.get('/referrals/:id', requireRole(deps, 'view'), (c) => showSheet(deps, c))
  app.get('/referrals/:id/sheet.pdf', requireRole(deps, 'view'), (c) => pdf(deps, c))
  app.get('/referrals/:id/words.txt', requireRole(deps, 'view'), (c) => words(deps, c))
  return app
}

/** The alert of the address with all that the form needs, or undefined where this office has none. */
async function whatToTell(deps: WebDeps, c: WebContext, tx: Db) {
  const found = await findAlert(tx, idOf(c))
  const whole = found && (await findCase(tx, found.caseRow.reference))
  if (!found || !whole) return undefined
  const { caseRow } = whole
  const { office } = c.get('signedIn')
  const routes = [caseRow.route, ...caseRow.others]
  return {
    found,
    caseRow,
    standing: whole.special,
    items: tellableItems({ ...caseRow, messages: whole.messages }),
    groundsOf: ({ receiver }: Pick<ReferralTo, 'receiver'>) =>
      groundsFor(office, deps.grounds, { routes, receiver }),
  }
}

type Returned = { mistakes: Mistakes; typed: Record<string, string> }

async function showForm(deps: WebDeps, c: WebContext, returned?: Returned): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey } = signedIn
  const shown = await inOffice(deps.db, office.id, async (tx) => {
    const what = await whatToTell(deps, c, tx)
    if (!what) return undefined
    const caseId = what.caseRow.id
    await record(tx, [{ officeId: office.id, at: deps.now(), actor: userKey, action: 'case-viewed', caseId }])
    return what
  })
  if (!shown) return c.notFound()
  const props = {
    signedIn,
    alertId: shown.found.alert.id,
    reference: shown.caseRow.reference,
    standing: shown.standing,
    items: shown.items,
    grounds: offeredGrounds(shown.groundsOf),
    mistakes: returned?.mistakes ?? {},
    typed: returned?.typed,
  }
  return c.html(<ReferralForm {...props} />, returned ? 400 : 200)
}

async function refer(deps: WebDeps, c: WebContext): Promise<Response> {
  const { office, userKey, userName } = c.get('signedIn')
  const typed = await readForm(c.req)
  const done = await inOffice(deps.db, office.id, async (tx) => {
    const what = await whatToTell(deps, c, tx)
    if (!what) return undefined
    const checked = readReferral(typed, what)
    if (!checked.ok) return checked
    const { to, items, person, from, need, referral } = checked.read
    const { caseRow } = what
    const ground = deps.grounds.find(({ id }) => id === referral.ground)
    const saidNow = referral.consent === 'given' ? ('given' as const) : undefined
    const { receiver } = to
    const sharing = ground && { office, caseRow, receiver, purpose: 'safety' as const, ground, saidNow }
    const verdict = sharing && (await mayShare(tx, sharing))
    if (!verdict?.ok)
      return {
        ok: false as const,
        mistakes: { ground: verdict?.says ?? 'Choose a ground that your office has.' },
      }
    const says = `${sayReceiver(to, office.force.name)}, ${referral.contact}`
    const sheet = sheetText({
      office: office.name,
      reference: what.caseRow.reference,
      level: what.found.alert.level,
      to: says,
      person,
      from,
      items,
      need,
    })
    const acting = {
      office,
      caseId: what.caseRow.id,
      actor: userKey,
      actorName: userName,
      now: deps.now(),
      queue: deps.queue,
    }
    const recorded = await recordReferral(tx, acting, what.found.alert.id, {
      to,
      referral: { ...referral, sheet },
      says,
    })
    return recorded.ok ? recorded : { ok: false as const, mistakes: { to: REFUSALS[recorded.because] } }
  })
  if (!done) return c.notFound()
  if (!done.ok) return showForm(deps, c, { mistakes: done.mistakes, typed })
  deps.queue.nudge('page')
  return c.redirect(`/alerts/${idOf(c)}`, 303)
}

async function findReferral(deps: WebDeps, c: WebContext) {
  const { office, userKey } = c.get('signedIn')
  return inOffice(deps.db, office.id, async (tx) => {
    const [found] = await tx
      .select({ referral: referrals, reference: cases.reference })
      .from(referrals)
      .innerJoin(cases, eq(cases.id, referrals.caseId))
      .where(eq(referrals.id, idOf(c)))
    if (!found) return undefined
    const entry = { officeId: office.id, at: deps.now(), actor: userKey, caseId: found.referral.caseId }
    const detail = { referralId: found.referral.id }
    await record(tx, [{ ...entry, action: 'referral-viewed', detail }])
    return found
  })
}

async function showSheet(deps: WebDeps, c: WebContext): Promise<Response> {
  const found = await findReferral(deps, c)
  if (!found) return c.notFound()
  return c.html(<ReferralSheet signedIn={c.get('signedIn')} grounds={deps.grounds} {...found} />)
}

/** The exact words, byte for byte what the fingerprint is of. */
async function words(deps: WebDeps, c: WebContext): Promise<Response> {
  const found = await findReferral(deps, c)
  if (!found) return c.notFound()
  return c.body(found.referral.sheet, 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="referral-${found.reference}.txt"`,
  })
}

/** The sheet as a PDF, with the words in it as text and once more as a file. */
async function pdf(deps: WebDeps, c: WebContext): Promise<Response> {
  const found = await findReferral(deps, c)
  if (!found) return c.notFound()
  const { referral, reference } = found
  const rows = referralRows({ signedIn: c.get('signedIn'), grounds: deps.grounds, referral })
  const bytes = await sheetPdf({ ...referral, reference, words: referral.sheet, rows })
  return c.body(bytes, 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="referral-${reference}.pdf"`,
  })
}
