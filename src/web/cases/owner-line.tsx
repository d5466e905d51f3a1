import { Select, Token } from '../parts/controls.tsx'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'
import { FoldedForm } from './folded-form.tsx'

/** Who has the case in hand, and one press to take it on. It keeps nobody else from acting. */
export const OwnerLine = (props: CasePageProps) => {
  const { signedIn, found, colleagues, mistakes } = props
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
      <FoldedForm
        {...props}
        summary="Give it to a colleague"
        action="owner"
        fields={['owner']}
        button="Give the case"
        class="govuk-!-margin-bottom-0"
      >
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
      </FoldedForm>
    </div>
  )
}
