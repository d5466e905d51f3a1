import { Hono } from 'hono'
import { record } from '../audit/record.ts'
import { findAlert, findCase } from '../cases/find-cases.ts'
import { inOffice } from '../db/db.ts'
import { type AlertOutcome, answerAlert, closeAlert } from '../escalations/answer.ts'
import { ErrorSummary, LevelTag, type Mistakes, readForm, TextArea, Token } from './controls.tsx'
import { Page } from './layout.tsx'
import { Letter, Reasons } from './letter.tsx'
import { may, requireRole } from './roles.ts'
import type { SignedIn, WebContext, WebDeps, WebEnv } from './web-deps.ts'
import { plain, sayMoment } from './words.ts'

type FoundAlert = NonNullable<Awaited<ReturnType<typeof findAlert>>>
type Shown = {
  signedIn: SignedIn
  found: FoundAlert
  messages: NonNullable<Awaited<ReturnType<typeof findCase>>>['messages']
  mistakes: Mistakes
  typed: Record<string, string>
}

const OUTCOMES: readonly (readonly [AlertOutcome, string])[] = [
  ['police-told', 'The police were told'],
  ['other-service-told', 'Another service was told'],
  ['no-action', 'No action is needed'],
]

/** GET only shows. An alert is answered by a form that a signed-in person sends, because mail scanners open links too. */
export function alertRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/alerts/:id', requireRole(deps, 'view'), (c) => show(deps, c))
  app.post('/alerts/:id/answer', requireRole(deps, 'answer-alert'), (c) => answer(deps, c))
  app.post('/alerts/:id/close', requireRole(deps, 'answer-alert'), (c) => close(deps, c))
  return app
}

const idOf = (c: WebContext): string => {
  const id = c.req.param('id') ?? ''
  return /^[0-9a-f-]{36}$/.test(id) ? id : '00000000-0000-0000-0000-000000000000'
}

async function show(
  deps: WebDeps,
  c: WebContext,
  mistakes: Mistakes = {},
  typed: Record<string, string> = {},
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey } = signedIn
  const shown = await inOffice(deps.db, office.id, async (tx) => {
    const found = await findAlert(tx, idOf(c))
    const whole = found && (await findCase(tx, found.caseRow.reference))
    if (!found || !whole) return undefined
    await record(tx, [
      {
        officeId: office.id,
        at: deps.now(),
        actor: userKey,
        action: 'case-viewed',
        caseId: found.caseRow.id,
      },
    ])
    return { found, messages: whole.messages }
  })
  if (!shown) return c.notFound()
  return c.html(
    <AlertPage signedIn={signedIn} {...shown} mistakes={mistakes} typed={typed} />,
    Object.keys(mistakes).length > 0 ? 400 : 200,
  )
}

async function answer(deps: WebDeps, c: WebContext): Promise<Response> {
  const { office, userName } = c.get('signedIn')
  await inOffice(deps.db, office.id, async (tx) => {
    const found = await findAlert(tx, idOf(c))
    if (found)
      await answerAlert(
        tx,
        { office, caseId: found.caseRow.id, actor: userName, now: deps.now() },
        found.alert.id,
      )
  })
  return c.redirect(`/alerts/${idOf(c)}`, 303)
}

async function close(deps: WebDeps, c: WebContext): Promise<Response> {
  const { office, userName } = c.get('signedIn')
  const form = await readForm(c.req)
  const outcome = OUTCOMES.find(([key]) => key === form['outcome'])?.[0]
  if (!outcome) return show(deps, c, { 'outcome-police-told': 'Choose what was done.' }, form)
  if (!form['note']) {
    return show(
      deps,
      c,
      {
        note:
          outcome === 'no-action'
            ? 'Say why no action is needed.'
            : 'Give their reference, and who you spoke to.',
      },
      form,
    )
  }
  await inOffice(deps.db, office.id, async (tx) => {
    const found = await findAlert(tx, idOf(c))
    if (found)
      await closeAlert(
        tx,
        { office, caseId: found.caseRow.id, actor: userName, now: deps.now() },
        found.alert.id,
        { outcome, note: form['note'] ?? '' },
      )
  })
  return c.redirect(`/alerts/${idOf(c)}`, 303)
}

