/** The deadlines of a case as its page shows them, each with its working one step away. */
import { CLOCK_KINDS, CLOCK_RULES, ruleNamed } from '../../clocks/clock-rules.ts'
import { londonDay, sayDay } from '../../clocks/days.ts'
import { Select, TextField } from '../parts/controls.tsx'
import { untilDay } from '../parts/dates.ts'
import { Ladder } from '../parts/ladder.tsx'
import { plain } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'
import type { ClockView } from './clock-view.ts'
import { FoldedForm } from './folded-form.tsx'

/** What the law or the office's own promise asks for, and by when; the working is one step away. */
export const Clocks = (props: CasePageProps) => (
  <section class="wp-panel" aria-labelledby="clocks-title">
    <h2 class="govuk-heading-m" id="clocks-title">
      Deadlines
    </h2>
    {props.clocks.length === 0 && (
      <p class="govuk-body">No law sets one for this route. Answer as the office has promised.</p>
    )}
    {props.clocks.map((view) => (
      <ClockLine reference={props.found.caseRow.reference} view={view} now={props.now} />
    ))}
    {may(props.signedIn.role, 'act') && props.found.caseRow.status !== 'closed' && <StartForm {...props} />}
  </section>
)

/** The day, how far off it is, and whether it has stopped. */
export const DueLine = ({ clock, now }: { clock: ClockView['clock']; now: Date }) => {
  const late = clock.dueOn !== null && !clock.stoppedAt && clock.dueOn < londonDay(now)
  return (
    <>
      <strong>{clock.dueOn ? sayDay(clock.dueOn) : 'No due day now'}</strong>
      {clock.stoppedAt && `, stopped ${sayDay(londonDay(clock.stoppedAt))}`}
      {clock.dueOn && !clock.stoppedAt && (
        <>
          , <span class={late ? 'wp-late' : undefined}>{untilDay(clock.dueOn, now)}</span>
        </>
      )}
    </>
  )
}

const ClockLine = ({ reference, view, now }: { reference: string; view: ClockView; now: Date }) => {
  const { clock, known } = view
  const rule = ruleNamed(clock.kind)
  return (
    <div class="wp-clock">
      <p class="govuk-body govuk-!-margin-bottom-1">
        <DueLine clock={clock} now={now} />
      </p>
      <p class="govuk-body govuk-!-margin-bottom-1">{rule?.owed ?? plain(clock.kind)}</p>
      <p class="govuk-body-s wp-quiet govuk-!-margin-bottom-1">{rule?.law}</p>
      <details class="govuk-details wp-small-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">How the day was worked out</span>
        </summary>
        <div class="govuk-details__text">
          <p class="govuk-body-s">{clock.because}</p>
          {known && <Ladder reading={known.reading} due={known.due} />}
        </div>
      </details>
      <p class="govuk-body-s govuk-!-margin-bottom-1">
        <a class="govuk-link" href={`/cases/${reference}/clocks/${clock.id}`}>
          {clock.stoppedAt ? 'Its record' : 'Write down what happened, ask “what if”, or print it'}
          <span class="govuk-visually-hidden">: {rule?.name ?? plain(clock.kind)}</span>
        </a>
      </p>
    </div>
  )
}

/** For duties that no message can show. */
const StartForm = (props: CasePageProps) => {
  const { mistakes, typed = {} } = props
  return (
    <FoldedForm
      {...props}
      summary="Start another deadline"
      action="clocks"
      fields={['kind', 'began']}
      button="Start the deadline"
      class="govuk-!-margin-bottom-0"
    >
      <Select
        name="kind"
        label="What is owed"
        mistakes={mistakes}
        value={typed['kind'] ?? ''}
        options={[['', 'Choose'], ...CLOCK_KINDS.map((kind) => [kind, CLOCK_RULES[kind].name] as const)]}
      />
      <TextField
        name="began"
        label="Day on which it began"
        hint="The day it came, or the day you became aware."
        type="date"
        width="govuk-input--width-10"
        mistakes={mistakes}
        value={typed['began']}
      />
      <TextField
        name="began-time"
        label="Time (for what is counted in hours)"
        type="time"
        width="govuk-input--width-5"
        value={typed['began-time']}
      />
    </FoldedForm>
  )
}
