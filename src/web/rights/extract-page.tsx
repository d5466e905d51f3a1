/** The extract for the person: which of it they are told is chosen by somebody; then one page to print. */
import type { Ledger, Told } from '../../disclosures/find-ledger.ts'
import { type Consent, standingOf } from '../../disclosures/may-share.ts'
import type { Ground } from '../../offices/grounds.ts'
import type { Paper } from '../../referrals/paper-pdf.ts'
import { ErrorSummary, type Mistakes, Token } from '../parts/controls.tsx'
import { dayWithoutWeekday, sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import type { SignedIn } from '../web-deps.ts'
import { groundName, purposeName, receiverName, wayName } from './sharing-words.ts'

type Props = { signedIn: SignedIn; reference: string; ledger: Ledger; grounds: readonly Ground[] }

/** What they do not know yet is not chosen beforehand: telling it may put somebody in danger (D-18). */
export const ExtractForm = ({ signedIn, reference, ledger, mistakes }: Props & { mistakes: Mistakes }) => (
  <Page
    title={`Extract for the person of ${reference}`}
    signedIn={signedIn}
    hasErrors={Object.keys(mistakes).length > 0}
    before={
      <a class="govuk-back-link" href={`/cases/${reference}/sharing`}>
        Back to sharing and consent
      </a>
    }
  >
    <ErrorSummary mistakes={mistakes} />
    <h1 class="govuk-heading-l govuk-!-margin-bottom-3">Extract for the person</h1>
    <p class="govuk-body wp-measure">
      Choose what the extract names. A disclosure that the person does not know of is left out until you have
      made sure that naming it harms nobody.
    </p>
    <form method="post" action={`/cases/${reference}/sharing/extract`} novalidate>
      <Token token={signedIn.formToken} />
      <fieldset class="govuk-fieldset govuk-!-margin-bottom-4" id="chosen">
        <legend class="govuk-fieldset__legend">Disclosures and consents</legend>
        <div class="govuk-checkboxes govuk-checkboxes--small">
          {[
            ...ledger.told.map((one) => ({
              id: one.id,
              isKnown: one.toldPerson === 'told',
              name: `${receiverName(signedIn.office, one.receiver)}, ${sayMoment(one.at)}${one.toldPerson === 'told' ? '' : ' (the person does not know of it)'}`,
            })),
            ...ledger.consents.map((one) => ({
              id: one.id,
              isKnown: true,
              name: `What they said on ${dayWithoutWeekday(one.saidOn)}: ${receiverName(signedIn.office, one.receiver)}`,
            })),
          ].map(({ id, isKnown, name }) => (
            <div class="govuk-checkboxes__item">
              <input
                class="govuk-checkboxes__input"
                type="checkbox"
                id={`row-${id}`}
                name={`row-${id}`}
                value="yes"
                checked={isKnown}
              />
              <label class="govuk-label govuk-checkboxes__label" for={`row-${id}`}>
                {name}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
      <button type="submit" name="as" value="page" class="govuk-button">
        Show it as a page to print
      </button>{' '}
      <button type="submit" name="as" value="pdf" class="govuk-button govuk-button--secondary">
        Take it as a PDF
      </button>
    </form>
  </Page>
)

export type Extract = Paper

const sayTold = (office: SignedIn['office'], grounds: readonly Ground[], one: Told) =>
  [
    `${receiverName(office, one.receiver)}, ${sayMoment(one.at)}`,
    `${purposeName(one.purpose)}. Ground: ${groundName(grounds, one.ground)}.`,
  ] as const

const sayConsent = (office: SignedIn['office'], one: Consent) =>
  [
    `${receiverName(office, one.receiver)}: ${purposeName(one.purpose).toLowerCase()}`,
    `${standingOf(one) === 'refused' ? 'Refused' : 'Agreed'} ${wayName(one.saidHow).toLowerCase()} on ${dayWithoutWeekday(one.saidOn)}: “${one.whatWasSaid}”${one.withdrawnOn ? `. Taken back on ${dayWithoutWeekday(one.withdrawnOn)}` : ''}`,
  ] as const

/** The one page, in the words that both the print and the PDF have. */
export function extractOf(
  { signedIn: { office }, reference, ledger, grounds }: Props,
  { chosen, madeAt }: { chosen: (id: string) => boolean; madeAt: Date },
): Paper {
  const told = ledger.told.filter(({ id }) => chosen(id)).map((one) => sayTold(office, grounds, one))
  const said = ledger.consents.filter(({ id }) => chosen(id)).map((one) => sayConsent(office, one))
  const none = [['None', 'Nothing is noted here.']] as const
  return {
    title: `What ${office.name} has told others about you`,
    parts: [
      { heading: 'Whom we told', rows: told.length > 0 ? told : none },
      { heading: 'What you agreed to', rows: said.length > 0 ? said : none },
      {
        heading: 'What you can do',
        text: [
          `You can take back what you agreed to at any time, in any way and without a reason: write to ${office.contact.email}${office.contact.phone ? `, ring ${office.contact.phone}` : ''}, or tell anybody in the office.`,
          `Questions about your data: ${office.dataProtection.email}. You can complain to the Information Commissioner, ico.org.uk, 0303 123 1113.`,
        ].join('\n'),
      },
    ],
    mark: reference,
    foot: `Made ${sayMoment(madeAt)} from the record of ${office.shortName}.`,
    madeAt,
  }
}

/** A paper as a page: what the PDF says, in the same order. */
export const PaperPage = ({ signedIn, paper, back }: { signedIn: SignedIn; paper: Paper; back: string }) => (
  <Page
    title="Extract for the person"
    signedIn={signedIn}
    before={
      <a class="govuk-back-link" href={back}>
        Back
      </a>
    }
  >
    <h1 class="govuk-heading-l">{paper.title}</h1>
    {paper.parts.map(({ heading, text, rows = [] }) => (
      <>
        <h2 class="govuk-heading-m">{heading}</h2>
        {text?.split('\n').map((line) => (
          <p class="govuk-body wp-measure">{line}</p>
        ))}
        {rows.length > 0 && (
          <dl class="govuk-summary-list">
            {rows.map(([key, value]) => (
              <div class="govuk-summary-list__row">
                <dt class="govuk-summary-list__key">{key}</dt>
                <dd class="govuk-summary-list__value wp-break">{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </>
    ))}
    <p class="govuk-body-s wp-quiet">
      {paper.mark}. {paper.foot}
    </p>
  </Page>
)
