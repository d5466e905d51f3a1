import { londonDay } from '../../clocks/days.ts'
import { type FoundDrill, millisToAnswer } from '../../drills/find-drills.ts'
import type { DrillPlan } from '../../offices/drill-schedule.ts'
import { Token } from '../parts/controls.tsx'
import { dayWithoutWeekday, howLongMillis, sayTime } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { ReportPlaces } from '../parts/places.tsx'
import { CardCell, CardRow, CardTable } from '../parts/table.tsx'
import { sayCount, sayList } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'
import { DrillChart } from './drill-chart.tsx'

type Props = { signedIn: SignedIn; drills: readonly FoundDrill[]; hadOneToday: boolean }

/** What drills are, when they are, and how long it took until somebody answered. */
export const DrillsPage = ({ signedIn, drills, hadOneToday }: Props) => (
  <Page title="Drills" signedIn={signedIn} at="/work" before={<ReportPlaces at="/drills" />}>
    <h1 class="govuk-heading-l govuk-!-margin-bottom-4">Drills</h1>
    <p class="govuk-body">
      An invented letter goes the way of every letter, and duty staff are paged for it. Every page says that
      it is a drill. It is over when somebody has answered. It is in no statistics, and nothing is sent to
      anybody outside.
    </p>
    <p class="govuk-body">{sayPlan(signedIn.office.drills)}</p>
    {may(signedIn.role, 'start-drill') && <StartNow signedIn={signedIn} hadOneToday={hadOneToday} />}
    {drills.length === 0 ? (
      <p class="govuk-body wp-empty">There has been no drill yet.</p>
    ) : (
      <>
        <h2 class="govuk-heading-m govuk-!-margin-bottom-2">Minutes to the answer</h2>
        <p class="govuk-body">{sayTrend(drills)}</p>
        <DrillChart drills={drills} />
        <DrillTable drills={drills} />
      </>
    )}
  </Page>
)

const DAYS = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

function sayPlan(plan: DrillPlan | undefined): string {
  if (!plan) return 'Here there are no drills but those that a manager asks for.'
  const windows = plan.windows.map(
    ({ days, from, to }) => `${sayList(days.map((day) => DAYS[day]))} from ${from} to ${to}`,
  )
  const often = plan.everyWeeks === 1 ? 'Once a week' : `Once in ${plan.everyWeeks} weeks`
  const told = plan.announced
    ? 'The subject of the page says so too.'
    : 'The subject of the page does not say so.'
  return `${often}, at a time that nobody knows before: ${windows.join('; ')}. Missed after ${plan.answerWithinMinutes} minutes. ${told}`
}

const StartNow = ({ signedIn, hadOneToday }: Pick<Props, 'signedIn' | 'hadOneToday'>) =>
  hadOneToday ? (
    <p class="govuk-body">Today’s drill has been held: there are never two in a day.</p>
  ) : (
    <form method="post" action="/drills">
      <Token token={signedIn.formToken} />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Begin a drill now
      </button>
    </form>
  )

/** The middle one of the last six that were answered, and how many were not. */
function sayTrend(drills: readonly FoundDrill[]): string {
  const answered = drills.flatMap((one) => millisToAnswer(one) ?? [])
  const missed = drills.filter(({ state }) => state === 'missed').length
  const middle = (some: readonly number[]) =>
    [...some].sort((a, b) => a - b)[Math.floor((some.length - 1) / 2)]
  const latest = middle(answered.slice(0, 6))
  const before = middle(answered.slice(6))
  return [
    latest === undefined
      ? 'None has been answered yet.'
      : `Half of the last ${Math.min(6, answered.length)} that were answered took ${howLongMillis(latest)} or less${before === undefined ? '' : `; of those before, ${howLongMillis(before)}`}.`,
    `${sayCount(missed, 'drill')} of ${drills.length} ${missed === 1 ? 'was' : 'were'} missed.`,
  ].join(' ')
}

const STATES = {
  running: 'Nobody has answered yet',
  answered: 'Answered',
  missed: 'Missed: nobody answered in time',
  'not-started': 'Not held: the service was not running',
} as const

const COLUMNS = ['Day', 'Time', 'What came of it', 'Time to answer', 'Told', 'Case'] as const

const DrillTable = ({ drills }: { drills: readonly FoundDrill[] }) => (
  <CardTable columns={COLUMNS} caption="Drills, newest first">
    {drills.map((drill) => (
      <DrillRow drill={drill} />
    ))}
  </CardTable>
)

const DrillRow = ({ drill }: { drill: FoundDrill }) => {
  const millis = millisToAnswer(drill)
  return (
    <CardRow>
      <CardCell label="Day">{dayWithoutWeekday(londonDay(drill.dueAt))}</CardCell>
      <CardCell label="Time">{sayTime(drill.startedAt ?? drill.dueAt)}</CardCell>
      <CardCell label="What came of it">
        {STATES[drill.state]}
        {drill.answeredBy && ` by ${drill.answeredBy}`}
      </CardCell>
      <CardCell label="Time to answer">{millis === undefined ? '–' : howLongMillis(millis)}</CardCell>
      <CardCell label="Told">{drill.alertId ? drill.told : '–'}</CardCell>
      <CardCell label="Case">
        {drill.reference ? (
          <a
            class="govuk-link wp-reference"
            href={drill.alertId ? `/alerts/${drill.alertId}` : `/cases/${drill.reference}`}
          >
            {drill.reference}
          </a>
        ) : (
          '–'
        )}
      </CardCell>
    </CardRow>
  )
}
