/** Every breach of the office, reported or not: what Article 33(5) and a regulator ask for. */
import type { Child } from 'hono/jsx'
import { type BreachClock, breachReference, isOut } from '../../breaches/breach.ts'
import type { ListedBreach } from '../../breaches/find-breaches.ts'
import { londonDay } from '../../clocks/days.ts'
import { dayWithoutWeekday, howLong, sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { DataPlaces } from '../parts/places.tsx'
import type { SignedIn } from '../web-deps.ts'
import { breachClockName, severityName } from './breach-words.ts'

type Props = { signedIn: SignedIn; listed: readonly ListedBreach[]; now: Date }

export const BreachListPage = ({ signedIn, listed, now }: Props) => (
  <Page title="Breaches of personal data" signedIn={signedIn} at="/rights">
    <h1 class="govuk-heading-l govuk-!-margin-bottom-2">Breaches of personal data</h1>
    <DataPlaces at="/breaches" role={signedIn.role} />
    <p class="govuk-body">
      Mail sent to the wrong person is a breach, and so is a lost paper or a case seen by somebody who should
      not. Write it down as soon as you notice: the hours run from the moment at which the office knows.
    </p>
    <p>
      <a class="govuk-button" href="/breaches/new">
        Write down a breach
      </a>
    </p>
    {listed.length === 0 ? (
      <p class="govuk-body wp-empty">No breach has been written down.</p>
    ) : (
      <Register {...{ signedIn, listed, now }} />
    )}
  </Page>
)

/** Written out, because a narrow screen shows the rows as cards, and that takes a table's own roles away. */
const as = (role: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'cell') => ({ role })

const Register = ({ signedIn, listed, now }: Props) => (
  <table class="govuk-table wp-table" {...as('table')}>
    <thead class="govuk-table__head" {...as('rowgroup')}>
      <tr class="govuk-table__row" {...as('row')}>
        {['Breach', 'Known since', 'Judged as', 'What is owed'].map((name) => (
          <th scope="col" class="govuk-table__header" {...as('columnheader')}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body" {...as('rowgroup')}>
      {listed.map(({ row, standing, clocks }) => (
        <tr class="govuk-table__row" {...as('row')}>
          <Cell label="Breach">
            <a class="govuk-link wp-reference" href={`/breaches/${row.number}`}>
              {breachReference(signedIn.office, row.number)}
            </a>
          </Cell>
          <Cell label="Known since">{dayWithoutWeekday(londonDay(row.knownAt))}</Cell>
          <Cell label="Judged as">{severityName(standing.severity)}</Cell>
          <Cell label="What is owed">
            {standing.isClosed
              ? 'Closed'
              : clocks.map((clock) => (
                  <span class="wp-under">
                    <ClockLine clock={clock} now={now} />
                  </span>
                ))}
          </Cell>
        </tr>
      ))}
    </tbody>
  </table>
)

const Cell = ({ label, children }: { label: string; children?: Child }) => (
  <td class="govuk-table__cell" {...as('cell')} data-label={label}>
    <div>{children}</div>
  </td>
)

/** One clock in a line: how long is left, or when it was done and whether that was in time. */
export const ClockLine = ({ clock, now }: { clock: BreachClock; now: Date }) => {
  const { kind, dueAt, stoppedAt } = clock
  if (stoppedAt)
    return (
      <>
        {breachClockName[kind]}: settled {sayMoment(stoppedAt)}
        {stoppedAt > dueAt && ', after its time'}
      </>
    )
  return (
    <>
      {breachClockName[kind]}:{' '}
      {isOut(clock, now) ? (
        <strong class="wp-late">{howLong(dueAt, now)} late</strong>
      ) : (
        <strong>{howLong(now, dueAt)} left</strong>
      )}
      , by {sayMoment(dueAt)}
    </>
  )
}
