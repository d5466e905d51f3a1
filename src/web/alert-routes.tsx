import { Hono } from 'hono'
import { record } from '../audit/record.ts'
import type { Acting } from '../cases/act-on-case.ts'
import { findAlert, findCase } from '../cases/find-cases.ts'
import { type Db, inOffice } from '../db/db.ts'
import { answerAlert, closeAlert } from '../escalations/answer.ts'
import { AlertPage, OUTCOMES } from './alert-page.tsx'
import { type Mistakes, readForm } from './controls.tsx'
import { Page } from './layout.tsx'
import { requireRole } from './roles.ts'
import type { WebContext, WebDeps, WebEnv } from './web-deps.ts'

/**
 * GET only shows. An alert is answered by a form that a signed-in person sends, because
 * mail scanners open links too.
 */
export function alertRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/alerts/:id', requireRole(deps, 'view'), (c) => show(deps, c))
  app.post('/alerts/:id/answer', requireRole(deps, 'answer-alert'), (c) => answer(deps, c))
  app.post('/alerts/:id/close', requireRole(deps, 'answer-alert'), (c) => close(deps, c))
  return app
}

/** The id of the address; a word that is no id finds nothing rather than failing in the database. */
const idOf = (c: WebContext): string => {
  const id = c.req.param('id') ?? ''
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : '00000000-0000-0000-0000-000000000000'
}

type Returned = { mistakes: Mistakes; typed: Record<string, string> }

async function show(deps: WebDeps, c: WebContext, returned?: Returned): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey } = signedIn
  const now = deps.now()
  const shown = await inOffice(deps.db, office.id, async (tx) => {
    const found = await findAlert(tx, idOf(c))
    const whole = found && (await findCase(tx, found.caseRow.reference))
    if (!found || !whole) return undefined
    const caseId = found.caseRow.id
    await record(tx, [{ officeId: office.id, at: now, actor: userKey, action: 'case-viewed', caseId }])
    return { found, messages: whole.messages }
  })
  if (!shown) return notHere(deps, c)
  const { mistakes = {}, typed = {} } = returned ?? {}
  return c.html(<AlertPage {...{ ...shown, signedIn, now, mistakes, typed }} />, returned ? 400 : 200)
}

/** A page to duty staff names its office: somebody signed in to another one is told so, and not that it is gone. */
function notHere(deps: WebDeps, c: WebContext): Response | Promise<Response> {
  const signedIn = c.get('signedIn')
  const other = deps.offices.get(c.req.query('office') ?? '')
  if (!other || other.id === signedIn.office.id) return c.notFound()
  return c.html(
    <Page title="This alert belongs to another office" signedIn={signedIn}>
      <h1 class="govuk-heading-l">This alert belongs to another office</h1>
      <p class="govuk-body">
        You are signed in to {signedIn.office.shortName}. The alert is one of {other.shortName}.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in/switch">
          Sign in to {other.shortName}
        </a>
      </p>
    </Page>,
    404,
  )
}

/** Does it to the alert of the address, or undefined where this office has none. */
function withAlert<T>(
  deps: WebDeps,
  c: WebContext,
  work: (tx: Db, acting: Acting, id: string) => Promise<T>,
): Promise<T | undefined> {
  const { office, userKey, userName } = c.get('signedIn')
  return inOffice(deps.db, office.id, async (tx) => {
    const found = await findAlert(tx, idOf(c))
    if (!found) return undefined
    const { caseRow, alert } = found
    const acting = { office, caseId: caseRow.id, actor: userKey, actorName: userName, now: deps.now() }
    return work(tx, acting, alert.id)
  })
}

async function answer(deps: WebDeps, c: WebContext): Promise<Response> {
  const done = await withAlert(deps, c, answerAlert)
  if (!done) return c.notFound()
  if (done.ok) return c.redirect(`/alerts/${idOf(c)}`, 303)
  const alert = 'Somebody answered this alert before you. Below is who, and when.'
  return show(deps, c, { mistakes: { alert }, typed: {} })
}

async function close(deps: WebDeps, c: WebContext): Promise<Response> {
  const typed = await readForm(c.req)
  const chosen = OUTCOMES.find(({ outcome }) => outcome === typed['outcome'])
  if (!chosen) return show(deps, c, { mistakes: { outcome: 'Choose what was done.' }, typed })
  const note = typed[chosen.field] ?? ''
  if (note === '') return show(deps, c, { mistakes: { [chosen.field]: chosen.missing }, typed })
  const { outcome } = chosen
  const done = await withAlert(deps, c, (tx, acting, id) => closeAlert(tx, acting, id, { outcome, note }))
  if (!done) return c.notFound()
  if (done.ok) return c.redirect(`/alerts/${idOf(c)}`, 303)
  const alert =
    done.because === 'not-answered-yet'
      ? 'Press “I am dealing with this” first, so that everybody knows who is.'
      : 'This alert is closed already. Below is what was done.'
  return show(deps, c, { mistakes: { alert }, typed })
}
