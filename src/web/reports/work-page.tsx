import type { Picture } from '../../reports/picture.ts'
import type { Days } from '../../reports/work-rows.ts'
import { Select } from '../parts/controls.tsx'
import { dayWithoutWeekday } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { ReportPlaces } from '../parts/places.tsx'
import type { SignedIn } from '../web-deps.ts'
import { Chart, sayName, sayValue } from './chart.tsx'

/** How many days a page is of; more are in the CSV of each. */
export const SPANS = [
  [28, 'Four weeks'],
  [91, 'Thirteen weeks'],
] as const

type Props = { signedIn: SignedIn; days: Days; length: number; pictures: readonly Picture[] }

/** The work of some weeks in pictures, each with its table. */
export const WorkPage = ({ signedIn, days, length, pictures }: Props) => (
  <Page title="How we are doing" signedIn={signedIn} at="/work" before={<ReportPlaces at="/work" />}>
    <h1 class="govuk-heading-l govuk-!-margin-bottom-3">How {signedIn.office.shortName} is doing</h1>
    <form class="wp-filters" method="get" action="/work" aria-label="Choose the days">
      <Select
        name="days"
        label="Days"
        value={String(length)}
        options={SPANS.map(([count, name]) => [String(count), name] as const)}
      />
      <div class="wp-filters__go">
        <button type="submit" class="govuk-button govuk-button--secondary">
          Show
        </button>
      </div>
    </form>
    <p class="govuk-body">
      From {dayWithoutWeekday(days.from)} to {dayWithoutWeekday(days.to)}, today included. Drills are in no
      number, and neither is a case that is closed to you.
    </p>
    <p class="govuk-body wp-screen-only">
      <a class="govuk-link" href={`/work.csv?days=${length}`}>
        Download as a table (CSV)
      </a>
      , or print this page.
    </p>
    {pictures.map((picture) => (
      <section class="wp-figures" aria-labelledby={`picture-${picture.id}`}>
        <h2 class="govuk-heading-m govuk-!-margin-bottom-1" id={`picture-${picture.id}`}>
          {picture.title}
        </h2>
        {picture.note && <p class="govuk-body govuk-!-margin-bottom-2">{picture.note}</p>}
        {picture.rows.length === 0 ? (
          <p class="govuk-body">There is nothing to show for these days.</p>
        ) : (
          <>
            <Chart picture={picture} />
            <Numbers picture={picture} />
          </>
        )}
      </section>
    ))}
  </Page>
)

/** Folded where it is long, so that the next picture is not far; printed open. */
const Numbers = ({ picture }: { picture: Picture }) => {
  const { id, title, columns, rows } = picture
  return (
    <details class="govuk-details wp-numbers" open={rows.length <= 12 && columns.length <= 3}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          The numbers<span class="govuk-visually-hidden">: {title}</span>
        </span>
      </summary>
      <section class="wp-scroll" tabindex={0} aria-label={`Table: ${title}`}>
        <table class="govuk-table">
          <caption class="govuk-visually-hidden">{title}</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              <th scope="col" class="govuk-table__header">
                {picture.shape === 'days' ? 'Day' : 'What'}
              </th>
              {columns.map(({ name }) => (
                <th scope="col" class="govuk-table__header govuk-table__header--numeric">
                  {sayName(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {rows.map(({ name, values }) => (
              <tr class="govuk-table__row">
                <th
                  scope="row"
                  class="govuk-table__header wp-figures__name"
                  id={`${id}-${name.replace(/\W+/g, '-')}`}
                >
                  {sayName(name)}
                </th>
                {columns.map(({ unit }, at) => (
                  <td class="govuk-table__cell govuk-table__cell--numeric">
                    {sayValue(values[at] ?? null, unit)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
