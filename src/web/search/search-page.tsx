import type { Search, SearchHit } from '../../cases/search-cases.ts'
import { londonDay } from '../../clocks/days.ts'
import { ErrorSummary, LevelTag, type Mistakes, TextField, Token } from '../parts/controls.tsx'
import { dayWithoutWeekday } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { routeName, sayCount, statusName } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'

type Props = {
  signedIn: SignedIn
  said?: string
  search?: Search | undefined
  mistakes?: Mistakes
}

/** What was asked for travels in the form and never in an address: it is mostly somebody's name. */
export const SearchPage = ({ signedIn, said = '', search, mistakes = {} }: Props) => (
  <Page title="Search" signedIn={signedIn} at="/search" hasErrors={Object.keys(mistakes).length > 0}>
    <ErrorSummary mistakes={mistakes} />
    <h1 class="govuk-heading-l govuk-!-margin-bottom-4">Search</h1>
    <form method="post" action="/search" novalidate>
      <Token token={signedIn.formToken} />
      <TextField
        name="words"
        label="Words, a name, an address or a reference"
        hint="All words must be there. “Two words” in quotation marks stand together; a minus before a word leaves it out."
        mistakes={mistakes}
        value={said}
      />
      <button type="submit" class="govuk-button">
        Search
      </button>
    </form>
    {search && <Results {...search} />}
  </Page>
)

const Results = ({ hits, isMore }: Search) => (
  <section aria-labelledby="found">
    <h2 class="govuk-heading-m" id="found" tabindex={-1}>
      {isMore && 'More than '}
      {sayCount(hits.length, 'case')} found
    </h2>
    {hits.length === 0 && (
      <p class="govuk-body">
        No case that you may see has these words, and no name or address looks like them. Try fewer words, or
        another spelling.
      </p>
    )}
    {isMore && <p class="govuk-body">These have the newest letters. A further word makes it fewer.</p>}
    {hits[0]?.by === 'nearly' && (
      <p class="govuk-body">Nothing is written just so. These names and addresses look like it.</p>
    )}
    <ol class="govuk-list wp-hits">
      {hits.map((hit) => (
        <Hit {...hit} />
      ))}
    </ol>
  </section>
)

const Hit = (hit: SearchHit) => (
  <li class="wp-hit">
    <a class="govuk-link govuk-!-font-weight-bold wp-reference" href={`/cases/${hit.reference}`}>
      {hit.reference}
    </a>{' '}
    <span class="wp-break">{hit.subject || 'No subject'}</span>
    <span class="wp-under">
      {hit.correspondentName || 'No name given'}, {routeName(hit.route)},{' '}
      {statusName(hit.status).toLowerCase()}, received {dayWithoutWeekday(londonDay(hit.openedAt))}
    </span>
    {hit.risk !== 'none' && <LevelTag level={hit.risk} />}
    {hit.passage.length > 0 && (
      <p class="govuk-body-s govuk-!-margin-bottom-1 wp-break">
        {hit.passage.map(({ text, isHit }) => (isHit ? <mark>{text}</mark> : text))}
      </p>
    )}
  </li>
)
