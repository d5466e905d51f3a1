import type { QueuedCase } from '../../cases/find-queue.ts'
import { londonDay } from '../../clocks/days.ts'
import type { QueuePoints } from '../../triage/queue-points.ts'
import { ContactLine } from '../parts/contact-banner.tsx'
import { DrillTag, LevelTag } from '../parts/controls.tsx'
import { dayWithoutWeekday, howLong, untilDay } from '../parts/dates.ts'
import { CardCell, CardRow, CardTable } from '../parts/table.tsx'
import { languageName, routeName, sayCount, taskName } from '../parts/words.ts'

const COLUMNS = ['Case', 'From', 'Route', 'Waiting', 'Next deadline', 'Who has it', 'Signs of risk', 'Points']

/** The cases of one page of the queue. */
export const CaseTable = ({ cases, now, mayTick }: { cases: QueuedCase[]; now: Date; mayTick: boolean }) => (
  <CardTable columns={COLUMNS}>
    {cases.map((one) => (
      <CaseRow one={one} now={now} mayTick={mayTick} />
    ))}
  </CardTable>
)

const CaseRow = ({ one, now, mayTick }: { one: QueuedCase; now: Date; mayTick: boolean }) => (
  <CardRow class={`wp-row--${one.risk}`} isStop>
    <CardCell label="Case">
      {mayTick && (
        <input
          class="wp-tick"
          type="checkbox"
          form="bulk"
          name={`case-${one.reference}`}
          value="yes"
          aria-label={`Tick ${one.reference}`}
        />
      )}
      <a class="govuk-link wp-reference" href={`/cases/${one.reference}`}>
        {one.reference}
      </a>
      {one.drillId && <DrillTag />}
      <span class="wp-under wp-clip">{one.subject || 'No subject'}</span>
    </CardCell>
    <CardCell label="From">
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
    </CardCell>
    <CardCell label="Route">
      {routeName(one.route)}
      <span class="wp-under">{sayRouteState(one)}</span>
    </CardCell>
    <CardCell label="Waiting">{howLong(one.openedAt, now)}</CardCell>
    <CardCell label="Next deadline">
      <NextDeadline one={one} now={now} />
    </CardCell>
    <CardCell label="Who has it">{one.ownerName || <span class="wp-quiet">Nobody yet</span>}</CardCell>
    <CardCell label="Signs of risk">
      <LevelTag level={one.risk} />
    </CardCell>
    <CardCell label="Points">
      <Points {...one.points} of={one.reference} />
    </CardCell>
  </CardRow>
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
