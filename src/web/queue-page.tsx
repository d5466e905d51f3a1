import { Hono } from 'hono'
import { record } from '../audit/record.ts'
import { findQueue, pageCount, type Queue, type QueuedCase, type QueueFilter } from '../cases/find-cases.ts'
import { sayDay } from '../clocks/days.ts'
import { inOffice } from '../db/db.ts'
import { RISK_LEVELS } from '../triage/risk.ts'
import { ROUTES } from '../triage/route.ts'
import { LevelTag, Select } from './controls.tsx'
import { Page } from './layout.tsx'
import { requireRole } from './roles.ts'
import type { SignedIn, WebDeps, WebEnv } from './web-deps.ts'
import { acknowledgementName, ago, levelName, routeName, untilDay } from './words.ts'

const STATUSES = ['open', 'closed', 'not-correspondence'] as const

export function queueRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/', requireRole(deps, 'view'), async (c) => {
    const signedIn = c.get('signedIn')
    const filter = readFilter(c.req.query())
    const page = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1)
    const queue = await inOffice(deps.db, signedIn.office.id, async (tx) => {
      await record(tx, [
        { officeId: signedIn.office.id, at: deps.now(), actor: signedIn.userKey, action: 'queue-viewed' },
      ])
      return findQueue(tx, filter, page)
    })
    return c.html(
      <QueuePage
        signedIn={signedIn}
        queue={queue}
        filter={filter}
        page={page}
        now={deps.now()}
        smtp={deps.demoNotes?.smtpAddress}
      />,
    )
  })
  return app
}

/** Only words we know; anything else in the address is as if it were not there. */
function readFilter(query: Record<string, string>): QueueFilter {
  return {
    route: ROUTES.find((route) => route === query['route']),
    risk: RISK_LEVELS.find((level) => level === query['risk']),
    status: STATUSES.find((status) => status === query['status']),
    unsure: query['unsure'] === 'yes',
  }
}

type Shown = {
  signedIn: SignedIn
  queue: Queue
  filter: QueueFilter
  page: number
  now: Date
  smtp: string | undefined
}

const QueuePage = ({ signedIn, queue, filter, page, now, smtp }: Shown) => (
  <Page title="Queue" signedIn={signedIn}>
    <h1 class="govuk-heading-l">Queue</h1>
    {queue.parked > 0 && (
      <div class="govuk-inset-text">
        <a class="govuk-link" href="/problems">
          {queue.parked === 1
            ? '1 message could not be taken in'
            : `${queue.parked} messages could not be taken in`}
        </a>{' '}
        and {queue.parked === 1 ? 'waits' : 'wait'} for a person.
      </div>
    )}
    <SafetyLane cases={queue.safety} now={now} />
    <Filters filter={filter} />
    <h2 class="govuk-heading-m">{queue.count === 1 ? '1 case' : `${queue.count} cases`}</h2>
    {queue.cases.length === 0 ? <Nothing smtp={smtp} /> : <CaseTable cases={queue.cases} now={now} />}
    <Pages page={page} count={queue.count} filter={filter} />
  </Page>
)

const Nothing = ({ smtp }: { smtp: string | undefined }) => (
  <p class="govuk-body">
    No case matches. {smtp && <>Send a mail to {smtp} and it shows here within seconds.</>}
  </p>
)

const SafetyLane = ({ cases, now }: { cases: QueuedCase[]; now: Date }) => (
  <section class={`wp-lane${cases.length === 0 ? ' wp-lane--quiet' : ''}`} aria-labelledby="safety">
    <h2 class="govuk-heading-m" id="safety">
      Safety:{' '}
      {cases.length === 0
        ? 'no open alert'
        : `${cases.length} open ${cases.length === 1 ? 'alert' : 'alerts'}`}
    </h2>
    {cases.length === 0 ? (
      <p class="govuk-body">
        Every alert has been answered and closed. Each message is still read by a person.
      </p>
    ) : (
      <ul class="wp-lane__list">
        {cases.map((one) => (
          <li class="wp-lane__item">
            <div>
              <LevelTag level={one.alert?.level ?? one.risk} />
              <div class="govuk-body-s govuk-!-margin-bottom-0 govuk-!-margin-top-1">
                raised {ago(one.openedAt, now)}
              </div>
            </div>
            <div>
              <a class="govuk-link govuk-!-font-weight-bold" href={`/alerts/${one.alert?.id}`}>
                {one.reference}
              </a>
              <div class="govuk-body-s govuk-!-margin-bottom-0">
                {routeName(one.route)}
                {one.risk === 'unreadable' && ', could not be read'}
              </div>
            </div>
            <div class="govuk-body-s govuk-!-margin-bottom-0">
              {one.alert?.state === 'answered' ? (
                `Answered by ${one.alert.answeredBy}`
              ) : (
                <strong>Nobody has answered</strong>
              )}
            </div>
          </li>
        ))}
      </ul>
    )}
  </section>
)

