import type { Child } from 'hono/jsx'
import { type Month, sayMonth } from '../../reports/month.ts'
import type { ByLevel, SafetyReport, Spread } from '../../reports/summarise.ts'
import { Select } from '../parts/controls.tsx'
import { howLongMillis } from '../parts/dates.ts'
import { hopName } from '../parts/hop-words.ts'
import { Page } from '../parts/layout.tsx'
import { ReportPlaces } from '../parts/places.tsx'
import { dangerName, sayCount } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'

type Props = {
  signedIn: SignedIn
  month: Month
  months: readonly Month[]
  report: SafetyReport
  /** The month is not over. */
  isRunning: boolean
}

/** One month of the safety loop in numbers: for the office, and to be printed. */
export const SafetyReportPage = (props: Props) => {
  const { signedIn, month, months, report, isRunning } = props
  const { alerts } = report
  const count = alerts.immediate + alerts.serious
  return (
    <Page
      title={`Safety report, ${sayMonth(month)}`}
      signedIn={signedIn}
      at="/work"
      before={<ReportPlaces at="/safety-report" />}
    >
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">
        Safety report of {signedIn.office.shortName}, {sayMonth(month)}
      </h1>
      <form class="wp-filters" method="get" action="/safety-report" aria-label="Choose the month">
        <Select
          name="month"
          label="Month"
          value={month}
          options={months.map((one) => [one, sayMonth(one)] as const)}
        />
        <div class="wp-filters__go">
          <button type="submit" class="govuk-button govuk-button--secondary">
            Show
          </button>
        </div>
      </form>
      <p class="govuk-body wp-screen-only">
        <a class="govuk-link" href={`/safety-report.csv?month=${month}`}>
          Download as a table (CSV)
        </a>
        , or print this page.
      </p>
      <p class="govuk-body">
        {count === 0
          ? `No alert was raised in ${sayMonth(month)}.`
          : `${sayCount(count, 'alert was', 'alerts were')} raised: ${alerts.immediate} immediate, ${alerts.serious} serious. ${sayStanding(report)}`}
        {isRunning && ' The month is not over.'} Drills are apart and in none of these numbers. The days are
        those of London.
      </p>
      {count > 0 && <Alerts report={report} />}
      <Drills report={report} />
      <Canaries report={report} />
    </Page>
  )
}

const sayStanding = ({ standing }: SafetyReport): string =>
  standing.closed > 0 && standing.unanswered + standing.open === 0
    ? 'All are closed.'
    : `Of these, ${standing.unanswered} ${standing.unanswered === 1 ? 'has' : 'have'} no answer yet, ${standing.open} ${standing.open === 1 ? 'is' : 'are'} being worked on and ${standing.closed} ${standing.closed === 1 ? 'is' : 'are'} closed.`

const Alerts = ({ report }: { report: SafetyReport }) => (
  <>
    <Figures
      title="Kinds of danger"
      note="An alert of two kinds counts in both."
      columns={['Immediate', 'Serious']}
      rows={report.categories.map(({ category, counts }) => [
        category === 'unreadable' ? 'Words that could not be read' : dangerName(category),
        counts.immediate,
        counts.serious,
      ])}
    />
    <Figures
      title="How long each step took"
      note="Half of them took the first time or less, 95 in 100 the second. A serious alert is paged an hour after it was raised, unless somebody has answered it before."
      columns={['Immediate', 'half', '95 in 100', 'Serious', 'half', '95 in 100']}
      rows={report.hops.map(({ hop, spread }) => [hopName(hop), ...sayBoth(spread)])}
    />
    <Figures
      title="What was missed"
      columns={['Number']}
      rows={[
        ['Steps of the ladder that passed without an answer', report.missed.steps],
        ['Alerts with such a step', report.missed.alerts],
        ['Pages that did not get through', report.missed.pages],
        ['Steps at which there was nobody to tell', report.missed.nobody],
        ['Reminders after the answer, because nothing followed', report.missed.reminders],
      ]}
    />
    <Figures
      title="Told to the police and others"
      columns={['Number']}
      rows={[
        ['Alerts of which somebody outside was told', report.referrals.referred],
        ['Accepted', report.referrals.accepted],
        ['Times that it was declined', report.referrals.declined],
        ['Declined, and taken on by somebody else', report.referrals.declinedAndTaken],
        ['Declined, and nobody’s to this day', report.referrals.declinedAndNobodys],
      ]}
    />
  </>
)

const sayMillis = (millis: number | undefined): string => (millis === undefined ? '–' : howLongMillis(millis))
const sayBoth = ({ immediate, serious }: ByLevel<Spread>): (string | number)[] =>
  [immediate, serious].flatMap(({ count, p50, p95 }) => [count, sayMillis(p50), sayMillis(p95)])

const Drills = ({ report: { drills } }: { report: SafetyReport }) => (
  <Figures
    title="Drills"
    note={drills.held + drills.notHeld === 0 ? 'There was no drill.' : undefined}
    columns={['Number']}
    rows={
      drills.held + drills.notHeld === 0
        ? []
        : [
            ['Held', drills.held],
            ['Answered', drills.answered],
            ['Missed: nobody answered in time', drills.missed],
            ...(drills.running > 0 ? [['Going on', drills.running]] : []),
            ['Not held, because the service was not running', drills.notHeld],
            ['Time to answer, half of them', sayMillis(drills.toAnswer.p50)],
            ['Time to answer, 95 in 100', sayMillis(drills.toAnswer.p95)],
          ]
    }
  />
)

const ORIGINS = { own: 'Test messages of the service', watchdog: 'Test messages of the watchdog' } as const

const Canaries = ({ report }: { report: SafetyReport }) => {
  const sent = report.canaries.filter((one) => one.sent > 0)
  return (
    <Figures
      title="Test messages"
      note={sent.length === 0 ? 'No test message was sent.' : undefined}
      columns={[
        'Sent',
        'Came back',
        'Found by the rules',
        'Had a page to send',
        'Paged',
        'half',
        '95 in 100',
      ]}
      rows={sent.map(({ origin, toPaged, ...one }) => [
        ORIGINS[origin],
        ...[one.sent, one.came, one.found, one.toPage, one.paged],
        ...[sayMillis(toPaged.p50), sayMillis(toPaged.p95)],
      ])}
    />
  )
}

type FiguresProps = {
  title: string
  note?: string | undefined
  columns: readonly string[]
  /** The name of the row, then one value for each column. */
  rows: readonly (string | number)[][]
}

/** A table of numbers under its title. */
const Figures = ({ title, note, columns, rows }: FiguresProps): Child => (
  <section class="wp-figures">
    <h2 class="govuk-heading-m govuk-!-margin-bottom-1">{title}</h2>
    {note && <p class="govuk-body govuk-!-margin-bottom-2">{note}</p>}
    {rows.length > 0 && (
      <section class="wp-scroll" tabindex={columns.length > 1 ? 0 : undefined} aria-label={title}>
        <table class="govuk-table">
          <caption class="govuk-visually-hidden">{title}</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              <td class="govuk-table__header" />
              {columns.map((name) => (
                <th scope="col" class="govuk-table__header govuk-table__header--numeric">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {rows.map(([name, ...values]) => (
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header wp-figures__name">
                  {name}
                </th>
                {values.map((value) => (
                  <td class="govuk-table__cell govuk-table__cell--numeric">{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    )}
  </section>
)
