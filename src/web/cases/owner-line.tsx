import { randomUUID } from 'node:crypto'
import { sayDay } from '../../clocks/days.ts'
import { Select, TextArea, Token } from '../parts/controls.tsx'
import { routeName, taskName } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'
import { FoldedForm } from './folded-form.tsx'

/** Who has the case in hand, and one press to take it on. It keeps nobody else from acting. */
export const OwnerLine = (props: CasePageProps) => {
  const { signedIn, found, colleagues, mistakes, typed = {} } = props
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
        <button type="submit" class="wp-link-button" data-key="claim">
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
      <FoldedForm
        {...props}
        summary="Hand it over with a summary"
        action="hand-over"
        fields={['hand-to', 'hand-summary']}
        button="Hand it over"
        class="govuk-!-margin-bottom-0"
      >
        <input type="hidden" name="hand-id" value={randomUUID()} />
        <Select
          name="hand-to"
          label="To whom"
          mistakes={mistakes}
          value={typed['hand-to'] ?? ''}
          options={[
            ['', 'Choose'],
            ...colleagues
              .filter(({ userKey }) => userKey !== signedIn.userKey)
              .map(({ userKey, userName }) => [userKey, userName] as const),
          ]}
        />
        <TextArea
          name="hand-summary"
          label="How things stand, and what is next"
          hint="The beginning comes from the case. It becomes a note."
          rows={5}
          mistakes={mistakes}
          value={typed['hand-summary'] ?? suggestSummary(props)}
        />
      </FoldedForm>
    </div>
  )
}

/** What the case itself knows, for the person to go on from. */
function suggestSummary({ found }: CasePageProps): string {
  const { caseRow, tasks, notes } = found
  const open = tasks.filter(({ doneAt }) => doneAt === null)
  const last = notes.at(-1)
  return [
    `${routeName(caseRow.route)}${caseRow.routeConfirmed ? '' : ' (only proposed)'}.`,
    ...(caseRow.nextDueOn ? [`Due by ${sayDay(caseRow.nextDueOn)}.`] : []),
    ...open.map(({ kind }) => `To do: ${taskName(kind)}.`),
    ...(last ? [`Last note, ${last.author}: ${last.text.slice(0, 300)}`] : []),
  ].join('\n')
}