const Filters = ({ filter }: { filter: QueueFilter }) => (
  <form class="wp-filters" method="get" action="/" aria-label="Filter the cases">
    <Select
      name="route"
      label="Route"
      value={filter.route}
      options={[['', 'All'], ...ROUTES.map((route) => [route, routeName(route)] as const)]}
    />
    <Select
      name="risk"
      label="Risk"
      value={filter.risk}
      options={[
        ['', 'All'],
        ...[...RISK_LEVELS].reverse().map((level) => [level, levelName(level)] as const),
      ]}
    />
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
      name="unsure"
      label="Sure of the route"
      value={filter.unsure ? 'yes' : ''}
      options={[
        ['', 'All'],
        ['yes', 'Needs a person to choose'],
      ]}
    />
    <button type="submit" class="govuk-button govuk-button--secondary">
      Filter
    </button>
  </form>
)

const CaseTable = ({ cases, now }: { cases: QueuedCase[]; now: Date }) => (
  <table class="govuk-table wp-table">
    <thead class="govuk-table__head">
      <tr class="govuk-table__row">
        {['Case', 'From', 'Route', 'Received', 'Next deadline', 'Risk'].map((name) => (
          <th scope="col" class="govuk-table__header">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body">
      {cases.map((one) => (
        <tr class="govuk-table__row">
          <td class="govuk-table__cell wp-table__ref" data-label="Case">
            <a class="govuk-link" href={`/cases/${one.reference}`}>
              {one.reference}
            </a>
          </td>
          <td class="govuk-table__cell" data-label="From">
            {one.correspondentName || <span class="wp-quiet">No name given</span>}
            {one.acknowledgement?.state === 'held' && (
              <div class="govuk-body-s govuk-!-margin-bottom-0">{acknowledgementName('held')}</div>
            )}
          </td>
          <td class="govuk-table__cell" data-label="Route">
            {routeName(one.route)}
            <div class="govuk-body-s wp-quiet govuk-!-margin-bottom-0">
              {one.routeConfirmed ? 'confirmed' : one.abstained ? 'needs a person to choose' : 'proposed'}
            </div>
          </td>
          <td class="govuk-table__cell" data-label="Received">
            {ago(one.openedAt, now)}
          </td>
          <td class="govuk-table__cell" data-label="Next deadline">
            {one.nextClock ? (
              <>
                {sayDay(one.nextClock.dueOn)}
                <div class="govuk-body-s wp-quiet govuk-!-margin-bottom-0">
                  {untilDay(one.nextClock.dueOn, now)}
                </div>
              </>
            ) : (
              <span class="wp-quiet">None set by law</span>
            )}
          </td>
          <td class="govuk-table__cell" data-label="Risk">
            <LevelTag level={one.risk} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Pages = ({ page, count, filter }: { page: number; count: number; filter: QueueFilter }) => {
  const last = pageCount(count)
  const to = (number: number) => {
    const query = new URLSearchParams({ page: String(number) })
    for (const name of ['route', 'risk', 'status'] as const)
      if (filter[name]) query.set(name, String(filter[name]))
    if (filter.unsure) query.set('unsure', 'yes')
    return `/?${query}`
  }
  return last === 1 ? null : (
    <nav class="govuk-body" aria-label="Pages">
      Page {page} of {last}{' '}
      {page > 1 && (
        <a class="govuk-link" href={to(page - 1)}>
          Earlier cases
        </a>
      )}{' '}
      {page < last && (
        <a class="govuk-link" href={to(page + 1)}>
          Later cases
        </a>
      )}
    </nav>
  )
}
