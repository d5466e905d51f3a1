/** Who works in the office, in which roles, and the way to shut an account out. */
import { ErrorSummary, type Mistakes, TextField, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { asRole, may, roleName } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'
import type { findPeople } from './shut-out.ts'

export type StaffRow = Awaited<ReturnType<typeof findPeople>>[number]

type PeopleProps = {
  signedIn: SignedIn
  people: readonly StaffRow[]
  /** Named by the place of the person in the list, because a key is no name for a field. */
  mistakes?: Mistakes
  typed?: { person: string; because: string } | undefined
}

export const PeoplePage = ({ signedIn, people, mistakes = {}, typed }: PeopleProps) => (
  <Page
    title="People and roles"
    signedIn={signedIn}
    at="/people"
    hasErrors={Object.keys(mistakes).length > 0}
  >
    <ErrorSummary mistakes={mistakes} />
    <h1 class="govuk-heading-l">People and roles</h1>
    <p class="govuk-body">
      Everybody who has signed in to {signedIn.office.shortName}. Roles come from your organisation’s
      directory and count from the next sign-in: change them there. An account that is shut out here has no
      way in from that moment, whatever the directory says.{' '}
      <a class="govuk-link" href="/people/emergency-keys">
        Keys for emergencies
      </a>
    </p>
    <section class="wp-scroll wp-people" aria-label="People and roles" tabindex={0}>
      <table class="govuk-table">
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {['Name', 'Roles', 'Last signed in', 'State'].map((name) => (
              <th scope="col" class="govuk-table__header">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {people.map((person, n) => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">
                {person.userName}
                {person.mail && (
                  <div class="govuk-body-s wp-quiet govuk-!-margin-bottom-0">{person.mail}</div>
                )}
              </th>
              <td class="govuk-table__cell">{sayRoles(person)}</td>
              <td class="govuk-table__cell">{sayMoment(person.seenAt)}</td>
              <td class="govuk-table__cell">
                <State
                  signedIn={signedIn}
                  person={person}
                  field={`why-${n}`}
                  mistakes={mistakes}
                  value={typed?.person === person.userKey ? typed.because : ''}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </Page>
)

const sayRoles = ({ roles }: StaffRow): string =>
  roles
    .flatMap((word) => asRole(word) ?? [])
    .map(roleName)
    .join(', ') || 'none any more'

type StateProps = {
  signedIn: SignedIn
  person: StaffRow
  field: string
  mistakes: Mistakes
  value: string
}

const State = ({ signedIn, person, field, mistakes, value }: StateProps) => {
  const mayChange = may(signedIn.role, 'shut-out') && person.userKey !== signedIn.userKey
  const hidden = (
    <>
      <Token token={signedIn.formToken} />
      <input type="hidden" name="person" value={person.userKey} />
    </>
  )
  if (person.shutOutAt)
    return (
      <>
        <p class="govuk-body-s">
          <strong>Shut out</strong> by {person.shutOutByName}, {sayMoment(person.shutOutAt)}:{' '}
          {person.shutOutBecause}
        </p>
        {mayChange && (
          <form method="post" action="/people/let-in">
            {hidden}
            <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">
              Let in again<span class="govuk-visually-hidden">: {person.userName}</span>
            </button>
          </form>
        )}
      </>
    )
  if (!mayChange) return <>{person.userKey === signedIn.userKey ? 'This is you' : 'May sign in'}</>
  return (
    <details class="govuk-details govuk-!-margin-bottom-0" open={mistakes[field] !== undefined}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          Shut out<span class="govuk-visually-hidden">: {person.userName}</span>
        </span>
      </summary>
      <form class="govuk-details__text" method="post" action="/people/shut-out" novalidate>
        {hidden}
        <TextField name={field} label="Why" mistakes={mistakes} value={value} />
        <button type="submit" class="govuk-button govuk-button--warning govuk-!-margin-bottom-0">
          Shut out now<span class="govuk-visually-hidden">: {person.userName}</span>
        </button>
      </form>
    </details>
  )
}
