/** One deadline: its day, its working, its record, what would be if, and the form that adds to it. Prints whole. */
import type { CaseRow } from '../../cases/arrival.ts'
import { calendarName, DIVISIONS } from '../../clocks/calendars.ts'
import { pairsOf } from '../../clocks/clock-rule.ts'
import { CLOCK_RULES, ruleNamed } from '../../clocks/clock-rules.ts'
import { sayDay } from '../../clocks/days.ts'
import { eventSaid } from '../../clocks/event-words.ts'
import { DueLine } from '../cases/clock-lines.tsx'
import type { ClockView } from '../cases/clock-view.ts'
import { ErrorSummary, type Mistakes, Select, TextArea, TextField, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { Ladder } from '../parts/ladder.tsx'
import { Page } from '../parts/layout.tsx'
import { plain } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'
import { choicesOf } from './clock-form.ts'

export type ClockPageProps = {
  signedIn: SignedIn
  caseRow: CaseRow
  view: ClockView
  now: Date
  mistakes: Mistakes
  typed: Readonly<Record<string, string>>
  /** What would be, in a sentence; undefined where nothing was asked. */
  whatIf: string | undefined
}

export const ClockPage = (props: ClockPageProps) => {
  const { signedIn, caseRow, view, now, mistakes } = props
  const { clock, known } = view
  const rule = ruleNamed(clock.kind)
  const due = known?.due
  return (
    <Page
      title={`Deadline of case ${caseRow.reference}`}
      signedIn={signedIn}
      hasErrors={Object.keys(mistakes).length > 0}
      before={
        <a class="govuk-back-link" href={`/cases/${caseRow.reference}`}>
          Back to case {caseRow.reference}
        </a>
      }
    >
      <ErrorSummary mistakes={mistakes} />
      <p class="govuk-caption-l">Case {caseRow.reference}</p>
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">{rule?.name ?? plain(clock.kind)}</h1>
      <p class="govuk-body-l govuk-!-margin-bottom-2">
        <DueLine clock={clock} now={now} />
      </p>
      <p class="govuk-body govuk-!-margin-bottom-1">{rule?.owed}</p>
      <p class="govuk-body-s wp-quiet">{rule?.law}</p>
      {due && 'extension' in due && due.extension && !clock.stoppedAt && !due.extension.given && (
        <div class="govuk-inset-text wp-inset">
          It can be extended once by a notice given by {sayDay(due.extension.by)} that {due.extension.notice}{' '}
          ({due.extension.law}).
        </div>
      )}
      <div class="wp-columns">
        <div>
          <section class="wp-panel" aria-labelledby="working-title">
            <h2 class="govuk-heading-m" id="working-title">
              How the day is worked out
            </h2>
            <p class="govuk-body">{due?.because ?? clock.because}</p>
            {known && <Ladder reading={known.reading} due={known.due} />}
            <p class="govuk-body-s wp-quiet">Worked out {sayMoment(now)}.</p>
          </section>
        </div>
        <div class="wp-columns__aside">
          {may(signedIn.role, 'act') && known && <EventForm {...props} />}
          <Record {...props} />
          {known && <WhatIfForm {...props} />}
        </div>
      </div>
    </Page>
  )
}

const EventForm = ({ signedIn, caseRow, view, mistakes, typed }: ClockPageProps) => {
  const { clock, known } = view
  if (!known) return null
  const { kind } = known.reading
  const rule = CLOCK_RULES[kind]
  const asks = pairsOf(rule).some(({ asked }) => asked)
  return (
    <section class="wp-panel wp-screen-only" aria-labelledby="event-title">
      <h2 class="govuk-heading-m" id="event-title">
        Write down what happened
      </h2>
      <form method="post" action={`/cases/${caseRow.reference}/clocks/${clock.id}/events`} novalidate>
        <Token token={signedIn.formToken} />
        <Select
          name="event"
          label="What happened"
          mistakes={mistakes}
          value={typed['event'] ?? ''}
          options={[['', 'Choose'], ...choicesOf(kind).map((event) => [event, eventSaid(event)] as const)]}
        />
        <TextField
          name="on"
          label="Day on which it happened"
          hint="For a correction of the receipt: the day on which it really came."
          type="date"
          width="govuk-input--width-10"
          mistakes={mistakes}
          value={typed['on']}
        />
        {(rule.period.unit === 'hours' || rule.alarmHours) && (
          <TextField
            name="time"
            label="Time, for a correction of the receipt (optional)"
            type="time"
            width="govuk-input--width-5"
            mistakes={mistakes}
            value={typed['time']}
          />
        )}
        {asks && (
          <TextField
            name="until"
            label="If something was asked for: the day on which it came (optional)"
            type="date"
            width="govuk-input--width-10"
            mistakes={mistakes}
            value={typed['until']}
          />
        )}
        <TextArea
          name="note"
          label={rule.extension ? 'Note; for an extension, what the notice said' : 'Note'}
          rows={2}
          mistakes={mistakes}
          value={typed['note']}
        />
        <button type="submit" class="govuk-button govuk-!-margin-bottom-2">
          Write it down
        </button>
      </form>
    </section>
  )
}

/** Every entry, with who wrote it; what was taken back stays, struck through. */
const Record = ({ signedIn, caseRow, view, mistakes, typed }: ClockPageProps) => {
  const { clock, record } = view
  const removals = new Map(record.map((entry) => [entry.removes, entry]))
  return (
    <section class="wp-panel" aria-labelledby="record-title">
      <h2 class="govuk-heading-m" id="record-title">
        Its record
      </h2>
      <ol class="govuk-list">
        {record
          .filter(({ event }) => event !== 'removed')
          .map((entry) => {
            const removal = removals.get(entry.id)
            const said = `${eventSaid(entry.event)}: ${sayDay(entry.on)}`
            const field = `why-${entry.id}`
            return (
              <li class="wp-clock">
                <p class="govuk-body govuk-!-margin-bottom-1">
                  {removal ? <del>{said}</del> : <strong>{said}</strong>}
                </p>
                {entry.note && <p class="govuk-body govuk-!-margin-bottom-1 wp-noted__text">{entry.note}</p>}
                <p class="govuk-body-s wp-quiet govuk-!-margin-bottom-1">
                  {entry.byName}, {sayMoment(entry.recordedAt)}
                  {removal &&
                    `. Taken back by ${removal.byName}, ${sayMoment(removal.recordedAt)}${removal.note ? `: ${removal.note}` : ''}`}
                </p>
                {!removal &&
                  entry.event !== 'received' &&
                  entry.event !== 'closed' &&
                  may(signedIn.role, 'act') && (
                    <details class="govuk-details wp-small-details" open={mistakes[field] !== undefined}>
                      <summary class="govuk-details__summary">
                        <span class="govuk-details__summary-text">
                          Take it back<span class="govuk-visually-hidden">: {said}</span>
                        </span>
                      </summary>
                      <form
                        method="post"
                        action={`/cases/${caseRow.reference}/clocks/${clock.id}/entries/${entry.id}/take-back`}
                        novalidate
                      >
                        <Token token={signedIn.formToken} />
                        <TextField name={field} label="Why" mistakes={mistakes} value={typed[field]} />
                        <button
                          type="submit"
                          class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2"
                        >
                          Take it back
                        </button>
                      </form>
                    </details>
                  )}
              </li>
            )
          })}
      </ol>
    </section>
  )
}

const WhatIfForm = ({ caseRow, view, typed, whatIf }: ClockPageProps) => (
  <section class="wp-panel wp-screen-only" aria-labelledby="if-title">
    <h2 class="govuk-heading-m" id="if-title">
      What would be, if
    </h2>
    {whatIf && (
      <p class="govuk-body" role="status">
        <strong>{whatIf}</strong>
      </p>
    )}
    <form method="get" action={`/cases/${caseRow.reference}/clocks/${view.clock.id}`} novalidate>
      <TextField
        name="answered"
        label="We answer on"
        type="date"
        width="govuk-input--width-10"
        value={typed['answered']}
      />
      <TextField
        name="holiday"
        label="A bank holiday is proclaimed on"
        type="date"
        width="govuk-input--width-10"
        value={typed['holiday']}
      />
      <Select
        name="part"
        label="Where it is kept"
        value={typed['part'] ?? 'england-and-wales'}
        options={DIVISIONS.map((division) => [division, calendarName(division)] as const)}
      />
      <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2">
        Work it out
      </button>
      <p class="govuk-body-s wp-quiet govuk-!-margin-bottom-0">Nothing is written down.</p>
    </form>
  </section>
)
