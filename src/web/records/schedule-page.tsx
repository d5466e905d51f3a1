/** The office's schedule as it is in force, with where each line comes from and what is still to be said. */
import type { RetentionRow } from '../../offices/profile.ts'
import { sayMonths } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { RecordPlaces } from '../parts/places.tsx'
import { CardCell, CardRow, CardTable } from '../parts/table.tsx'
import { routeName, sayList } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'
import { OUTCOMES, sayTrigger } from './record-words.ts'

const FOLLOWS = {
  notice: 'It follows the privacy notice.',
  policy: 'It follows the office’s retention policy.',
  'not-set': 'Nobody has said yet whether it follows the privacy notice or a retention policy.',
} as const

export const SchedulePage = ({ signedIn, version }: { signedIn: SignedIn; version: number }) => {
  const { retention, records, shortName } = signedIn.office
  return (
    <Page title="Retention schedule" signedIn={signedIn} at="/records">
      <h1 class="govuk-heading-l govuk-!-margin-bottom-2">Retention schedule</h1>
      <RecordPlaces at="/records/schedule" />
      <p class="govuk-body">
        <strong>{FOLLOWS[records.follows]}</strong> {records.why}
      </p>
      <p class="govuk-body-s wp-quiet">
        Version {version} of {shortName}. A case of several routes is kept as its longest line says; a line
        that names how a case ended goes before the one that does not.
      </p>
      <CardTable columns={['Line', 'Routes', 'Kept', 'From']}>
        {retention.map((row) => (
          <Line row={row} />
        ))}
      </CardTable>
    </Page>
  )
}

const Line = ({ row }: { row: RetentionRow }) => (
  <CardRow>
    <CardCell label="Line">
      {row.schedule}
      <span class="wp-under">{row.source.join(', ')}</span>
    </CardCell>
    <CardCell label="Routes">
      {sayList(row.routes.map(routeName))}
      {row.outcomes && (
        <span class="wp-under">
          only where it ended: {sayList(row.outcomes.map((one) => OUTCOMES[one].toLowerCase()))}
        </span>
      )}
      {row.note && <span class="wp-under">{row.note}</span>}
    </CardCell>
    <CardCell label="Kept">
      {row.keepMonths === 'not-set' ? (
        <strong>not set: nothing is disposed of</strong>
      ) : (
        sayMonths(row.keepMonths)
      )}
    </CardCell>
    <CardCell label="From">{sayTrigger(row.trigger)}</CardCell>
  </CardRow>
)