const AlertPage = (props: Shown) => {
  const { signedIn, found, messages, mistakes } = props
  const { alert, caseRow } = found
  return (
    <Page
      title={`Alert on ${caseRow.reference}`}
      signedIn={signedIn}
      hasErrors={Object.keys(mistakes).length > 0}
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">Alert on {caseRow.reference}</h1>
      <p class="govuk-body">
        <LevelTag level={alert.level} /> raised {sayMoment(alert.raisedAt)}.{' '}
        {alert.state === 'paging' && <strong>Nobody has answered it yet.</strong>}
        {alert.state !== 'paging' &&
          `Answered by ${alert.answeredBy}, ${alert.answeredAt && sayMoment(alert.answeredAt)}.`}
        {alert.state === 'closed' && ` Closed: ${plain(alert.outcome ?? '')}.`}
      </p>
      <Decision {...props} />
      <div class="wp-columns">
        <section aria-labelledby="said">
          <h2 class="govuk-heading-m" id="said">
            What was said
          </h2>
          <p class="govuk-hint">This may be distressing to read.</p>
          {messages.map((message) => (
            <>
              <h3 class="govuk-heading-s">{message.subject || 'No subject'}</h3>
              <Letter message={message} />
              <Reasons message={message} />
            </>
          ))}
          <p class="govuk-body">
            <a class="govuk-link" href={`/cases/${caseRow.reference}`}>
              Open the whole case
            </a>
          </p>
        </section>
        <div>
          <Checklist signedIn={signedIn} />
          <section class="wp-panel" aria-labelledby="paged">
            <h2 class="govuk-heading-m" id="paged">
              Who was told
            </h2>
            {found.pages.length === 0 && (
              <p class="govuk-body">Nobody yet. The first page goes out {sayMoment(alert.nextPageAt)}.</p>
            )}
            <ul class="govuk-list">
              {found.pages.map((page) => (
                <li>
                  {page.post}, {sayMoment(page.claimedAt)}:{' '}
                  {page.state === 'sent'
                    ? 'sent'
                    : page.state === 'failed'
                      ? 'could not be sent'
                      : 'being sent'}
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </Page>
  )
}

const Decision = ({ signedIn, found, mistakes, typed }: Shown) => {
  const { alert } = found
  if (alert.state === 'closed') return null
  if (!may(signedIn.role, 'answer-alert')) {
    return (
      <div class="govuk-inset-text">
        Your role does not answer alerts. If nobody on the duty list can be reached and someone is in danger
        now, call 999.
      </div>
    )
  }
  if (alert.state === 'paging') {
    return (
      <form method="post" action={`/alerts/${alert.id}/answer`}>
        <Token token={signedIn.formToken} />
        <button type="submit" class="govuk-button govuk-button--warning">
          I am dealing with this
        </button>
      </form>
    )
  }
  return (
    <form method="post" action={`/alerts/${alert.id}/close`} class="wp-panel" novalidate>
      <Token token={signedIn.formToken} />
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">What was done?</legend>
        <div class="govuk-radios govuk-form-group">
          {mistakes['outcome-police-told'] && (
            <p class="govuk-error-message">{mistakes['outcome-police-told']}</p>
          )}
          {OUTCOMES.map(([key, name]) => (
            <div class="govuk-radios__item">
              <input
                class="govuk-radios__input"
                id={`outcome-${key}`}
                name="outcome"
                type="radio"
                value={key}
                checked={typed['outcome'] === key}
              />
              <label class="govuk-label govuk-radios__label" for={`outcome-${key}`}>
                {name}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
      <TextArea
        name="note"
        label="Their reference and who you spoke to, or why no action is needed"
        rows={3}
        mistakes={mistakes}
        value={typed['note']}
      />
      <button type="submit" class="govuk-button">
        Close the alert
      </button>
    </form>
  )
}

/** The practice for duty staff: who to call, and what never to do. */
const Checklist = ({ signedIn }: { signedIn: SignedIn }) => (
  <section class="wp-panel" aria-labelledby="steps">
    <h2 class="govuk-heading-m" id="steps">
      What to do
    </h2>
    <ol class="govuk-list govuk-list--number">
      <li>
        Is someone in danger now, or soon? Call <strong>999</strong>. An email to {signedIn.office.force.name}{' '}
        is never the emergency channel.
      </li>
      <li>
        Is the person somewhere else? A 999 call reaches your local force: ask for the control room of the
        force where they are.
      </li>
      <li>
        No danger now, but the police need to know: call <strong>101</strong>.
      </li>
      <li>
        Ask whether they accept it, and write down their reference. Sent is not safe: if they decline, try the
        ambulance service on 999, NHS 111 option 2, or the council’s adult or children’s services.
      </li>
      <li>
        Do not warn the person who is threatened yourself, and do not reply to the writer until you know which
        way is safe.
      </li>
      <li>A bomb threat: call 999. Do not reply, forward or delete.</li>
      <li>A threat to an elected office holder: say “Operation Ford”.</li>
    </ol>
  </section>
)
