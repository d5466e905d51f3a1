/** One disclosure to print: the words, and the record of why they could be told. */
import type { disclosures } from '../../db/schema.ts'
import type { Ground } from '../../offices/grounds.ts'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import type { SignedIn } from '../web-deps.ts'
import { groundName, purposeName, receiverName, wayName } from './sharing-words.ts'

type Props = {
  signedIn: SignedIn
  reference: string
  grounds: readonly Ground[]
  row: typeof disclosures.$inferSelect
}

const RULES: Record<string, string> = {
  allowed: 'The notice allows it',
  consent: 'With the consent of the person, or on a ground of law',
  'law-only': 'Only where the law requires or permits it',
  'safety-exception': 'The exception of the notice for safety',
  never: 'With nobody, save on a ground of law where somebody is in danger',
}

/** What is recorded beside the words, line by line: the page and the PDF say the same. */
export function disclosureRows({ signedIn, grounds, row }: Omit<Props, 'reference'>): [string, string][] {
  return [
    ['Told to', `${receiverName(signedIn.office, row.receiver)}, ${row.receiverName}`],
    ['What for', `${purposeName(row.purpose)}. ${row.why}`],
    ['How', wayName(row.channel)],
    ['When', sayMoment(row.toldAt)],
    ['By', row.decidedByName],
    ['Ground', groundName(grounds, row.ground)],
    ['Rule of the sharing matrix', `${RULES[row.rule] ?? row.rule} (${row.sources.join(', ')})`],
    ['Consent', row.consentId ? 'Noted in the ledger of the case' : 'Not what it rests on'],
    ['The writer’s name', row.nameless ? 'Taken out' : 'Not taken out'],
    ['Kept back', row.heldBack],
    ['Does the person know?', `${row.toldPerson === 'told' ? 'Yes' : 'No'}. ${row.toldPersonWhy}`],
    ['Fingerprint of the words (SHA-256)', row.wordsHash],
  ]
}

export const DisclosurePage = (props: Props) => (
  <Page
    title={`What was told about ${props.reference}`}
    signedIn={props.signedIn}
    before={
      <a class="govuk-back-link" href={`/cases/${props.reference}/sharing`}>
        Back to sharing and consent
      </a>
    }
  >
    <h1 class="govuk-heading-l">What was told about {props.reference}</h1>
    <h2 class="govuk-heading-m">The words</h2>
    <pre class="wp-sheet">{props.row.words}</pre>
    <h2 class="govuk-heading-m">The record</h2>
    <dl class="govuk-summary-list">
      {disclosureRows(props).map(([key, value]) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{key}</dt>
          <dd class="govuk-summary-list__value wp-break">{value}</dd>
        </div>
      ))}
    </dl>
    <p class="govuk-body wp-screen-only">
      Print this page for the file, or take it{' '}
      <a class="govuk-link" href={`/disclosures/${props.row.id}/sheet.pdf`}>
        as a PDF
      </a>
      .
    </p>
  </Page>
)
