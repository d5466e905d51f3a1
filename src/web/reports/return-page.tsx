import { type Published, type PublishedTable, SMALLEST_PUBLISHED } from '../../reports/suppress.ts'
import { COLUMNS, type Year, type YearTable } from '../../reports/year-return.ts'
import { Select } from '../parts/controls.tsx'
import { Page } from '../parts/layout.tsx'
import { ReportPlaces } from '../parts/places.tsx'
import type { SignedIn } from '../web-deps.ts'

type Props = {
  signedIn: SignedIn
  year: Year
  years: readonly Year[]
  tables: readonly (YearTable & PublishedTable)[]
}

const Cell = ({ value }: { value: Published | undefined }) => (
  <td class="govuk-table__cell govuk-table__cell--numeric">{value === 'left-out' ? 'left out' : value}</td>
)

/** The numbers of a year that an office publishes. */
export const ReturnPage = ({ signedIn, year, years, tables }: Props) => (
  <Page title={`Return for ${year}`} signedIn={signedIn} at="/work" before={<ReportPlaces at="/return" />}>
    <h1 class="govuk-heading-l govuk-!-margin-bottom-3">
      Requests and complaints of {signedIn.office.shortName}, {year}
    </h1>
    <form class="wp-filters" method="get" action="/return" aria-label="Choose the year">
      <Select
        name="year"
        label="Year from 1 April"
        value={year}
        options={years.map((one) => [one, one] as const)}
      />
      <div class="wp-filters__go">
        <button type="submit" class="govuk-button govuk-button--secondary">
          Show
        </button>
      </div>
    </form>
    <p class="govuk-body">
      Numbers from 1 to {SMALLEST_PUBLISHED - 1} are left out, because somebody may be known by them, and with
      them others by which they could be worked out. These tables may be published. Do not publish them beside
      other counts of the same cases.
    </p>
    <p class="govuk-body wp-screen-only">
      <a class="govuk-link" href={`/return.csv?year=${year}`}>
        Download as a table (CSV)
      </a>
      , or print this page.
    </p>
    {tables.map(({ id, title, note, rows, cells, rowSums, columnSums, sum }) => (
      <section class="wp-figures" aria-labelledby={`return-${id}`}>
        <h2 class="govuk-heading-m govuk-!-margin-bottom-1" id={`return-${id}`}>
          {title}
        </h2>
        <p class="govuk-body govuk-!-margin-bottom-2">{note}</p>
        <section class="wp-scroll" tabindex={0} aria-label={`Table: ${title}`}>
          <table class="govuk-table">
            <caption class="govuk-visually-hidden">{title}</caption>
            <thead class="govuk-table__head">
              <tr class="govuk-table__row">
                <th scope="col" class="govuk-table__header">
                  {id === 'complaints' ? 'Kind' : 'Received'}
                </th>
                {[...COLUMNS, 'All'].map((name) => (
                  <th scope="col" class="govuk-table__header govuk-table__header--numeric">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody class="govuk-table__body">
              {rows.map((row, at) => (
                <tr class="govuk-table__row">
                  <th scope="row" class="govuk-table__header wp-figures__name">
                    {row}
                  </th>
                  {(cells[at] ?? []).map((value) => (
                    <Cell value={value} />
                  ))}
                  <Cell value={rowSums[at]} />
                </tr>
              ))}
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">
                  All
                </th>
                {columnSums.map((value) => (
                  <Cell value={value} />
                ))}
                <Cell value={sum} />
              </tr>
            </tbody>
          </table>
        </section>
      </section>
    ))}
  </Page>
)
