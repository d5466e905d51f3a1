import type { findAlert, findCase } from '../cases/find-cases.ts'
import type { AlertOutcome } from '../escalations/answer.ts'
import { rungFor } from '../offices/duty-rung.ts'
import { ErrorSummary, LevelTag, type Mistakes, TextField, Token } from './controls.tsx'
import { howLong, sayMoment, sayTime } from './dates.ts'
import { DutyChecklist } from './duty-checklist.tsx'
import { BackToQueue, Page } from './layout.tsx'
import { Letter, Reasons, SubjectWords } from './letter.tsx'
import { may } from './roles.ts'
import type { SignedIn } from './web-deps.ts'
import { sayOutcome } from './words.ts'

type FoundAlert = NonNullable<Awaited<ReturnType<typeof findAlert>>>

export type AlertPageProps = {
  signedIn: SignedIn
  found: FoundAlert
  messages: NonNullable<Awaited<ReturnType<typeof findCase>>>['messages']
  now: Date
  mistakes: Mistakes
  typed: Record<string, string>
}

type OutcomeChoice = {
  outcome: AlertOutcome
  label: string
  field: string
  asks: string
  missing: string
}

/** What may have been done about an alert, each with the particulars that it asks for. */
export const OUTCOMES: readonly OutcomeChoice[] = [
  {
    outcome: 'police-told',
    label: 'The police were told',
    field: 'reference',
    asks: 'Their reference, and whether they accepted it',
    missing: 'Give the reference of the police, and whether they accepted it.',
  },
  {
    outcome: 'other-service-told',
    label: 'Another service was told',
    field: 'service',
    asks: 'Which service, who there, and whether they accepted it',
    missing: 'Say which service was told, and whether they accepted it.',
  },
  {
    outcome: 'no-action',
    label: 'No action was needed',
    field: 'why',
    asks: 'Why not',
    missing: 'Say why no action was needed.',
  },
]

/** One alert, for whoever was woken by it: what to press, what to do, what was said, who was told. */
export const AlertPage = (props: AlertPageProps) => {
  const { signedIn, found, mistakes } = props
  const { reference } = found.caseRow
  return (
    <Page
      title={`Alert on ${reference}`}
      signedIn={signedIn}
      hasErrors={Object.keys(mistakes).length > 0}
      before={<BackToQueue />}
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">Alert on {reference}</h1>
      <State {...props} />
      <div class="wp-columns">
        <Said {...props} />
        <div>
          <DutyChecklist office={signedIn.office} />
          <WhoWasTold {...props} />
        </div>
      </div>
    </Page>
  )
}

const State = (props: AlertPageProps) => {
  const { found, now } = props
  const { alert } = found
  return (
    <section class={`wp-alert wp-alert--${alert.state}`} aria-labelledby="alert">
      <h2 class="govuk-heading-m govuk-!-margin-bottom-2" id="alert" tabindex={-1}>
        <LevelTag level={alert.level} /> {alert.state === 'paging' && 'Nobody has answered yet'}
        {alert.state === 'answered' && `${alert.answeredBy} is dealing with it`}
        {alert.state === 'closed' && 'Closed'}
      </h2>
      <p class="govuk-body govuk-!-margin-bottom-2">
        Raised {sayMoment(alert.raisedAt)}
        {alert.state !== 'closed' && `, ${howLong(alert.raisedAt, now)} ago`}.
        {alert.answeredAt && ` Answered by ${alert.answeredBy} ${sayMoment(alert.answeredAt)}.`}
        {alert.closedAt && ` Closed ${sayMoment(alert.closedAt)}.`}
      </p>
      {alert.outcome && <p class="govuk-body govuk-!-margin-bottom-2">{sayOutcome(alert.outcome)}</p>}
      <Decision {...props} />
    </section>
  )
}

const Decision = (props: AlertPageProps) => {
  const { signedIn, found } = props
  const { alert } = found
  if (alert.state === 'closed') return null
  if (!may(signedIn.role, 'answer-alert')) {
    return (
      <p class="govuk-body govuk-!-margin-bottom-2">
        Your role does not answer alerts. If nobody on the duty list can be reached and someone is in danger
        now, call <strong>999</strong>.
      </p>
    )
  }
  if (alert.state === 'answered') return <CloseForm {...props} />
  return (
    <form method="post" action={`/alerts/${alert.id}/answer`}>
      <Token token={signedIn.formToken} />
      <button type="submit" class="govuk-button govuk-button--warning govuk-!-margin-bottom-2">
        I am dealing with this
      </button>
    </form>
  )
}

