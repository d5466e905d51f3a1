/** Where a person says how the writer of a case can be reached, or that the machine was wrong. */

import { TextArea, TextField } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'
import { FoldedForm } from './folded-form.tsx'

/** The notes of this case with their forms; those that came from another case are ended there. */
export const SafeContactPanel = (props: CasePageProps) => {
  const { signedIn, found } = props
  const { safe, pastSafe } = found.special
  const own = safe.find(({ caseId }) => caseId === found.caseRow.id)
  return (
    <section class="wp-panel" aria-labelledby="reach-title">
      <h2 class="govuk-heading-m" id="reach-title">
        How the writer can be reached
      </h2>
      {safe.length === 0 && (
        <p class="govuk-body">Nobody has noted that one way is safer than another. That is no proof.</p>
      )}
      {own?.state === 'proposed' && <p class="govuk-body">{own.proposedBecause} A person has to decide.</p>}
      {own?.state === 'set' && <p class="govuk-body">{own.how}</p>}
      {may(signedIn.role, 'act') && <SetForm {...props} isNoted={own?.state === 'set'} />}
      {may(signedIn.role, 'act') && own && (
        <EndForm {...props} id={own.id} isProposed={own.state === 'proposed'} />
      )}
      {pastSafe.map((past) => (
        <p class="govuk-body-s wp-quiet">
          {past.state === 'refused' ? 'Not needed' : 'Ended'}, {past.endedByName},{' '}
          {past.endedAt && sayMoment(past.endedAt)}: {past.endedBecause}
          {past.how && ` Before: ${past.how}`}
        </p>
      ))}
    </section>
  )
}

const SetForm = (props: CasePageProps & { isNoted: boolean }) => (
  <FoldedForm
    {...props}
    summary={props.isNoted ? 'Note another way' : 'Note how they can be reached safely'}
    action="safe-contact"
    fields={['reach-how', 'reach-why']}
    button="Note it"
  >
    <TextArea
      name="reach-how"
      label="How can they be reached?"
      hint="For example: only by telephone to the work number, between 9 and 12. Never by email."
      rows={2}
      mistakes={props.mistakes}
      value={props.typed?.['reach-how']}
    />
    <TextField
      name="reach-why"
      label="Why"
      hint="Holds every letter to them, in this case and in others of the same address."
      mistakes={props.mistakes}
      value={props.typed?.['reach-why']}
    />
  </FoldedForm>
)

const EndForm = ({ id, isProposed, ...props }: CasePageProps & { id: string; isProposed: boolean }) => (
  <FoldedForm
    {...props}
    summary={isProposed ? 'They can be reached like anybody' : 'This holds no longer'}
    action={`safe-contact/${id}/${isProposed ? 'refuse' : 'end'}`}
    fields={['reach-end']}
    button={isProposed ? 'No special care is needed' : 'End it'}
  >
    <TextField
      name="reach-end"
      label={isProposed ? 'How you know' : 'What has changed'}
      hint="What was held stays held: send it by hand if it should go."
      mistakes={props.mistakes}
      value={props.typed?.['reach-end']}
    />
  </FoldedForm>
)
