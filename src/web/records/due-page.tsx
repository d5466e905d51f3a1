/** What is due for disposal now and soon: the look ahead of a records manager. */
import { londonDay } from '../../clocks/days.ts'
import type { OfficeProfile } from '../../offices/profile.ts'
import { type DueCase, LOOKS_AHEAD, type LookAhead, MOST_DUE } from '../../records/find-due.ts'
import { whyNot } from '../../records/mark-for-disposal.ts'
import { Select, Token } from '../parts/controls.tsx'
import { dayWithoutWeekday } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { RecordPlaces } from '../parts/places.tsx'
import { CardCell, CardRow, CardTable } from '../parts/table.tsx'
import { routeName, sayCount } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'

export type DueCount = { schedule: string; now: number; in30: number; in90: number }

export type DueProps = {
  signedIn: SignedIn
  due: readonly DueCase[]
  /** Whose erasure was allowed, whatever their day. */
  erased: readonly DueCase[]
  counts: readonly DueCount[]
  asked: { days: LookAhead; schedule: string | undefined; page: number }
  now: Date
}

export const DuePage = (props: DueProps) => {
  const { signedIn, due, counts, erased } = props
  const byDay = due.filter(({ id }) => !erased.some((one) => one.id === id))
  return (
    <Page title="Records to review" signedIn={signedIn} at="/records">
      <h1 class="govuk-heading-l govuk-!-margin-bottom-2">Records to review</h1>
      <RecordPlaces at="/records" />
      <p class="govuk-body">
        Closed cases whose keeping is over. One person marks them, another agrees, and after{' '}
        {sayCount(signedIn.office.records.graceDays, 'day')} they are disposed of. What is held stays.
      </p>
      {erased.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Erasure allowed ({erased.length})</h2>
          <p class="govuk-body">
            Somebody asked for these to be erased, and it was allowed. They go in the same way, with two
            people, and need not wait for the day of their schedule.
          </p>
          <DueList {...props} due={erased} hasNext={false} />
          <h2 class="govuk-heading-m">Kept for as long as the schedule says</h2>
        </>
      )}
      {counts.length > 0 && <Counts {...props} />}
      <Filter {...props} />
      {byDay.length === 0 ? (
        <p class="govuk-body wp-empty">Nothing is due.</p>
      ) : (
        <DueList {...props} due={byDay} hasNext={due.length === MOST_DUE} />
      )}
    </Page>
  )
}

const Counts = ({ counts }: DueProps) => (
  <CardTable columns={['Line of the schedule', 'Now', 'In 30 days', 'In 90 days']}>
    {counts.map((one) => (
      <CardRow>
        <CardCell label="Line of the schedule">{one.schedule}</CardCell>
        <CardCell label="Now">{one.now.toLocaleString('en-GB')}</CardCell>
        <CardCell label="In 30 days">{one.in30.toLocaleString('en-GB')}</CardCell>
        <CardCell label="In 90 days">{one.in90.toLocaleString('en-GB')}</CardCell>
      </CardRow>
    ))}
  </CardTable>
)

const Filter = ({ signedIn, asked }: DueProps) => (
  <form class="wp-filters" method="get" action="/records" aria-label="Filter the records">
    <Select
      name="days"
      label="Due"
      value={String(asked.days)}
      options={LOOKS_AHEAD.map((days) => [String(days), days === 0 ? 'Now' : `Within ${days} days`] as const)}
    />
    <Select
      name="schedule"
      label="Line of the schedule"
      value={asked.schedule ?? ''}
      options={[
        ['', 'All'],
        ...signedIn.office.retention.map(({ schedule }) => [schedule, schedule] as const),
      ]}
    />
    <div class="wp-filters__go">
      <button type="submit" class="govuk-button govuk-button--secondary">
        Filter
      </button>
    </div>
  </form>
)

const DueList = ({ hasNext, ...props }: DueProps & { hasNext: boolean }) => {
  const { signedIn, due, asked, now } = props
  const mayPropose = may(signedIn.role, 'propose-disposal')
  const free = due.filter((one) => whyNot(one, { office: signedIn.office, now }) === undefined)
  return (
    <form method="post" action="/records/preview">
      <Token token={signedIn.formToken} />
      <CardTable columns={['Case', 'Line', 'Due', 'What stands against it']}>
        {due.map((one) => (
          <DueRow office={signedIn.office} one={one} now={now} mayPropose={mayPropose} />
        ))}
      </CardTable>
      {mayPropose && free.length > 0 && (
        <button type="submit" class="govuk-button">
          Look at those that are ticked
        </button>
      )}
      {hasNext && (
        <p class="govuk-body">
          <a
            class="govuk-link"
            href={`/records?days=${asked.days}&schedule=${asked.schedule ?? ''}&page=${asked.page + 1}`}
          >
            The next {MOST_DUE}
          </a>
        </p>
      )}
    </form>
  )
}

/** The day of the schedule, or the law on which it goes before it. */
export const DueSince = ({ one }: { one: Pick<DueCase, 'erasure' | 'disposeAfter'> }) =>
  one.erasure ? (
    <>
      erasure allowed {dayWithoutWeekday(londonDay(one.erasure.allowedAt))} ({one.erasure.law})
    </>
  ) : (
    <>{one.disposeAfter && dayWithoutWeekday(one.disposeAfter)}</>
  )

type RowProps = { office: OfficeProfile; one: DueCase; now: Date; mayPropose: boolean }

const DueRow = ({ office, one, now, mayPropose }: RowProps) => {
  const against = whyNot(one, { office, now })
  const id = `case-${one.id}`
  return (
    <CardRow>
      <CardCell label="Case">
        {mayPropose && against === undefined ? (
          <div class="govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes">
            <div class="govuk-checkboxes__item">
              <input class="govuk-checkboxes__input" type="checkbox" id={id} name={id} value="yes" />
              <label class="govuk-label govuk-checkboxes__label" for={id}>
                <span class="govuk-visually-hidden">Mark </span>
                {one.reference}
              </label>
            </div>
          </div>
        ) : (
          <a class="govuk-link wp-reference" href={`/cases/${one.reference}`}>
            {one.reference}
          </a>
        )}
      </CardCell>
      <CardCell label="Line">
        {one.schedule}
        <span class="wp-under">{routeName(one.route)}</span>
      </CardCell>
      <CardCell label="Due">
        <DueSince one={one} />
        {one.closedAt && <span class="wp-under">closed {dayWithoutWeekday(londonDay(one.closedAt))}</span>}
      </CardCell>
      <CardCell label="What stands against it">{against ?? 'Nothing'}</CardCell>
    </CardRow>
  )
}
