/** One breach: both clocks, what is still to be done, what was done, and the form for the next thing. */
import { type BreachStanding, breachReference, whyOpen } from '../../breaches/breach.ts'
import type { FoundBreach } from '../../breaches/find-breaches.ts'
import { londonDay, sayDay } from '../../clocks/days.ts'
import { BREACH_EVENTS, type BreachEventName } from '../../db/schema.ts'
import { ErrorSummary, type Mistakes, Select, TextArea, TextField, Token } from '../parts/controls.tsx'
import { sayMoment, sayTime } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { sayCount } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'
import { ClockLine } from './breach-list-page.tsx'
import { breachClockName, breachEventName, SEVERITIES, severityName } from './breach-words.ts'

type Props = {
  signedIn: SignedIn
  found: FoundBreach
  now: Date
  mistakes: Mistakes
  typed: Record<string, string>
}

export const BreachPage = (props: Props) => {
  const { signedIn, found, now, mistakes } = props
  const { row, standing, clocks } = found
  const reference = breachReference(signedIn.office, row.number)
  const open = whyOpen(row, standing)
  return (
    <Page
      title={`Breach ${reference}`}
      signedIn={signedIn}
      at="/rights"
      hasErrors={Object.keys(mistakes).length > 0}
      before={
        <a class="govuk-back-link" href="/breaches">
          Back to the breaches
        </a>
      }
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-2">
        <span class="govuk-visually-hidden">Breach </span>
        {reference}
      </h1>
      <ul class="wp-facts">
        <li>{severityName(standing.severity)}</li>
        <li>{standing.isClosed ? 'closed' : 'open'}</li>
        <li>known since {sayMoment(row.knownAt)}</li>
      </ul>
      <div class="wp-columns">
        <div>
          <Facts found={found} />
          <h2 class="govuk-heading-m">What was done</h2>
          <Record found={found} />
        </div>
        <div class="wp-columns__aside">
          <section class="wp-panel" aria-labelledby="clocks-title">
            <h2 class="govuk-heading-m" id="clocks-title">
              Hours
            </h2>
            {clocks.map((clock) => (
              <>
                <p class="govuk-body govuk-!-margin-bottom-1">
                  <ClockLine clock={clock} now={now} />
                </p>
                <p class="govuk-body-s wp-quiet">{clock.due.because}</p>
              </>
            ))}
            {!row.leadProvider && (
              <p class="govuk-body-s wp-quiet">
                {breachClockName['breach-24h']}: not needed, no data of such a contract.
              </p>
            )}
          </section>
          {!standing.isClosed && (
            <section class="wp-panel" aria-labelledby="next-title">
              <h2 class="govuk-heading-m" id="next-title">
                Still to do
              </h2>
              <p class="govuk-body">{open ?? 'Everything is settled. It can be closed.'}</p>
            </section>
          )}
          <DpoTold found={found} office={signedIn.office} />
          {may(signedIn.role, 'handle-breach') && <MoveForm {...props} />}
        </div>
      </div>
    </Page>
  )
}

const Facts = ({ found: { row, standing } }: Pick<Props, 'found'>) => {
  const rows: (readonly [string, string])[] = [
    ['What happened', row.whatHappened],
    ['Happened on', row.happenedOn ? sayDay(row.happenedOn) : 'Not known'],
    ['Known since', `${sayMoment(row.knownAt)}. Both clocks run from this moment.`],
    ['Whose data', row.whoseData],
    ['How many people', row.howMany === null ? 'Not known' : sayCount(row.howMany, 'person', 'people')],
    ['Judged at first as', severityName(row.severity)],
    ['Judged now as', severityName(standing.severity)],
    ['Contained by', row.containment],
    ['Written down by', `${row.openedByName}, ${sayMoment(row.openedAt)}`],
  ]
  return (
    <dl class="govuk-summary-list">
      {rows.map(([key, value]) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{key}</dt>
          <dd class="govuk-summary-list__value wp-break">{value}</dd>
        </div>
      ))}
      {row.reference && (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">Case</dt>
          <dd class="govuk-summary-list__value">
            <a class="govuk-link wp-reference" href={`/cases/${row.reference}`}>
              {row.reference}
            </a>
          </dd>
        </div>
      )}
    </dl>
  )
}

