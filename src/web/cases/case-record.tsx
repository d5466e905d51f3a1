/** The parts of a case page that only show: acknowledgement, keeping, other cases. */
import type { FoundCase } from '../../cases/find-case.ts'
import { eventOf } from '../../cases/record-period.ts'
import type { LinkReason } from '../../db/schema.ts'
import { EVENT_WORDS } from '../../retention/clock.ts'
import { sayHolds } from '../../retention/why-not.ts'
import { RISK_CATEGORIES } from '../../triage/risk.ts'
import { TextField } from '../parts/controls.tsx'
import { howLong, sayMoment } from '../parts/dates.ts'
import { acknowledgementName, dangerName, levelName, plain, routeName } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'
import { FoldedForm } from './folded-form.tsx'
import { LetGoForm, type ShownAcknowledgement } from './let-go-form.tsx'
import { sayKeeping, sayWorking } from './say-keeping.ts'

/** Whether the writer has heard from us, and the reason in a sentence. */
export const Acknowledgements = (props: CasePageProps) => (
  <section class="wp-panel" aria-labelledby="acknowledged-title">
    <h2 class="govuk-heading-m" id="acknowledged-title">
      Acknowledgement
    </h2>
    {props.found.acknowledgements.map((one) => (
      <OneAcknowledgement {...props} one={one} />
    ))}
  </section>
)

const OneAcknowledgement = (props: CasePageProps & { one: ShownAcknowledgement }) => {
  const { found, one } = props
  const mail = found.sent.find(({ id }) => id === one.sentMailId)
  return (
    <div class="govuk-!-margin-bottom-3">
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>{acknowledgementName(one.state)}.</strong> {heldFor(one)} {sayBecause(one)}
        {mail?.handedOverAt &&
          `${one.state === 'sent' ? '' : 'It left us on '}${sayMoment(mail.handedOverAt)}.`}
      </p>
      {one.bouncedAt && (
        <p class="govuk-body-s govuk-!-margin-bottom-1">
          Reported {sayMoment(one.bouncedAt)}
          {one.bounceStatus && `, code ${one.bounceStatus}`}.
        </p>
      )}
      {mail && (
        <details class="govuk-details wp-small-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">The words that were sent</span>
          </summary>
          <MailText mail={mail} />
        </details>
      )}
      {one.state === 'sent' && (
        <p class="govuk-body-s wp-quiet govuk-!-margin-bottom-0">Privacy notice: {one.noticeVersion}.</p>
      )}
      <LetGoForm {...props} />
    </div>
  )
}

/** Why it was kept back, or who sent it all the same. */
function sayBecause({ because, sentBy }: ShownAcknowledgement): string {
  if (sentBy === null) return because ?? ''
  return `By hand, by ${sentBy}.${because ? ` The reason that it did not go by itself: ${because}` : ''} `
}

function heldFor({ state, reason }: { state: string; reason: string }): string {
  if (state !== 'held') return ''
  return reason === 'safe-contact' || reason === 'restored'
    ? ''
    : `The letter shows signs of ${nameOfHold(reason)}.`
}

function nameOfHold(reason: string): string {
  const category = RISK_CATEGORIES.find((known) => known === reason)
  return category ? dangerName(category).toLowerCase() : plain(reason)
}

const MailText = ({ mail }: { mail: FoundCase['sent'][number] }) => (
  <div class="govuk-details__text">
    <p class="govuk-body-s govuk-!-margin-bottom-2">
      To {mail.toAddress}
      <br />
      Subject: {mail.subject}
    </p>
    <div class="wp-sent">{mail.text}</div>
  </div>
)

