import type { Queue } from '../../cases/find-queue.ts'
import type { QueueFilter } from '../../cases/queue-filter.ts'
import type { LadderTrouble } from '../../escalations/find-trouble.ts'
import { LadderBanner } from '../alerts/ladder-banner.tsx'
import { BulkFields } from '../bulk/bulk-pages.tsx'
import { ErrorSummary, Token } from '../parts/controls.tsx'
import { Page } from '../parts/layout.tsx'
import { sayCount } from '../parts/words.ts'
import { may } from '../roles.ts'
import { gapAlarms, RotaBanner } from '../rota/rota-banner.tsx'
import { AlarmBanner, type OpenAlarms } from '../watch/alarm-list.tsx'
import type { SignedIn } from '../web-deps.ts'
import { Filters, type FiltersProps } from './queue-filters.tsx'
import { CaseTable } from './queue-table.tsx'
import { type AskedQueue, queueAddress } from './read-filter.ts'
import { SafetyLane } from './safety-lane.tsx'

export type QueuePageProps = {
  signedIn: SignedIn
  /** What is wrong with the service itself. */
  alarms: OpenAlarms
  /** Alerts whose ladder does not do what it should. */
  trouble: readonly LadderTrouble[]
  queue: Queue
  asked: AskedQueue
  /** Where a colleague spoke to the reader in a note. */
  mentioned: readonly { reference: string }[]
  filters: Omit<FiltersProps, 'signedIn' | 'words' | 'mistakes'>
  now: Date
  /** On an embedded start: where a mail program can send a mail to try it. */
  smtpAddress: string | undefined
}

/** The work of the office: danger first, whatever the filter says, then the cases in order of their points. */
export const QueuePage = (props: QueuePageProps) => {
  const { signedIn, alarms, queue, now } = props
  const { filter, words, mistakes } = props.asked
  return (
    <Page title="Queue" signedIn={signedIn} at="/" hasErrors={Object.keys(mistakes).length > 0}>
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-4">Queue</h1>
      <LadderBanner trouble={props.trouble} />
      <AlarmBanner open={alarms} />
      <RotaBanner gaps={gapAlarms(alarms)} office={signedIn.office} isLinked />
      {queue.parked > 0 && <Parked count={queue.parked} />}
      <SafetyLane cases={queue.safety} now={now} />
      {queue.tasks > 0 && !filter.tasks && <Tasks count={queue.tasks} />}
      {props.mentioned.length > 0 && <Mentioned cases={props.mentioned} />}
      <section aria-labelledby="cases">
        <h2 class="govuk-heading-m govuk-!-margin-bottom-3" id="cases">
          {queue.isMore && 'More than '}
          {sayCount(queue.count, ...nameOfCases(filter))}
          {isNarrowed(filter) && !filter.tasks && (queue.count === 1 ? ' matches' : ' match')}
        </h2>
        <Filters {...props.filters} {...{ signedIn, words, mistakes }} />
        {queue.cases.length === 0 ? (
          <Nothing {...props} />
        ) : (
          <>
            <CaseTable cases={queue.cases} now={now} mayTick={may(signedIn.role, 'act')} />
            {may(signedIn.role, 'act') && <BulkForm {...props} />}
          </>
        )}
        <Pages queue={queue} words={words} />
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

/** By anything but which of the three lists it is. */
const isNarrowed = ({ status, ...filter }: QueueFilter): boolean =>
  status === 'not-correspondence' ||
  Object.values(filter).some((value) => value !== undefined && value !== false)

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

/** What is ticked in the table above is shown first, case by case, and only then done. */
const BulkForm = ({ signedIn, filters }: QueuePageProps) => (
  <details class="govuk-details">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">Do one thing to several cases</span>
    </summary>
    <form class="govuk-details__text" id="bulk" method="post" action="/queue/bulk" novalidate>
      <Token token={signedIn.formToken} />
      <BulkFields form={{}} colleagues={filters.colleagues} />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Show what it would do
      </button>
    </form>
  </details>
)

const Mentioned = ({ cases }: { cases: readonly { reference: string }[] }) => (
  <div class="wp-undo">
    <p class="govuk-body govuk-!-margin-bottom-0">
      A colleague speaks to you in a note:{' '}
      {cases.map(({ reference }, at) => (
        <>
          {at > 0 && ', '}
          <a class="govuk-link wp-reference" href={`/cases/${reference}#notes-title`}>
            {reference}
          </a>
        </>
      ))}
    </p>
  </div>
)

const Nothing = ({ asked: { filter, page }, smtpAddress, signedIn }: QueuePageProps) => (
  <p class="govuk-body wp-empty">
    {page.after || page.before
      ? 'There is nothing further on: what stood here has moved.'
      : isNarrowed(filter) || filter.status
        ? 'No case matches these filters.'
        : 'No case is open. New messages show here within seconds.'}{' '}
    {smtpAddress && (
      <>
        To try it, send a mail to {signedIn.office.demoMailbox} through {smtpAddress}.
      </>
    )}
  </p>
)

/** By where a page begins and not by its number: a case that moves up meanwhile is not shown twice or left out. */
const Pages = ({
  queue: { earlier, later },
  words,
}: {
  queue: Queue
  words: Readonly<Record<string, string>>
}) =>
  earlier || later ? (
    <nav class="wp-pages" aria-label="Pages of cases">
      {earlier && (
        <>
          <a class="govuk-link" href={queueAddress(words)}>
            First<span class="govuk-visually-hidden"> page of cases</span>
          </a>
          <a class="govuk-link" href={queueAddress(words, { before: earlier })} rel="prev">
            Previous<span class="govuk-visually-hidden"> page of cases</span>
          </a>
        </>
      )}
      {later && (
        <a class="govuk-link" href={queueAddress(words, { after: later })} rel="next">
          Next<span class="govuk-visually-hidden"> page of cases</span>
        </a>
      )}
    </nav>
  ) : null
