/** A referral to print and to read out: the words that were told, and the record of it. */
import type { Ground } from '../../offices/grounds.ts'
import { receiverOf, sayReceiver } from '../../referrals/receivers.ts'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import type { SignedIn } from '../web-deps.ts'
import { CHANNELS, CONSENTS, groundArticles, TOLD } from './referral-form.tsx'

export type SheetProps = {
  signedIn: SignedIn
  reference: string
  grounds: readonly Ground[]
  referral: {
    id: string
    escalationId: string
    toWhom: string
    contact: string
    channel: string
    sheet: string
    sheetHash: string
    heldBack: string
    ground: string
    consent: string
    consentWhy: string
    toldPerson: string
    toldPersonWhy: string
    decidedByName: string
    toldAt: Date
    theirReference: string | null
    verdict: string | null
    verdictAt: Date | null
    verdictNote: string | null
  }
}

const labelOf = (choices: readonly (readonly [string, string])[], value: string): string =>
  choices.find(([one]) => one === value)?.[1] ?? value

/** What is recorded of a referral beside its words, line by line: the page and the PDF say the same. */
export function referralRows({
  signedIn,
  grounds,
  referral,
}: Omit<SheetProps, 'reference'>): [string, string][] {
  const receiver = receiverOf(referral.toWhom)
  const ground = grounds.find(({ id }) => id === referral.ground)
  return [
    ['Told to', receiver ? sayReceiver(receiver, signedIn.office.force.name) : referral.toWhom],
    ['Who there', referral.contact],
    ['How', labelOf(CHANNELS, referral.channel)],
    ['When', sayMoment(referral.toldAt)],
    ['By', referral.decidedByName],
    ['Ground', ground ? `${ground.says} (${groundArticles(ground)})` : referral.ground],
    ['Kept back', referral.heldBack],
    ['Consent asked?', `${labelOf(CONSENTS, referral.consent)}. ${referral.consentWhy}`],
    ['Does the person know?', `${labelOf(TOLD, referral.toldPerson)}. ${referral.toldPersonWhy}`],
    ['Their answer', replyOf(referral)],
    ['Fingerprint of the words (SHA-256)', referral.sheetHash],
  ]
}

/** One page of A4 in print: navigation and buttons stay on the screen. */
export const ReferralSheet = ({ signedIn, reference, grounds, referral }: SheetProps) => {
  const rows = referralRows({ signedIn, grounds, referral })
  return (
    <Page
      title={`Referral of ${reference}`}
      signedIn={signedIn}
      before={
        <a class="govuk-back-link" href={`/alerts/${referral.escalationId}`}>
          Back to the alert
        </a>
      }
    >
      <h1 class="govuk-heading-l">Referral of {reference}</h1>
      <h2 class="govuk-heading-m">The words that were told</h2>
      <pre class="wp-sheet">{referral.sheet}</pre>
      <h2 class="govuk-heading-m">The record</h2>
      <dl class="govuk-summary-list">
        {rows.map(([key, value]) => (
          <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">{key}</dt>
            <dd class="govuk-summary-list__value wp-break">{value}</dd>
          </div>
        ))}
      </dl>
      <p class="govuk-body wp-screen-only">
        Print this page for the file, or take it{' '}
        <a class="govuk-link" href={`/referrals/${referral.id}/sheet.pdf`}>
          as a PDF
        </a>
        , or{' '}
        <a class="govuk-link" href={`/referrals/${referral.id}/words.txt`}>
          the words alone as a text file
        </a>
        . It is not a way to tell the police: that is a call.
      </p>
    </Page>
  )
}

function replyOf({ verdict, verdictAt, verdictNote, theirReference }: SheetProps['referral']): string {
  if (!verdict || !verdictAt) return 'None yet'
  const said = [theirReference && `their reference ${theirReference}`, verdictNote].filter(Boolean).join(', ')
  return `${verdict === 'accepted' ? 'Accepted' : 'Declined'} ${sayMoment(verdictAt)}${said ? `: ${said}` : ''}`
}
