import { Select, Token } from '../parts/controls.tsx'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'

/** Who has the case in hand, and one press to take it on. It keeps nobody else from acting. */
export const OwnerLine = ({ signedIn, found, colleagues, mistakes = {} }: CasePageProps) => {
  const { ownerKey, ownerName, status, reference } = found.caseRow
  const isMine = ownerKey === signedIn.userKey
  const said =
    ownerKey === ''
      ? 'Nobody has taken this case on.'
      : isMine
        ? 'You have this case.'
        : `${ownerName} has this case.`
  if (!may(signedIn.role, 'act') || status === 'closed')
    return ownerKey === '' ? null : <p class="govuk-body">{said}</p>
  return (
    <div class="wp-owner">
      <p class="govuk-body govuk-!-margin-bottom-0">{said}</p>
      <form method="post" action={`/cases/${reference}/owner`}>
        <Token token={signedIn.formToken} />
        <input type="hidden" name="owner" value={isMine ? 'nobody' : 'me'} />
        <button type="submit" class="wp-link-button">
          {isMine ? 'Put it back' : ownerKey === '' ? 'Take it on' : 'Take it over'}
        </button>
      </form>
      <details class="govuk-details govuk-!-margin-bottom-0" open={mistakes['owner'] !== undefined}>
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">Give it to a colleague</span>
        </summary>
        <form class="govuk-details__text" method="post" action={`/cases/${reference}/owner`} novalidate>
          <Token token={signedIn.formToken} />
          <Select
            name="owner"
            label="Colleague"
            hint="Only people who may open this case and act on it are in the list."
            mistakes={mistakes}
            value={ownerKey}
            options={[
              ['', 'Choose'],
              ...colleagues.map(({ userKey, userName }) => [userKey, userName] as const),
            ]}
          />
          <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2">
            Give the case
          </button>
        </form>
      </details>
    </div>
  )
}