/** Each answer shows its own field once it is chosen; where a browser cannot do that, all fields show. */
const CloseForm = (props: AlertPageProps) => {
  const { signedIn, found, mistakes } = props
  const mistake = mistakes['outcome']
  return (
    <form method="post" action={`/alerts/${found.alert.id}/close`} novalidate>
      <Token token={signedIn.formToken} />
      <fieldset
        class={`govuk-fieldset govuk-form-group${mistake ? ' govuk-form-group--error' : ''}`}
        aria-describedby={mistake ? 'outcome-error' : undefined}
      >
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">What was done?</legend>
        {mistake && (
          <p id="outcome-error" class="govuk-error-message">
            <span class="govuk-visually-hidden">Error:</span> {mistake}
          </p>
        )}
        <div class="govuk-radios">
          {OUTCOMES.map((choice, at) => (
            <Choice {...props} choice={choice} id={at === 0 ? 'outcome' : `outcome-${choice.outcome}`} />
          ))}
        </div>
      </fieldset>
      <button type="submit" class="govuk-button govuk-!-margin-bottom-2">
        Close the alert
      </button>
    </form>
  )
}

const Choice = ({ choice, id, mistakes, typed }: AlertPageProps & { choice: OutcomeChoice; id: string }) => (
  <div class="wp-choice">
    <div class="govuk-radios__item">
      <input
        class="govuk-radios__input"
        id={id}
        name="outcome"
        type="radio"
        value={choice.outcome}
        checked={typed['outcome'] === choice.outcome}
      />
      <label class="govuk-label govuk-radios__label" for={id}>
        {choice.label}
      </label>
    </div>
    <div class="wp-choice__asks">
      <TextField name={choice.field} label={choice.asks} mistakes={mistakes} value={typed[choice.field]} />
    </div>
  </div>
)

const Said = ({ found, messages }: AlertPageProps) => (
  <section aria-labelledby="said">
    <h2 class="govuk-heading-m govuk-!-margin-bottom-2" id="said">
      What was said
    </h2>
    <p class="govuk-body-s wp-quiet">
      This may be hard to read. Talk to your manager or a colleague afterwards, whatever came of it.
    </p>
    {messages.map((message) => (
      <>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
          <SubjectWords message={message} />
        </h3>
        <p class="govuk-body-s wp-quiet govuk-!-margin-bottom-2">
          {message.fromName || message.fromAddress || 'Somebody who gave no name'}
          {message.fromName && message.fromAddress && ` (${message.fromAddress})`},{' '}
          {sayMoment(message.receivedAt)}
        </p>
        <Letter message={message} />
        <Reasons message={message} />
      </>
    ))}
    <p class="govuk-body">
      <a class="govuk-link" href={`/cases/${found.caseRow.reference}`}>
        Open the whole case
      </a>
    </p>
  </section>
)

const PAGE_STATES = {
  sending: 'being sent',
  sent: 'sent',
  failed: 'could not be sent',
  unknown: 'may have been sent: the mail server did not say',
} as const

const WhoWasTold = ({ signedIn, found }: AlertPageProps) => {
  const { alert, pages } = found
  return (
    <section class="wp-panel" aria-labelledby="told">
      <h2 class="govuk-heading-m" id="told">
        Who was told
      </h2>
      <ol class="govuk-list govuk-body-s">
        {pages.map((page) => (
          <li>
            <strong>{page.post}</strong>, {sayMoment(page.claimedAt)}: {PAGE_STATES[page.state]}
          </li>
        ))}
      </ol>
      {pages.length === 0 && <p class="govuk-body">Nobody was paged.</p>}
      {alert.state === 'paging' && (
        <p class="govuk-body">
          Next: {rungFor(signedIn.office.duty, alert.step).post} at {sayTime(alert.nextPageAt)}, unless
          somebody answers before.
        </p>
      )}
    </section>
  )
}
