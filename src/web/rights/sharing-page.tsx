/** What was told outside about one case, what people agreed to, and the forms for both. */
import { londonDay, sayDay } from '../../clocks/days.ts'
import type { Ledger } from '../../disclosures/find-ledger.ts'
import { type Consent, standingOf } from '../../disclosures/may-share.ts'
import type { Ground } from '../../offices/grounds.ts'
import { ErrorSummary, type Mistakes, Select, TextField } from '../parts/controls.tsx'
import { dayWithoutWeekday, sayMoment } from '../parts/dates.ts'
import { Folded } from '../parts/folded.tsx'
import { Page } from '../parts/layout.tsx'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'
import { EVIDENCE_FIELDS, EvidenceFields } from './evidence-fields.tsx'
import { groundName, PURPOSES, purposeName, receiverName, receivers, wayName } from './sharing-words.ts'

export type SharingPageProps = {
  signedIn: SignedIn
  reference: string
  ledger: Ledger
  grounds: readonly Ground[]
  now: Date
  mistakes: Mistakes
  typed: Record<string, string>
}

export const SharingPage = (props: SharingPageProps) => {
  const { signedIn, reference, ledger, mistakes } = props
  const mayAct = may(signedIn.role, 'act')
  return (
    <Page
      title={`Sharing and consent in ${reference}`}
      signedIn={signedIn}
      hasErrors={Object.keys(mistakes).length > 0}
      before={
        <a class="govuk-back-link" href={`/cases/${reference}`}>
          Back to the case
        </a>
      }
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">Sharing and consent in {reference}</h1>
      {mayAct && (
        <p>
          <a class="govuk-button" href={`/cases/${reference}/sharing/tell`}>
            Tell somebody outside about it
          </a>
        </p>
      )}
      <h2 class="govuk-heading-m">What the person agreed to or refused</h2>
      {ledger.consents.length === 0 ? (
        <p class="govuk-body wp-empty">Nothing is noted.</p>
      ) : (
        <ul class="govuk-list wp-contact-list">
          {ledger.consents.map((consent) => (
            <OneConsent {...props} consent={consent} />
          ))}
        </ul>
      )}
      {mayAct && <ConsentForm {...props} />}
      <h2 class="govuk-heading-m govuk-!-margin-top-6">What was told outside</h2>
      <ToldList {...props} />
      {mayAct && ledger.told.length + ledger.consents.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/cases/${reference}/sharing/extract`}>
            Make an extract for the person, on one page
          </a>
        </p>
      )}
    </Page>
  )
}

const OneConsent = (props: SharingPageProps & { consent: Consent }) => {
  const { signedIn, reference, consent, now, mistakes, typed } = props
  const suffix = `-${consent.id}`
  const standing = standingOf(consent)
  return (
    <li class="wp-contact-list__one">
      <strong>{STANDINGS[standing]}</strong>: {receiverName(signedIn.office, consent.receiver)}
      {consent.receiverName && `, ${consent.receiverName}`}. {purposeName(consent.purpose)}.
      <br />
      <span class="wp-break">“{consent.whatWasSaid}”</span>
      <span class="wp-under">
        {consent.saidByWhom}, {dayWithoutWeekday(consent.saidOn)}, {wayName(consent.saidHow).toLowerCase()}.
        Noted by {consent.notedByName}, {sayMoment(consent.notedAt)}.
        {consent.reviewOn && ` To be asked again on ${sayDay(consent.reviewOn)}.`}
        {consent.reviewOn && consent.reviewOn <= londonDay(now) && (
          <strong class="wp-late"> That day has come.</strong>
        )}
      </span>
      {consent.withdrawnOn && consent.withdrawnHow && (
        <span class="wp-under">
          Taken back by {consent.withdrawnByWhom}, {dayWithoutWeekday(consent.withdrawnOn)},{' '}
          {wayName(consent.withdrawnHow).toLowerCase()}: “{consent.withdrawnSaid}”. Noted by{' '}
          {consent.withdrawalNotedByName}.
        </span>
      )}
      {standing === 'given' && may(signedIn.role, 'act') && (
        <Folded
          {...{ signedIn, mistakes }}
          summary="They take it back"
          action={`/cases/${reference}/sharing/consents/${consent.id}/withdraw`}
          fields={EVIDENCE_FIELDS.map((name) => `${name}${suffix}`)}
          button="Note that it is taken back"
        >
          <EvidenceFields {...{ suffix, now, mistakes, typed }} />
        </Folded>
      )}
    </li>
  )
}

const STANDINGS = { given: 'Agreed', refused: 'Refused', withdrawn: 'Taken back', none: '' } as const

const ConsentForm = ({ signedIn, reference, now, mistakes, typed }: SharingPageProps) => (
  <Folded
    {...{ signedIn, mistakes }}
    summary="Note what they said when they were asked"
    action={`/cases/${reference}/sharing/consents`}
    fields={['consent-receiver', 'consent-purpose', 'answer', 'review-on', ...EVIDENCE_FIELDS]}
    button="Note it"
  >
    <Select
      name="consent-receiver"
      label="Whom may it be told?"
      mistakes={mistakes}
      value={typed['consent-receiver'] ?? ''}
      options={[['', 'Choose'], ...receivers(signedIn.office)]}
    />
    <TextField
      name="consent-receiver-name"
      label="Who exactly (optional)"
      mistakes={mistakes}
      value={typed['consent-receiver-name']}
    />
    <Select
      name="consent-purpose"
      label="What for? One thing at a time"
      mistakes={mistakes}
      value={typed['consent-purpose'] ?? ''}
      options={[['', 'Choose'], ...PURPOSES]}
    />
    <Select
      name="answer"
      label="What did they say?"
      mistakes={mistakes}
      value={typed['answer'] ?? ''}
      options={[
        ['', 'Choose'],
        ['given', 'They agreed'],
        ['refused', 'They did not agree'],
      ]}
    />
    <EvidenceFields {...{ now, mistakes, typed }} />
    <TextField
      name="review-on"
      label="To be asked again on (optional)"
      type="date"
      width="govuk-input--width-10"
      mistakes={mistakes}
      value={typed['review-on']}
    />
  </Folded>
)

/** The list of what was told, of a case or of the office. */
export const ToldList = ({
  signedIn,
  ledger,
  grounds,
  withReference = false,
}: Pick<SharingPageProps, 'signedIn' | 'ledger' | 'grounds'> & { withReference?: boolean }) =>
  ledger.told.length === 0 ? (
    <p class="govuk-body wp-empty">Nothing was told.</p>
  ) : (
    <ul class="govuk-list wp-contact-list">
      {ledger.told.map((one) => (
        <li class="wp-contact-list__one">
          {withReference && (
            <>
              <a class="govuk-link wp-reference" href={`/cases/${one.reference}/sharing`}>
                {one.reference}
              </a>
              {': '}
            </>
          )}
          <strong>{receiverName(signedIn.office, one.receiver)}</strong>, {one.receiverName}.{' '}
          {purposeName(one.purpose)}.{' '}
          <a
            class="govuk-link"
            href={one.kind === 'referral' ? `/referrals/${one.id}` : `/disclosures/${one.id}`}
          >
            The words<span class="govuk-visually-hidden"> that were told on {sayMoment(one.at)}</span>
          </a>
          <span class="wp-under">
            {sayMoment(one.at)}, by {one.decidedByName}. {groundName(grounds, one.ground)}. The person{' '}
            {one.toldPerson === 'told' ? 'knows' : 'does not know'}.
          </span>
        </li>
      ))}
    </ul>
  )
