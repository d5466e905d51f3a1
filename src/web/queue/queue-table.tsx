import type { Child } from 'hono/jsx'
import type { QueuedCase } from '../../cases/find-queue.ts'
import { londonDay } from '../../clocks/days.ts'
import type { QueuePoints } from '../../triage/queue-points.ts'
import { ContactLine } from '../parts/contact-banner.tsx'
import { DrillTag, LevelTag } from '../parts/controls.tsx'
import { dayWithoutWeekday, howLong, untilDay } from '../parts/dates.ts'
import { languageName, routeName, sayCount, taskName } from '../parts/words.ts'

const COLUMNS = ['Case', 'From', 'Route', 'Waiting', 'Next deadline', 'Who has it', 'Signs of risk', 'Points']

/** Written out, because a narrow screen shows the rows as cards, and that takes a table's own roles away. */
const as = (role: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'cell') => ({ role })

/** The cases of one page of the queue. */
export const CaseTable = ({ cases, now }: { cases: QueuedCase[]; now: Date }) => (
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
      {one.language !== 'en' && one.language !== 'und' && (
        <span class="wp-under">Writes in {languageName(one.language)}</span>
      )}
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
    <Cell label="Waiting">
      <span class="wp-unbroken">{howLong(one.openedAt, now)}</span>
    </Cell>
    <Cell label="Next deadline">
      <NextDeadline one={one} now={now} />
    </Cell>
    <Cell label="Who has it">{one.ownerName || <span class="wp-quiet">Nobody yet</span>}</Cell>
    <Cell label="Signs of risk">
      <LevelTag level={one.risk} />
    </Cell>
    <Cell label="Points">
      <Points {...one.points} of={one.reference} />
    </Cell>
  </tr>
)

/** What the order of the queue comes from, for whoever asks. */
const Points = ({ sum, parts, of }: QueuePoints & { of: string }) => (
  <details class="wp-points">
    <summary>
      {sum}
      <span class="govuk-visually-hidden"> points: why {of} stands here</span>
    </summary>
    <ul>
      {parts.map(({ points, because }) => (
        <li>
          {points} {because}
        </li>
      ))}
    </ul>
  </details>
)

const NextDeadline = ({ one, now }: { one: QueuedCase; now: Date }) =>
  one.nextClock ? (
    <>
      <span class={one.nextClock.dueOn < londonDay(now) ? 'wp-late' : undefined}>
        {untilDay(one.nextClock.dueOn, now)}
      </span>
      <span class="wp-under wp-unbroken">{dayWithoutWeekday(one.nextClock.dueOn)}</span>
    </>
  ) : (
    <span class="wp-quiet">{one.clockState === 'standing' ? 'waits for somebody' : 'none set by law'}</span>
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
