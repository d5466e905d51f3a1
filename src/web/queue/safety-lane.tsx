import type { QueuedCase } from '../../cases/find-queue.ts'
import { CLIMBING } from '../../db/alert-states.ts'
import { sayAlertState } from '../parts/alert-words.ts'
import { ContactLine } from '../parts/contact-banner.tsx'
import { DrillTag, LevelTag } from '../parts/controls.tsx'
import { howLong } from '../parts/dates.ts'
import { dangerName, routeName, sayCount, sayList } from '../parts/words.ts'

/** Every open alert, on top of the queue whatever the filter: who, how long, and whether anybody is on it. */
export const SafetyLane = ({ cases, now }: { cases: QueuedCase[]; now: Date }) => (
  <section class={`wp-lane${cases.length === 0 ? ' wp-lane--quiet' : ''}`} aria-labelledby="safety">
    <h2 class="govuk-heading-m govuk-!-margin-bottom-2" id="safety">
      Safety: {cases.length === 0 ? 'no open alert' : sayCount(cases.length, 'open alert')}
    </h2>
    {cases.length === 0 ? (
      <p class="govuk-body govuk-!-margin-bottom-2">
        No rule found danger in a message that still waits. Rules miss things: please read each message.
      </p>
    ) : (
      <ul class="wp-lane__list">
        {cases.map((one) => (
          <LaneItem one={one} now={now} />
        ))}
      </ul>
    )}
    {cases.length > 0 && (
      <p class="govuk-body-s govuk-!-margin-bottom-2">
        <a class="govuk-link" href="/handover">
          Hand-over summary of the open alerts
        </a>
      </p>
    )}
  </section>
)

const LaneItem = ({ one, now }: { one: QueuedCase; now: Date }) => (
  <li class="wp-lane__item">
    <div>
      <LevelTag level={one.alert?.level ?? one.risk} />
    </div>
    <div>
      <a class="govuk-link govuk-!-font-weight-bold wp-reference" href={`/alerts/${one.alert?.id}`}>
        {one.reference}
      </a>
      {one.drillId && <DrillTag />}
      <span class="wp-under">
        {one.dangers.length > 0
          ? sayList(one.dangers.map(dangerName))
          : 'The words could not be read, so it is treated as serious'}
      </span>
      <span class="wp-under">
        {one.correspondentName || 'No name given'}, {routeName(one.route)}
      </span>
      <ContactLine {...one.standing} />
    </div>
    <div class="wp-lane__who">{one.alert && <WhoIsOnIt alert={one.alert} now={now} />}</div>
  </li>
)

const WhoIsOnIt = ({ alert, now }: { alert: NonNullable<QueuedCase['alert']>; now: Date }) =>
  CLIMBING.includes(alert.state) ? (
    <>
      <strong>Nobody has answered</strong>
      <span class="wp-under">raised {howLong(alert.raisedAt, now)} ago</span>
    </>
  ) : (
    <>
      {sayAlertState(alert)}
      <span class="wp-under">
        {alert.answeredAt && `for ${howLong(alert.answeredAt, now)}, `}raised {howLong(alert.raisedAt, now)}{' '}
        ago
      </span>
    </>
  )
