/** Special handling of a case: evidence, people who are kept from it, restricted contact, other cases. */
import { addDays, londonDay, sayDay } from '../../clocks/days.ts'
import { type HoldKind, needsLiftHold } from '../../clocks/keeping-words.ts'
import { Select, TextArea, TextField } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { HOLD_CHOICES, HOLDS } from '../records/record-words.ts'
import { may, type Role } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'
import { FoldedForm } from './folded-form.tsx'
import { LinksPart } from './links-part.tsx'

export const HandlingPanel = (props: CasePageProps) => {
  const { signedIn, found } = props
  const { allHolds, restrictions, keptFrom } = found.special
  const mayAct = may(signedIn.role, 'act')
  return (
    <section class="wp-panel" aria-labelledby="handling-title">
      <h2 class="govuk-heading-m" id="handling-title">
        Special handling
      </h2>
      <Evidence {...props} />
      {mayAct && <HoldForm {...props} />}
      {allHolds
        .filter(({ liftedAt }) => liftedAt !== null)
        .map((hold) => (
          <p class="govuk-body-s wp-quiet">
            Hold lifted by {hold.liftedByName}, {hold.liftedAt && sayMoment(hold.liftedAt)}:{' '}
            {hold.liftedBecause}
          </p>
        ))}
      {keptFrom.map((kept) => (
        <Kept {...props} kept={kept} />
      ))}
      {may(signedIn.role, 'answer-alert') && <KeepForm {...props} />}
      {restrictions.map(({ id }) => mayAct && <EndRestrictionForm {...props} id={id} />)}
      {mayAct && restrictions.length === 0 && found.caseRow.correspondentAddress && (
        <RestrictForm {...props} />
      )}
      <LinksPart {...props} />
    </section>
  )
}

const mayLift = (role: Role, kind: HoldKind): boolean =>
  kind !== 'restriction' && may(role, 'act') && (!needsLiftHold(kind) || may(role, 'lift-hold'))

