/** A sealed case: who may see it, and the ways to seal, to name people and to end it. */
import type { SealKind } from '../../db/schema.ts'
import { Group, Select, TextField, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'
import { FoldedForm } from './folded-form.tsx'

export const SEAL_KINDS: readonly (readonly [SealKind, string])[] = [
  ['conflict-of-interest', 'A conflict of interest of somebody here'],
  ['staff', 'It is about somebody who works here'],
  ['office-holder', 'It is a complaint about the office holder'],
  ['threatened-person', 'It is about somebody who is threatened'],
]

/** Beneath the head of a sealed case, so that nobody talks of it by mistake. */
export const SealBanner = ({ found }: CasePageProps) => {
  const { seal, admissions } = found.special
  if (!seal) return null
  const names = admissions.map(({ userName, until }) => (until ? `${userName} (for some hours)` : userName))
  return (
    <div class="govuk-inset-text">
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>Sealed.</strong> Only these people see this case: {names.join(', ')}. It is in no list, count,
        search or bundle of anybody else. Do not speak of it with others.
      </p>
    </div>
  )
}

export const SealPanel = (props: CasePageProps) => {
  const { seal } = props.found.special
  if (!seal && !may(props.signedIn.role, 'seal')) return null
  return (
    <section class="wp-panel" aria-labelledby="seal-title">
      <h2 class="govuk-heading-m" id="seal-title">
        {seal ? 'Sealed' : 'Who sees this case'}
      </h2>
      {seal ? <Sealed {...props} /> : <SealForm {...props} />}
    </section>
  )
}

const Sealed = (props: CasePageProps) => {
  const { found, signedIn, mistakes, typed = {} } = props
  const { seal, admissions } = found.special
  if (!seal) return null
  const kind = SEAL_KINDS.find(([one]) => one === seal.kind)?.[1] ?? seal.kind
  const maySeal = may(signedIn.role, 'seal')
  return (
    <>
      <p class="govuk-body govuk-!-margin-bottom-1">
        {kind}. {seal.reason}
      </p>
      <p class="govuk-body-s wp-quiet">
        By {seal.sealedByName}, {sayMoment(seal.sealedAt)}.
      </p>
      <ul class="govuk-list">
        {admissions.map(({ id, userName, way, until }) => (
          <li>
            {userName}
            {way === 'broken-seal' && until && <> (broke the seal, until {sayMoment(until)})</>}
            {maySeal && (
              <form
                method="post"
                action={`/cases/${found.caseRow.reference}/admissions/${id}/end`}
                class="wp-inline-form"
              >
                <Token token={signedIn.formToken} />
                <button type="submit" class="wp-link-button">
                  Remove<span class="govuk-visually-hidden"> {userName}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {maySeal && (
        <>
          <FoldedForm
            {...props}
            summary="Let another person see it"
            action="admissions"
            fields={['admit-who', 'admit-why']}
            button="Let them see it"
          >
            <Select
              name="admit-who"
              label="Whom"
              mistakes={mistakes}
              value={typed['admit-who'] ?? ''}
              options={[
                ['', 'Choose'],
                ...(props.staff ?? [])
                  .filter(({ userKey }) => !admissions.some((one) => one.userKey === userKey && !one.until))
                  .map(({ userKey, userName }) => [userKey, userName] as const),
              ]}
            />
            <TextField name="admit-why" label="Why" mistakes={mistakes} value={typed['admit-why']} />
          </FoldedForm>
          <FoldedForm
            {...props}
            summary="Open it to everybody again"
            action="seal/end"
            fields={['unseal-why']}
            button="End the seal"
          >
            <TextField name="unseal-why" label="Why" mistakes={mistakes} value={typed['unseal-why']} />
          </FoldedForm>
        </>
      )}
    </>
  )
}

const SealForm = (props: CasePageProps) => {
  const { signedIn, mistakes = {}, typed = {} } = props
  const others = (props.staff ?? []).filter(({ userKey }) => userKey !== signedIn.userKey)
  return (
    <FoldedForm
      {...props}
      summary="Seal this case to named people"
      action="seal"
      fields={['seal-kind', 'seal-why', 'see-0']}
      button="Seal it"
    >
      <p class="govuk-body-s">
        Nobody else of the office sees it from then on, in any list, count, search or bundle. You are named by
        sealing it, and so is whoever is dealing with an alert of it. Letters that come in it stay sealed.
      </p>
      <Select
        name="seal-kind"
        label="What is it?"
        mistakes={mistakes}
        value={typed['seal-kind'] ?? ''}
        options={[['', 'Choose'], ...SEAL_KINDS]}
      />
      <TextField
        name="seal-why"
        label="Why"
        hint="Whoever sees the case reads this."
        mistakes={mistakes}
        value={typed['seal-why']}
      />
      {others.length > 0 && (
        <Group id="see-0" name="see-0" legend="Who else sees it" mistakes={mistakes}>
          <div class="govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes">
            {others.map(({ userKey, userName }, n) => (
              <div class="govuk-checkboxes__item">
                <input
                  class="govuk-checkboxes__input"
                  id={`see-person-${n}`}
                  name={`see-${n}`}
                  type="checkbox"
                  value={userKey}
                  checked={typed[`see-${n}`] === userKey}
                />
                <label class="govuk-label govuk-checkboxes__label" for={`see-person-${n}`}>
                  {userName}
                </label>
              </div>
            ))}
          </div>
        </Group>
      )}
    </FoldedForm>
  )
}
