import type { DutyPerson } from '../../rota/rota.ts'

/** How to reach somebody at work. */
export const Reach = ({ person: { phone, email } }: { person: DutyPerson }) => (
  <ul class="govuk-list wp-facts govuk-!-margin-bottom-1">
    {phone && (
      <li>
        <a class="govuk-link wp-unbroken" href={`tel:${phone}`}>
          {phone}
        </a>
      </li>
    )}
    {email && (
      <li>
        <a class="govuk-link wp-break" href={`mailto:${email}`}>
          {email}
        </a>
      </li>
    )}
  </ul>
)
