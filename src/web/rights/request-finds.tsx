/** The part of a request's page about what is found of the person: the search, what to tick, what was picked. */
import type { RightsLaw } from '../../offices/rights-law.ts'
import type { FoundOfPerson } from '../../rights/find-person.ts'
import type { FoundRequest } from '../../rights/find-request.ts'
import { type Mistakes, TextArea, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { routeName, sayCount } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'
import { WHERE } from './rights-words.ts'

export type RequestPageProps = {
  signedIn: SignedIn
  found: FoundRequest
  law: RightsLaw
  now: Date
  mistakes: Mistakes
  typed: Record<string, string>
  /** What a search found, to be ticked; undefined where none was made. */
  searched?: { found: FoundOfPerson[]; more: boolean } | undefined
}

export const SearchForm = ({ signedIn, found, mistakes, typed }: RequestPageProps) => (
  <section aria-labelledby="search-title">
    <h2 class="govuk-heading-m" id="search-title">
      Find everything about the person
    </h2>
    <form method="post" action={`/rights/${found.row.id}/search`} novalidate>
      <Token token={signedIn.formToken} />
      <TextArea
        name="terms"
        label="Names, other names, addresses and telephone numbers, one a line"
        hint="It looks through the letters, notes, mails and disclosures of every case that you may see. That you searched is in the history; the words are not."
        rows={4}
        mistakes={mistakes}
        value={typed['terms']}
      />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Search
      </button>
    </form>
  </section>
)

export const Searched = ({
  signedIn,
  found,
  searched,
}: RequestPageProps & { searched: NonNullable<RequestPageProps['searched']> }) => {
  const known = new Set(found.finds.map(({ caseRow }) => caseRow.id))
  const fresh = searched.found.filter(({ id }) => !known.has(id))
  return (
    <section aria-labelledby="found-title">
      <h2 class="govuk-heading-m" id="found-title">
        {sayCount(searched.found.length, 'case')} found
      </h2>
      {searched.more && (
        <p class="govuk-body">There are more than are listed: search by something rarer too.</p>
      )}
      {fresh.length === 0 ? (
        <p class="govuk-body wp-empty">
          {searched.found.length === 0 ? 'Nothing holds these words.' : 'All of them are picked already.'}
        </p>
      ) : (
        <form method="post" action={`/rights/${found.row.id}/finds`}>
          <Token token={signedIn.formToken} />
          <fieldset class="govuk-fieldset govuk-!-margin-bottom-3" id="picked">
            <legend class="govuk-fieldset__legend">
              Tick those that are about this person. The same name is no proof: look first.
            </legend>
            <div class="govuk-checkboxes govuk-checkboxes--small">
              {fresh.map(({ id, reference, openedAt, route, where }) => (
                <div class="govuk-checkboxes__item">
                  <input
                    class="govuk-checkboxes__input"
                    type="checkbox"
                    id={`case-${id}`}
                    name={`case-${id}`}
                    value="yes"
                  />
                  <label class="govuk-label govuk-checkboxes__label" for={`case-${id}`}>
                    <a class="govuk-link wp-reference" href={`/cases/${reference}`}>
                      {reference}
                    </a>
                    , {routeName(route as never)}, {sayMoment(openedAt)}:{' '}
                    {where.map((one) => WHERE[one]).join(', ')}
                  </label>
                </div>
              ))}
            </div>
          </fieldset>
          <button type="submit" class="govuk-button">
            They are about this person
          </button>
        </form>
      )}
    </section>
  )
}

export const Finds = ({ signedIn, found, mayHandle }: RequestPageProps & { mayHandle: boolean }) => (
  <section aria-labelledby="finds-title">
    <h2 class="govuk-heading-m" id="finds-title">
      Cases about the person
    </h2>
    {found.finds.length === 0 ? (
      <p class="govuk-body wp-empty">None is picked yet.</p>
    ) : (
      <ul class="govuk-list">
        {found.finds.map(({ row, caseRow }) => (
          <li>
            <a class="govuk-link wp-reference" href={`/cases/${caseRow.reference}`}>
              {caseRow.reference}
            </a>
            , picked by {row.pickedByName}
            {mayHandle && (
              <form method="post" action={`/rights/${found.row.id}/finds/${row.id}/drop`}>
                <Token token={signedIn.formToken} />
                <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2">
                  Take {caseRow.reference} out
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    )}
  </section>
)