const Record = ({ found: { events } }: Pick<Props, 'found'>) =>
  events.length === 0 ? (
    <p class="govuk-body wp-empty">Nothing has been written down since it was opened.</p>
  ) : (
    <ol class="govuk-list wp-contact-list">
      {events.map((event) => (
        <li class="wp-contact-list__one">
          <strong>
            {breachEventName(event.event)}
            {event.severity && `: ${severityName(event.severity).toLowerCase()}`}
          </strong>
          , {sayMoment(event.at)}
          <br />
          <span class="wp-break">{event.note}</span>
          <span class="wp-under">
            {event.byName}, written down {sayMoment(event.recordedAt)}
          </span>
        </li>
      ))}
    </ol>
  )

const MAIL_STATES = {
  owed: 'on its way',
  sending: 'on its way',
  sent: 'taken by the mail server',
  failed: 'refused by the mail server: ring them',
  unknown: 'not known whether it left: ring them',
  nothing: 'not needed any more',
} as const

const DpoTold = ({ found, office }: Pick<Props, 'found'> & { office: SignedIn['office'] }) => (
  <section class="wp-panel" aria-labelledby="dpo-title">
    <h2 class="govuk-heading-m" id="dpo-title">
      Data protection officer
    </h2>
    <p class="govuk-body-s wp-break">Told by mail at {office.dataProtection.email}:</p>
    <ul class="govuk-list govuk-body-s">
      {found.mails.map(({ kind, hours, madeAt, state }) => (
        <li>
          {kind === 'breach-opened' ? 'of the breach' : `that ${hours} hours had gone`}, {sayMoment(madeAt)}:{' '}
          {MAIL_STATES[state]}
        </li>
      ))}
    </ul>
  </section>
)

/** What may be said next, in the order in which it is mostly done. */
const choices = ({ isClosed }: BreachStanding, leadProvider: boolean): readonly BreachEventName[] =>
  isClosed
    ? ['reopened']
    : BREACH_EVENTS.filter((event) => event !== 'reopened' && (leadProvider || event !== 'provider-told'))

const MoveForm = ({ signedIn, found, now, mistakes, typed }: Props) => (
  <section class="wp-panel" aria-labelledby="move-title">
    <h2 class="govuk-heading-m" id="move-title">
      Write down what was done
    </h2>
    <form method="post" action={`/breaches/${found.row.number}/events`} novalidate>
      <Token token={signedIn.formToken} />
      <Select
        name="event"
        label="What was done?"
        mistakes={mistakes}
        value={typed['event'] ?? ''}
        options={[
          ['', 'Choose'],
          ...choices(found.standing, found.row.leadProvider).map(
            (event) => [event, breachEventName(event)] as const,
          ),
        ]}
      />
      <Select
        name="severity"
        label="How likely is harm (only where it is judged anew)"
        mistakes={mistakes}
        value={typed['severity'] ?? ''}
        options={[['', 'As before'], ...SEVERITIES]}
      />
      <TextField
        name="on"
        label="On what day"
        type="date"
        width="govuk-input--width-10"
        mistakes={mistakes}
        value={typed['on'] ?? londonDay(now)}
      />
      <TextField
        name="time"
        label="At what time"
        type="time"
        width="govuk-input--width-5"
        mistakes={mistakes}
        value={typed['time'] ?? sayTime(now)}
      />
      <TextArea
        name="note"
        label="What was done, and why"
        hint="For a report to the Commissioner its number, and why it is late if it is (Art 33(1)). For people who are not told, which of the reasons of Art 34(3)."
        rows={3}
        mistakes={mistakes}
        value={typed['note']}
      />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Write it down
      </button>
    </form>
  </section>
)