/** How long it is kept, and why. */
export const Keeping = (props: CasePageProps) => {
  const { signedIn, found } = props
  return (
    <section class="wp-panel" aria-labelledby="keeping-title">
      <h2 class="govuk-heading-m" id="keeping-title">
        How long it is kept
      </h2>
      <p class="govuk-body">{sayKeeping(signedIn.office, found.caseRow)}</p>
      {found.caseRow.disposeAfter && <p class="govuk-body-s wp-quiet">{sayWorking(found.caseRow)}</p>}
      {(props.holds ?? []).length > 0 && (
        <p class="govuk-body">
          <strong>Nothing of it may be removed:</strong> it is held{' '}
          {sayHolds((props.holds ?? []).map(({ kind }) => kind))}.
        </p>
      )}
      <PeriodForm {...props} />
    </section>
  )
}

/** Where the period runs from something that happened, its day is written down here. */
const PeriodForm = (props: CasePageProps) => {
  const { signedIn, found, mistakes, typed = {} } = props
  const event = eventOf(found.caseRow.retentionTrigger)
  if (!event || !may(signedIn.role, 'act')) return null
  return (
    <FoldedForm
      {...props}
      summary={`Write down ${EVENT_WORDS[event]}`}
      action="period"
      fields={['period-on']}
      button="Write it down"
    >
      <TextField
        name="period-on"
        label="Its day"
        type="date"
        width="govuk-input--width-10"
        mistakes={mistakes}
        value={typed['period-on'] ?? found.caseRow.periodFrom ?? ''}
      />
    </FoldedForm>
  )
}

/** Cases of the same writer, and one whose reference was quoted by somebody else. */
export const OtherCases = ({ found, now }: CasePageProps) =>
  found.earlier.length === 0 && !found.linkedReference ? null : (
    <section class="wp-panel" aria-labelledby="related-title">
      <h2 class="govuk-heading-m" id="related-title">
        Other cases
      </h2>
      {found.linkedReference && (
        <p class="govuk-body">
          The letter quotes the reference of another case. {sayLink(found.caseRow.linkedBecause)}{' '}
          <a class="govuk-link" href={`/cases/${found.linkedReference}`}>
            {found.linkedReference}
          </a>
        </p>
      )}
      {found.earlier.length > 0 && <p class="govuk-body govuk-!-margin-bottom-1">From the same address:</p>}
      <ul class="govuk-list govuk-body-s">
        {found.earlier.map((one) => (
          <li>
            <a class="govuk-link" href={`/cases/${one.reference}`}>
              {one.reference}
            </a>
            , {routeName(one.route)}, {howLong(one.openedAt, now)} ago
            {one.risk !== 'none' && `, ${levelName(one.risk).toLowerCase()}`}
          </li>
        ))}
      </ul>
    </section>
  )

const LINKS: Record<LinkReason, string> = {
  'another-address': 'It came from another address, so the two were not joined:',
  'forged-address': 'Our mail server found that its address may be forged, so the two were not joined:',
  disposed: 'It answers a case that is disposed of, of which nothing else is left:',
  'no-seal': 'Anybody could have typed it, so the two were not joined:',
}

const sayLink = (because: LinkReason | null): string => LINKS[because ?? 'another-address']

/** The ways to what is told outside and to people's rights over what is in here. */
export const DataProtection = ({ signedIn, found }: CasePageProps) => (
  <section class="wp-panel" aria-labelledby="data-title">
    <h2 class="govuk-heading-m" id="data-title">
      Data protection
    </h2>
    {found.special.corrections.map(({ wrong, right, source, notedByName, notedAt }) => (
      <p class="govuk-body wp-break">
        <strong>Put right:</strong> {wrong} <strong>is wrong; right is</strong> {right}
        <span class="wp-under">
          {source} {notedByName}, {sayMoment(notedAt)}
        </span>
      </p>
    ))}
    <ul class="govuk-list">
      <li>
        <a class="govuk-link" href={`/cases/${found.caseRow.reference}/sharing`}>
          Sharing and consent
        </a>
      </li>
      {may(signedIn.role, 'view-rights') && (
        <li>
          <a class="govuk-link" href={`/cases/${found.caseRow.reference}/rights`}>
            Rights over data
          </a>
        </li>
      )}
    </ul>
  </section>
)