/** What is held, the files for the police, and the way to lift it. */
const Evidence = (props: CasePageProps) => {
  const { signedIn, found, mistakes, typed = {} } = props
  const { reference } = found.caseRow
  return (
    <>
      {found.special.holds.map((hold) => (
        <div class="govuk-!-margin-bottom-2">
          <p class="govuk-body govuk-!-margin-bottom-1">
            <strong>{HOLDS[hold.kind]}.</strong> Nothing of this case can be removed. {hold.reason}
          </p>
          <p class="govuk-body-s wp-quiet govuk-!-margin-bottom-2">
            By {hold.placedByName}, {sayMoment(hold.placedAt)}.{' '}
            {hold.owner && `${hold.owner} answers for it. `}
            {hold.reviewOn && `To be looked at again on ${sayDay(hold.reviewOn)}.`}
          </p>
          {mayLift(signedIn.role, hold.kind) && (
            <FoldedForm
              {...props}
              summary="Lift the hold"
              action={`holds/${hold.id}/lift`}
              fields={[`lift-${hold.id}`]}
              button="Lift it"
            >
              <TextField
                name={`lift-${hold.id}`}
                label="Why it is no longer needed, and who agreed"
                mistakes={mistakes}
                value={typed[`lift-${hold.id}`]}
              />
            </FoldedForm>
          )}
        </div>
      ))}
      {found.special.holds.length > 0 && may(signedIn.role, 'act') && (
        <ul class="govuk-list govuk-body-s">
          {found.messages.map(({ id, receivedAt }) => (
            <li>
              For the police, message of {sayMoment(receivedAt)}:{' '}
              <a class="govuk-link" href={`/cases/${reference}/messages/${id}/source.eml`}>
                source
              </a>{' '}
              and{' '}
              <a class="govuk-link" href={`/cases/${reference}/messages/${id}/headers.txt`}>
                headers with SHA-256
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const HoldForm = (props: CasePageProps) => (
  <FoldedForm
    {...props}
    summary="Hold this case, so that nothing of it is removed"
    action="holds"
    fields={['hold-kind', 'hold-why', 'hold-owner', 'hold-review']}
    button="Hold it"
  >
    <Select
      name="hold-kind"
      label="What is it?"
      mistakes={props.mistakes}
      value={props.typed?.['hold-kind'] ?? ''}
      options={[['', 'Choose'], ...HOLD_CHOICES]}
    />
    <TextField name="hold-why" label="Why" mistakes={props.mistakes} value={props.typed?.['hold-why']} />
    <TextField
      name="hold-owner"
      label="Which post answers for it"
      mistakes={props.mistakes}
      value={
        props.typed?.['hold-owner'] ?? props.signedIn.office.routes[props.found.caseRow.route].primary.post
      }
    />
    <TextField
      name="hold-review"
      label="To be looked at again on"
      type="date"
      width="govuk-input--width-10"
      mistakes={props.mistakes}
      value={
        props.typed?.['hold-review'] ??
        addDays(londonDay(props.now), props.signedIn.office.records.reviewHoldAfterDays)
      }
    />
  </FoldedForm>
)

const Kept = (props: CasePageProps & { kept: CasePageProps['found']['special']['keptFrom'][number] }) => {
  const { signedIn, kept, mistakes, typed = {} } = props
  if (kept.endedAt)
    return (
      <p class="govuk-body-s wp-quiet">
        {kept.userName} was kept from this case until {sayMoment(kept.endedAt)}. {kept.endedBecause}{' '}
        {kept.endedByName}.
      </p>
    )
  return (
    <>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>{kept.userName} cannot see this case.</strong> {kept.reason}
      </p>
      <p class="govuk-body-s wp-quiet govuk-!-margin-bottom-2">
        By {kept.keptByName}, {sayMoment(kept.keptAt)}.
      </p>
      {may(signedIn.role, 'answer-alert') && (
        <FoldedForm
          {...props}
          summary={`Let ${kept.userName} see it again`}
          action={`kept-from/${kept.id}/end`}
          fields={[`back-${kept.id}`]}
          button="Let them see it"
        >
          <TextField
            name={`back-${kept.id}`}
            label="Why"
            mistakes={mistakes}
            value={typed[`back-${kept.id}`]}
          />
        </FoldedForm>
      )}
    </>
  )
}

const KeepForm = (props: CasePageProps) => (
  <FoldedForm
    {...props}
    summary="Keep a person from this case"
    action="kept-from"
    fields={['keep-who', 'keep-why']}
    button="Keep them from it"
  >
    <Select
      name="keep-who"
      label="Whom"
      hint="For example whoever is threatened. Their account sees nothing of it: no page, no count, no search."
      mistakes={props.mistakes}
      value={props.typed?.['keep-who'] ?? ''}
      options={[
        ['', 'Choose'],
        ...(props.staff ?? []).map(({ userKey, userName }) => [userKey, userName] as const),
      ]}
    />
    <TextField name="keep-why" label="Why" mistakes={props.mistakes} value={props.typed?.['keep-why']} />
  </FoldedForm>
)

const RestrictForm = (props: CasePageProps) => {
  const { mistakes, typed = {}, now } = props
  return (
    <FoldedForm
      {...props}
      summary="Restrict contact with this writer"
      action="restriction"
      fields={['restrict-how', 'restrict-why', 'restrict-until']}
      button="Restrict contact"
    >
      <p class="govuk-body-s">
        Only after a warning, by your office’s policy. Every letter is still read, searched for danger and
        answered within its deadline; only the automatic acknowledgement stops.
      </p>
      <TextArea
        name="restrict-how"
        label="How are they answered from now on?"
        rows={2}
        mistakes={mistakes}
        value={typed['restrict-how']}
      />
      <TextField
        name="restrict-why"
        label="Why, and when they were warned"
        mistakes={mistakes}
        value={typed['restrict-why']}
      />
      <TextField
        name="restrict-until"
        label="To be looked at again on"
        type="date"
        width="govuk-input--width-10"
        mistakes={mistakes}
        value={typed['restrict-until'] ?? addDays(londonDay(now), 182)}
      />
    </FoldedForm>
  )
}

const EndRestrictionForm = (props: CasePageProps & { id: string }) => (
  <FoldedForm
    {...props}
    summary="End the restriction of contact"
    action={`restriction/${props.id}/end`}
    fields={['restrict-end']}
    button="End it"
  >
    <TextField
      name="restrict-end"
      label="Why it ends"
      mistakes={props.mistakes}
      value={props.typed?.['restrict-end']}
    />
  </FoldedForm>
)
