import type { Child } from 'hono/jsx'
import { pageCount, type Queue, type QueuedCase, type QueueFilter } from '../../cases/find-queue.ts'
import { londonDay } from '../../clocks/days.ts'
import type { LadderTrouble } from '../../escalations/find-trouble.ts'
import { RISK_LEVELS } from '../../triage/risk.ts'
import { ROUTES } from '../../triage/route.ts'
import { LadderBanner } from '../alerts/ladder-banner.tsx'
import { ContactLine } from '../parts/contact-banner.tsx'
import { DrillTag, LevelTag, Select } from '../parts/controls.tsx'
import { dayWithoutWeekday, howLong, untilDay } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { levelName, routeName, sayCount, taskName } from '../parts/words.ts'
import { gapAlarms, RotaBanner } from '../rota/rota-banner.tsx'
import { AlarmBanner, type OpenAlarms } from '../watch/alarm-list.tsx'
import type { SignedIn } from '../web-deps.ts'
import { SafetyLane } from './safety-lane.tsx'

export type QueuePageProps = {
  signedIn: SignedIn
  /** What is wrong with the service itself. */
  alarms: OpenAlarms
  /** Alerts whose ladder does not do what it should. */
  trouble: readonly LadderTrouble[]
  queue: Queue
  filter: QueueFilter
  page: number
  now: Date
  /** On an embedded start: where a mail program can send a mail to try it. */
  smtpAddress: string | undefined
}

/** The work of the office: danger first, whatever the filter says, then the cases in order of age. */
export const QueuePage = (props: QueuePageProps) => {
  const { signedIn, alarms, queue, filter, page, now } = props
  return (
    <Page title="Queue" signedIn={signedIn} at="/">
      <h1 class="govuk-heading-l govuk-!-margin-bottom-4">Queue</h1>
      <LadderBanner trouble={props.trouble} />
      <AlarmBanner open={alarms} />
      <RotaBanner gaps={gapAlarms(alarms)} office={signedIn.office} isLinked />
      {queue.parked > 0 && <Parked count={queue.parked} />}
      <SafetyLane cases={queue.safety} now={now} />
      {queue.tasks > 0 && !filter.tasks && <Tasks count={queue.tasks} />}
      <section aria-labelledby="cases">
        <h2 class="govuk-heading-m govuk-!-margin-bottom-3" id="cases">
          {sayCount(queue.count, ...nameOfCases(filter))}
          {isNarrowed(filter) && !filter.tasks && (queue.count === 1 ? ' matches' : ' match')}
        </h2>
        <Filters filter={filter} />
        {queue.cases.length === 0 ? <Nothing {...props} /> : <CaseTable cases={queue.cases} now={now} />}
        <Pages page={page} count={queue.count} filter={filter} />
      </section>
    </Page>
  )
}

const nameOfCases = ({ status, tasks }: QueueFilter): [one: string, more: string] =>
  tasks
    ? ['case with a task', 'cases with a task']
    : status === 'closed'
      ? ['closed case', 'closed cases']
      : ['open case', 'open cases']

const isNarrowed = ({ route, risk, status, unsure, tasks }: QueueFilter): boolean =>
  tasks === true ||
  route !== undefined ||
  risk !== undefined ||
  unsure === true ||
  status === 'not-correspondence'

const Parked = ({ count }: { count: number }) => (
  <div class="wp-parked">
    <p class="govuk-body govuk-!-margin-bottom-0">
      <strong>{sayCount(count, 'message')} could not be taken in</strong> and {count === 1 ? 'waits' : 'wait'}{' '}
      for a person. Nobody has looked for danger in {count === 1 ? 'it' : 'them'}.{' '}
      <a class="govuk-link" href="/problems">
        Read {count === 1 ? 'it' : 'them'}
      </a>
    </p>
  </div>
)

const Tasks = ({ count }: { count: number }) => (
  <div class="wp-parked">
    <p class="govuk-body govuk-!-margin-bottom-0">
      <strong>{sayCount(count, 'task')}</strong> {count === 1 ? 'waits' : 'wait'} for a person: somebody has
      not heard from us, or was not told.{' '}
      <a class="govuk-link" href="/?tasks=yes">
        Show the {count === 1 ? 'case' : 'cases'}
      </a>
    </p>
  </div>
)

const Nothing = ({ filter, smtpAddress, signedIn }: QueuePageProps) => (
  <p class="govuk-body wp-empty">
    {isNarrowed(filter) || filter.status
      ? 'No case matches these filters.'
      : 'No case is open. New messages show here within seconds.'}{' '}
    {smtpAddress && (
      <>
        To try it, send a mail to {signedIn.office.demoMailbox} through {smtpAddress}.
      </>
    )}
  </p>
)

