/** Everything that is owed soon, by whom: the list that somebody works through in the morning. */
import { sayDay } from '../../clocks/days.ts'
import type { Standing } from '../../clocks/standing.ts'
import type { Owed, OwedClock } from '../../deadlines/find-owed.ts'
import { Select } from '../parts/controls.tsx'
import { dayWithoutWeekday, untilDay } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { CardCell, CardRow, CardTable } from '../parts/table.tsx'
import { clockName, partyName, sayCount } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'

export type DeadlinesPageProps = {
  signedIn: SignedIn
  owed: Owed
  /** The post that the list is narrowed to, by its address. */
  owner: string | undefined
  now: Date
}

/** Of each kind: more than anybody works through in a day. */
const MOST_LISTED = 1_000

const GROUPS: readonly [standing: Standing, title: string][] = [
  ['late', 'Late'],
  ['due-today', 'Due today'],
  ['due-soon', 'Due soon'],
  ['standing-still', 'Standing still until something arrives'],
]

export const DeadlinesPage = (props: DeadlinesPageProps) => {
  const { signedIn, owed, now } = props
  const listed = owed.clocks.slice(0, MOST_LISTED)
  const nothing = owed.clocks.length + owed.chases.length + owed.moved.length === 0
  return (
    <Page title="Deadlines" signedIn={signedIn} at="/deadlines">
      <h1 class="govuk-heading-l govuk-!-margin-bottom-4">Deadlines</h1>
      <OwnerFilter {...props} />
      {nothing && <p class="govuk-body wp-empty">Nothing is late, due soon or waited for.</p>}
      {owed.clocks.length > MOST_LISTED && (
        <p class="govuk-body">Only the first {MOST_LISTED.toLocaleString('en-GB')} are listed.</p>
      )}
      {GROUPS.map(([standing, title]) => (
        <Group title={title} clocks={listed.filter((one) => one.standing === standing)} now={now} />
      ))}
      <Moved owed={owed} />
      <ToChase owed={owed} />
    </Page>
  )
}

const OwnerFilter = ({ signedIn, owner }: DeadlinesPageProps) => {
  const posts = new Map(
    Object.values(signedIn.office.routes).map(({ primary }) => [primary.email, primary.post]),
  )
  return (
    <form class="wp-filters" method="get" action="/deadlines" aria-label="Filter the deadlines">
      <Select
        name="owner"
        label="Owned by"
        value={owner ?? ''}
        options={[['', 'Everybody'], ...[...posts].sort((a, b) => a[1].localeCompare(b[1]))]}
      />
      <div class="wp-filters__go">
        <button type="submit" class="govuk-button govuk-button--secondary">
          Filter
        </button>
      </div>
    </form>
  )
}

const Group = ({ title, clocks, now }: { title: string; clocks: OwedClock[]; now: Date }) => {
  if (clocks.length === 0) return null
  const id = title.toLowerCase().replaceAll(' ', '-')
  return (
    <section aria-labelledby={id}>
      <h2 class="govuk-heading-m govuk-!-margin-bottom-2" id={id}>
        {title} ({clocks.length})
      </h2>
      <CardTable columns={['Case', 'What is owed', 'Due', 'Owned by']}>
        {clocks.map((one) => (
          <CardRow>
            <CardCell label="Case">
              <CaseLink reference={one.reference} />
            </CardCell>
            <CardCell label="What is owed">
              <a class="govuk-link" href={`/cases/${one.reference}/clocks/${one.clockId}`}>
                {clockName(one.kind)}
              </a>
            </CardCell>
            <CardCell label="Due">
              {one.dueOn ? (
                <>
                  <span class={one.standing === 'late' ? 'wp-late' : undefined}>
                    {untilDay(one.dueOn, now)}
                  </span>
                  <span class="wp-under wp-unbroken">{dayWithoutWeekday(one.dueOn)}</span>
                </>
              ) : (
                'no day now'
              )}
            </CardCell>
            <CardCell label="Owned by">
              {one.owner.primary.post}
              {one.isEscalated && <span class="wp-under">{one.owner.deputy.post} was told</span>}
            </CardCell>
          </CardRow>
        ))}
      </CardTable>
    </section>
  )
}

const CaseLink = ({ reference }: { reference: string }) => (
  <a class="govuk-link wp-reference" href={`/cases/${reference}`}>
    {reference}
  </a>
)

const Moved = ({ owed }: { owed: Owed }) =>
  owed.moved.length === 0 ? null : (
    <section aria-labelledby="moved">
      <h2 class="govuk-heading-m govuk-!-margin-bottom-2" id="moved">
        Moved, because the bank holidays have changed ({owed.moved.length})
      </h2>
      <ul class="govuk-list">
        {owed.moved.slice(0, MOST_LISTED).map(({ reference, owner }) => (
          <li>
            <CaseLink reference={reference} />, {owner.primary.post}
          </li>
        ))}
      </ul>
    </section>
  )

const ToChase = ({ owed }: { owed: Owed }) =>
  owed.chases.length === 0 ? null : (
    <section aria-labelledby="chase">
      <h2 class="govuk-heading-m govuk-!-margin-bottom-2" id="chase">
        {sayCount(owed.chases.length, 'answer')} from outside to ask for again
      </h2>
      <ul class="govuk-list">
        {owed.chases.slice(0, MOST_LISTED).map(({ reference, toWhom, chaseOn, isLastRung, owner }) => (
          <li>
            <CaseLink reference={reference} />: {partyName(toWhom)}, since {sayDay(chaseOn)},{' '}
            {owner.primary.post}
            {isLastRung && '. All reminders are used: speak to them'}
          </li>
        ))}
      </ul>
    </section>
  )
