/** Every hold that a person has to look at again, the longest due first. */
import { londonDay } from '../../clocks/days.ts'
import type { PlacedHold } from '../../records/find-holds.ts'
import { dayWithoutWeekday, untilDay } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { RecordPlaces } from '../parts/places.tsx'
import { CardCell, CardRow, CardTable } from '../parts/table.tsx'
import type { SignedIn } from '../web-deps.ts'
import { HOLDS } from './record-words.ts'

type Props = { signedIn: SignedIn; holds: readonly PlacedHold[]; now: Date }

export const HoldsPage = ({ signedIn, holds, now }: Props) => (
  <Page title="Holds" signedIn={signedIn} at="/records">
    <h1 class="govuk-heading-l govuk-!-margin-bottom-2">Holds</h1>
    <RecordPlaces at="/records/holds" />
    <p class="govuk-body">
      What people hold, with the day on which somebody has to look whether it is still needed. A hold does not
      end by itself. Requests, deadlines and alerts that are open hold their cases too, for as long as they
      are open; those stand on the case itself.
    </p>
    {holds.length === 0 ? (
      <p class="govuk-body wp-empty">Nothing is held.</p>
    ) : (
      <CardTable columns={['Case', 'Held', 'Owned by', 'To be looked at']}>
        {holds.map(({ hold, reference }) => (
          <CardRow>
            <CardCell label="Case">
              <a class="govuk-link wp-reference" href={`/cases/${reference}`}>
                {reference}
              </a>
            </CardCell>
            <CardCell label="Held">
              {HOLDS[hold.kind]}
              <span class="wp-under">{hold.reason}</span>
              <span class="wp-under">
                by {hold.placedByName}, {dayWithoutWeekday(londonDay(hold.placedAt))}
              </span>
            </CardCell>
            <CardCell label="Owned by">{hold.owner ?? 'nobody yet'}</CardCell>
            <CardCell label="To be looked at">
              {hold.reviewOn ? (
                <>
                  <span class={hold.reviewOn < londonDay(now) ? 'wp-late' : undefined}>
                    {untilDay(hold.reviewOn, now)}
                  </span>
                  <span class="wp-under wp-unbroken">{dayWithoutWeekday(hold.reviewOn)}</span>
                </>
              ) : (
                <span class="wp-late">now: no day was set</span>
              )}
            </CardCell>
          </CardRow>
        ))}
      </CardTable>
    )}
  </Page>
)
