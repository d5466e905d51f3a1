import type { DutyPerson } from '../../rota/rota.ts'
import { sayRotaMoment } from '../../rota/say-period.ts'
import { may } from '../roles.ts'
import { peopleHere } from './find-rota.ts'
import type { RotaPageProps } from './rota-props.ts'
import { Reach } from './rota-reach.tsx'

/** Who takes turns of duty, and who has left. */
export const RotaPeople = ({ signedIn, rota, now }: RotaPageProps) => {
  const here = peopleHere(rota, now)
  const left = [...rota.people.values()].filter((person) => !here.includes(person))
  const edits = may(signedIn.role, 'edit-rota')
  return (
    <section class="wp-panel" aria-labelledby="people">
      <h2 class="govuk-heading-m" id="people">
        People on the rota
      </h2>
      {here.length === 0 && <p class="govuk-body">Nobody yet.</p>}
      <ul class="govuk-list">
        {here.map((person) => (
          <li class="wp-mails__one wp-break">
            <strong>{person.name}</strong>
            <Reach person={person} />
            {!person.phone && (
              <span class="wp-under">No phone number: cannot be reached by text message.</span>
            )}
            {!person.email && <span class="wp-under">No email address: cannot be reached by email.</span>}
            {person.leavesAt && <span class="wp-under">Leaves {sayRotaMoment(person.leavesAt)}.</span>}
            {edits && <ChangeLink person={person} />}
          </li>
        ))}
      </ul>
      {edits && (
        <p class="govuk-body govuk-!-margin-bottom-2">
          <a class="govuk-link" href="/rota/people/new">
            Add a person
          </a>
        </p>
      )}
      {left.length > 0 && (
        <details class="govuk-details govuk-!-margin-bottom-0">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">People who have left</span>
          </summary>
          <ul class="govuk-list govuk-details__text">
            {left.map(({ name, leavesAt }) => (
              <li>
                {name}
                {leavesAt && `, ${sayRotaMoment(leavesAt)}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const ChangeLink = ({ person: { id, name } }: { person: DutyPerson }) => (
  <a class="govuk-link govuk-body-s" href={`/rota/people/${id}`}>
    Change<span class="govuk-visually-hidden"> {name}</span>
  </a>
)
