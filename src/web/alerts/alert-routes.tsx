import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { countHardLetters } from '../../cases/exposure.ts'
import { caseOfAlert, findAlert } from '../../cases/find-alert.ts'
import { findCase } from '../../cases/find-case.ts'
import { type Db, inOffice } from '../../db/db.ts'
import {
  type ActingOnAlert,
  type AlertRefusal,
  answerAlert,
  closeAlert,
  decideProposal,
  type Moved,
  proposeDecision,
} from '../../escalations/act-on-alert.ts'
import { findLadderTrouble } from '../../escalations/find-trouble.ts'
import { recordReply } from '../../referrals/record-referral.ts'
import { type Mistakes, readForm } from '../parts/controls.tsx'
import { idOf } from '../parts/ids.ts'
import { Page } from '../parts/layout.tsx'
import { may, requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { type Choice, OUTCOMES, REPLIES, VERDICTS } from './alert-decisions.tsx'
import { AlertPage } from './alert-page.tsx'

/**
 * GET only shows. An alert is answered by a form that a signed-in person sends, because
 * mail scanners open links too.
 */
export function alertRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/alerts/:id', requireRole(deps, 'view'), (c) => show(deps, c))
  app.post('/alerts/:id/answer', requireRole(deps, 'answer-alert'), (c) => answer(deps, c))
  for (const [verb, form] of Object.entries(FORMS)) {
    app.post(`/alerts/:id/${verb}`, requireRole(deps, 'answer-alert'), (c) => decide(deps, c, form))
  }
  app.post('/alerts/:id/close', requireRole(deps, 'answer-alert'), (c) => close(deps, c))
  return app
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
    const trouble = (await findLadderTrouble(tx, office.duty)).filter(({ id }) => id === found.alert.id)
    return { found, whole, trouble, hardLetters: await countHardLetters(tx, userKey, now) }
  })
  if (!shown) return notHere(deps, c)
  const { mistakes = {}, typed = {} } = returned ?? {}
  return c.html(<AlertPage {...{ ...shown, signedIn, now, mistakes, typed }} />, returned ? 400 : 200)
}

/** A page to duty staff names its office: somebody signed in to another one is told so, and not that it is gone. */
function notHere(deps: WebDeps, c: WebContext): Response | Promise<Response> {
  const signedIn = c.get('signedIn')
  const other = deps.offices.get(c.req.query('office') ?? '')
  if (!other || other.id === signedIn.office.id)
    return may(signedIn.role, 'break-seal') ? c.html(<NotHere c={c} />, 404) : c.notFound()
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

/** The same words whether there is no such alert, its case is sealed, or the reader is kept from it. */
const NotHere = ({ c }: { c: WebContext }) => (
  <Page title="You cannot see this alert" signedIn={c.get('signedIn')}>
    <h1 class="govuk-heading-l">You cannot see this alert</h1>
    <p class="govuk-body">There is no such alert, or its case is sealed to named people.</p>
    <p class="govuk-body">
      If somebody may come to harm and nobody else can be reached,{' '}
      <a class="govuk-link" href={`/sealed/open?alert=${idOf(c)}`}>
        open it in an emergency
      </a>
      .
    </p>
  </Page>
)

type Act = (tx: Db, acting: ActingOnAlert, id: string) => Promise<Moved>

/** Does it to the alert of the address, or undefined where this office has none. */
async function withAlert(deps: WebDeps, c: WebContext, act: Act): Promise<Moved | undefined> {
  const { office, userKey, userName } = c.get('signedIn')
  const done = await inOffice(deps.db, office.id, async (tx) => {
    const id = idOf(c)
    const caseId = await caseOfAlert(tx, id)
    if (!caseId) return undefined
    const who = { office, caseId, actor: userKey, actorName: userName }
    return act(tx, { ...who, now: deps.now(), queue: deps.queue }, id)
  })
  deps.queue.nudge('page')
  return done
}

/** Why an alert was not moved, in a sentence. */
export const REFUSALS: Readonly<Record<AlertRefusal, string>> = {
  'no-such-alert': 'There is no such alert.',
  'answered-already': 'Somebody answered this alert before you. Below is who, and when.',
  'others-still-to-answer':
    'Your answer is noted. The others of this step have to answer too, and go on being told.',
  'not-answered-yet': 'Press “I am dealing with this” first, so that everybody knows who is.',
  'closed-already': 'This alert is closed already. Below is what was done.',
  'not-a-move': 'Somebody has gone on with this alert meanwhile. Below is where it stands now.',
  'second-person-needed': 'You put this forward yourself. Somebody else has to agree.',
  'nothing-put-forward': 'Nothing waits for a second person any more. Below is where it stands now.',
}

async function answer(deps: WebDeps, c: WebContext): Promise<Response> {
  return afterwards(deps, c, await withAlert(deps, c, answerAlert), {})
}

/** Back to the alert, or the same page with why it was not done and what was typed. */
function afterwards(
  deps: WebDeps,
  c: WebContext,
  done: Moved | undefined,
  typed: Record<string, string>,
): Response | Promise<Response> {
  if (!done) return c.notFound()
  if (done.ok) return c.redirect(`/alerts/${idOf(c)}`, 303)
  return show(deps, c, { mistakes: { alert: REFUSALS[done.because] }, typed })
}

/** What was chosen, the words that it asks for, and all that was typed beside it. */
type Decided = { value: string; note: string; typed: Record<string, string> }

type DecisionForm = {
  choices: readonly Choice[]
  /** What is said where nothing was chosen. */
  missing: string
  act(tx: Db, acting: ActingOnAlert, id: string, decided: Decided): Promise<Moved>
}

const FORMS: Readonly<Record<string, DecisionForm>> = {
  decide: {
    choices: OUTCOMES,
    missing: 'Choose what you decide.',
    act: (tx, acting, id, { value, note }) =>
      proposeDecision(tx, acting, id, { kind: value === 'downgrade' ? value : 'no-action', reason: note }),
  },
  reply: {
    choices: REPLIES,
    missing: 'Choose what they said.',
    act: (tx, acting, id, { value, note, typed }) =>
      recordReply(tx, acting, id, {
        verdict: value === 'accepted' ? value : 'declined',
        note,
        theirReference: typed['theirReference'] ?? '',
      }),
  },
  verdict: {
    choices: VERDICTS,
    missing: 'Choose whether you agree.',
    act: (tx, acting, id, { value, note }) =>
      decideProposal(tx, acting, id, { agreed: value === 'agreed', note }),
  },
}

async function decide(deps: WebDeps, c: WebContext, form: DecisionForm): Promise<Response> {
  const typed = await readForm(c.req)
  const chosen = form.choices.find(({ value }) => value === typed['outcome'])
  if (!chosen) return show(deps, c, { mistakes: { outcome: form.missing }, typed })
  const note = typed[chosen.field] ?? ''
  if (note === '') return show(deps, c, { mistakes: { [chosen.field]: chosen.missing }, typed })
  const decided = { value: chosen.value, note, typed }
  const done = await withAlert(deps, c, (tx, acting, id) => form.act(tx, acting, id, decided))
  return afterwards(deps, c, done, typed)
}

async function close(deps: WebDeps, c: WebContext): Promise<Response> {
  const typed = await readForm(c.req)
  const note = typed['ending'] ?? ''
  const missing = 'Say whether the person is safe, or who has them in their care.'
  if (note === '') return show(deps, c, { mistakes: { ending: missing }, typed })
  const done = await withAlert(deps, c, (tx, acting, id) => closeAlert(tx, acting, id, note))
  return afterwards(deps, c, done, typed)
}