const Filters = ({ filter }: { filter: QueueFilter }) => (
  <form class="wp-filters" method="get" action="/" aria-label="Filter the cases">
    <Select
      name="status"
      label="Show"
      value={filter.status}
      options={[
        ['', 'Open cases'],
        ['closed', 'Closed cases'],
        ['not-correspondence', 'Not correspondence'],
      ]}
    />
    <Select
      name="route"
      label="Route"
      value={filter.route}
      options={[['', 'All routes'], ...ROUTES.map((route) => [route, routeName(route)] as const)]}
    />
    <Select
      name="risk"
      label="Signs of risk"
      value={filter.risk}
      options={[
        ['', 'All'],
        ...[...RISK_LEVELS].reverse().map((level) => [level, levelName(level)] as const),
      ]}
    />
    <Select
      name="unsure"
      label="Sure of the route"
      value={filter.unsure ? 'yes' : ''}
      options={[
        ['', 'All'],
        ['yes', 'A person has to choose'],
      ]}
    />
    <div class="wp-filters__go">
      <button type="submit" class="govuk-button govuk-button--secondary">
        Filter
      </button>
      {(isNarrowed(filter) || filter.status) && (
        <a class="govuk-link govuk-body-s govuk-!-margin-bottom-0" href="/">
          Clear<span class="govuk-visually-hidden"> the filters</span>
        </a>
      )}
    </div>
  </form>
)

const COLUMNS = ['Case', 'From', 'Route', 'Received', 'Next deadline', 'Signs of risk']

/** Written out, because a narrow screen shows the rows as cards, and that takes a table's own roles away. */
const as = (role: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'cell') => ({ role })

const CaseTable = ({ cases, now }: { cases: QueuedCase[]; now: Date }) => (
  <table class="govuk-table wp-table" {...as('table')}>
    <thead class="govuk-table__head" {...as('rowgroup')}>
      <tr class="govuk-table__row" {...as('row')}>
        {COLUMNS.map((name) => (
          <th scope="col" class="govuk-table__header" {...as('columnheader')}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body" {...as('rowgroup')}>
      {cases.map((one) => (
        <CaseRow one={one} now={now} />
      ))}
    </tbody>
  </table>
)

const CaseRow = ({ one, now }: { one: QueuedCase; now: Date }) => (
  <tr class={`govuk-table__row wp-row--${one.risk}`} {...as('row')}>
    <Cell label="Case">
      <a class="govuk-link wp-reference" href={`/cases/${one.reference}`}>
        {one.reference}
      </a>
      {one.drillId && <DrillTag />}
      <span class="wp-under wp-clip">{one.subject || 'No subject'}</span>
    </Cell>
    <Cell label="From">
      {one.correspondentName || <span class="wp-quiet">No name given</span>}
      <ContactLine {...one.standing} />
      {one.acknowledgement?.state === 'held' && (
        <span class="wp-under">Acknowledgement held: a person decides</span>
      )}
      {one.acknowledgement?.state === 'failed' && (
        <span class="wp-under">Acknowledgement refused by the mail server</span>
      )}
      {one.tasks.map((kind) => (
        <span class="wp-under">
          <strong>Task:</strong> {taskName(kind)}
        </span>
      ))}
    </Cell>
    <Cell label="Route">
      {routeName(one.route)}
      <span class="wp-under">{sayRouteState(one)}</span>
    </Cell>
    <Cell label="Received">
      <span class="wp-unbroken">{howLong(one.openedAt, now)} ago</span>
    </Cell>
    <Cell label="Next deadline">
      <NextDeadline clock={one.nextClock} now={now} />
    </Cell>
    <Cell label="Signs of risk">
      <LevelTag level={one.risk} />
    </Cell>
  </tr>
)

const NextDeadline = ({ clock, now }: { clock: QueuedCase['nextClock']; now: Date }) =>
  clock ? (
    <>
      <span class={clock.dueOn < londonDay(now) ? 'wp-late' : undefined}>{untilDay(clock.dueOn, now)}</span>
      <span class="wp-under wp-unbroken">{dayWithoutWeekday(clock.dueOn)}</span>
    </>
  ) : (
    <span class="wp-quiet wp-unbroken">none set by law</span>
  )

const sayRouteState = ({ routeConfirmed, abstained, others }: QueuedCase): string =>
  [
    routeConfirmed ? 'confirmed' : abstained ? 'a person has to choose' : 'proposed',
    ...(others.length > 0 ? [`and ${sayCount(others.length, 'other')}`] : []),
  ].join(', ')

const Cell = ({ label, children }: { label: string; children?: Child }) => (
  <td class="govuk-table__cell" {...as('cell')} data-label={label}>
    <div>{children}</div>
  </td>
)

const Pages = ({ page, count, filter }: { page: number; count: number; filter: QueueFilter }) => {
  const last = pageCount(count)
  if (last === 1) return null
  return (
    <nav class="wp-pages" aria-label="Pages of cases">
      {page > 1 && (
        <a class="govuk-link" href={pageAddress(filter, page - 1)} rel="prev">
          Earlier<span class="govuk-visually-hidden"> cases</span>
        </a>
      )}
      <span>
        Page {page} of {last}
      </span>
      {page < last && (
        <a class="govuk-link" href={pageAddress(filter, page + 1)} rel="next">
          Later<span class="govuk-visually-hidden"> cases</span>
        </a>
      )}
    </nav>
  )
}

/** The same filter on another page, so that an address can be kept or passed on. */
export function pageAddress({ route, risk, status, unsure, tasks }: QueueFilter, page: number): string {
  const words = {
    route,
    risk,
    status,
    unsure: unsure ? 'yes' : undefined,
    tasks: tasks ? 'yes' : undefined,
    page: String(page),
  }
  const set = Object.entries(words).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return `/?${new URLSearchParams(set)}`
}
