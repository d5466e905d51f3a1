import type { FoundAlert } from '../../cases/find-alert.ts'
import type { FoundCase } from '../../cases/find-case.ts'
import { CLIMBING } from '../../db/alert-states.ts'
import type { LadderTrouble } from '../../escalations/find-trouble.ts'
import { spokenWords } from '../../message/words-of.ts'
import { type Brief, dutyBrief } from '../../referrals/brief.ts'
import { phoneScript } from '../../referrals/phone-script.ts'
import { receiverOf, sayReceiver } from '../../referrals/receivers.ts'
import { LinkedCases } from '../cases/links-part.tsx'
import { sayAlertState, sayMove, standing } from '../parts/alert-words.ts'
import { ContactBanner } from '../parts/contact-banner.tsx'
import { ErrorSummary, LevelTag, type Mistakes, Token } from '../parts/controls.tsx'
import { howLong, sayMoment, sayTime } from '../parts/dates.ts'
import { DrillBanner } from '../parts/drill-banner.tsx'
import { CareNote } from '../parts/hard-words.tsx'
import { BackToQueue, Page } from '../parts/layout.tsx'
import { Letter, Reasons, SubjectWords } from '../parts/letter.tsx'
import { channelName, dangerName, sayList, sayOutcome } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'
import { Decision } from './alert-decisions.tsx'
import { DutyChecklist, KnownFacts, PhoneScript } from './duty-brief.tsx'
import { LadderBanner } from './ladder-banner.tsx'
import { WhoWasTold } from './who-was-told.tsx'

export type AlertPageProps = {
  signedIn: SignedIn
  found: FoundAlert
  whole: FoundCase
  /** Where the ladder of this alert does not do what it should. */
  trouble: readonly LadderTrouble[]
  now: Date
  mistakes: Mistakes
  typed: Record<string, string>
  /** How many letters with risk flags the reader has opened this week. */
  hardLetters: number
}

/** One alert, for whoever was woken by it: what to press, what to do, what was said, who was told. */
export const AlertPage = (props: AlertPageProps) => {
  const { signedIn, found, mistakes } = props
  const { reference } = found.caseRow
  const { shortName, force } = signedIn.office
  const { brief, dangers } = briefOf(props)
  const isImmediate = found.alert.level === 'immediate'
  return (
    <Page
      title={`Alert on ${reference}`}
      signedIn={signedIn}
      hasErrors={Object.keys(mistakes).length > 0}
      before={<BackToQueue />}
    >
      <ErrorSummary mistakes={mistakes} />
      {found.caseRow.drillId && <DrillBanner isOver={found.alert.state === 'closed'} />}
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">
        Alert on <span class="wp-together">{reference}</span>
      </h1>
      <LadderBanner trouble={props.trouble} />
      <State {...props} />
      <ContactBanner {...props.whole.special} caseId={found.caseRow.id} />
      <div class="wp-columns">
        <div>
          <DutyChecklist brief={brief} force={force.name} />
          <PhoneScript
            sentences={phoneScript({ office: shortName, reference, dangers, isImmediate }, brief)}
          />
          <KnownFacts brief={brief} />
          <Said {...props} />
        </div>
        <div>
          <RelatedAlerts {...props} />
          <WhoWasTold {...props} />
          <WhatWasDone {...props} />
        </div>
      </div>
    </Page>
  )
}

/** The brief, and the kinds of danger by name. */
function briefOf({ found, whole }: AlertPageProps): { brief: Brief; dangers: string[] } {
  const raised = whole.flags.filter(({ level }) => level !== 'none').map(({ category }) => category)
  const dangers = [...new Set(raised)].map((category) => ({ category, name: dangerName(category) }))
  const { caseRow, earlier } = whole
  const brief = dutyBrief({
    level: found.alert.level,
    dangers,
    text: whole.messages.map(spokenWords).join('\n'),
    writer: caseRow.correspondentName,
    channel: channelName(caseRow.channel).toLowerCase(),
    earlier: { cases: earlier.length, flagged: earlier.filter(({ risk }) => risk !== 'none').length },
    safeContact: saySafeContact(whole.special.safe[0]),
  })
  return { brief, dangers: dangers.map(({ name }) => name) }
}

/** What a person noted goes before what the machine saw; '' where there is neither. */
const saySafeContact = (contact: FoundCase['special']['safe'][number] | undefined): string => {
  if (!contact) return ''
  return contact.state === 'set'
    ? `Safe contact: ${contact.how}`
    : `${contact.proposedBecause} Nobody has noted which way to reach them is safe.`
}

const State = (props: AlertPageProps) => {
  const { found, now } = props
  const { alert } = found
  return (
    <section class={`wp-alert wp-alert--${standing(alert.state)}`} aria-labelledby="alert">
      <h2 class="govuk-heading-m govuk-!-margin-bottom-2" id="alert" tabindex={-1}>
        <LevelTag level={alert.level} /> {sayAlertState(alert)}
      </h2>
      <p class="govuk-body govuk-!-margin-bottom-2">
        Raised {sayMoment(alert.raisedAt)}
        {alert.state !== 'closed' && `, ${howLong(alert.raisedAt, now)} ago`}.
        {alert.answeredAt && ` Answered by ${alert.answeredBy} ${sayMoment(alert.answeredAt)}.`}
        {alert.closedAt && ` Closed ${sayMoment(alert.closedAt)}.`}
      </p>
      {CLIMBING.includes(alert.state) && found.answers.length > 0 && (
        <p class="govuk-body govuk-!-margin-bottom-2">
          {sayList(found.answers.map(({ actorName }) => actorName))} answered. The others of this step have to
          answer too, and go on being told.
        </p>
      )}
      {alert.outcome && <p class="govuk-body govuk-!-margin-bottom-2">{sayOutcome(alert.outcome)}</p>}
      {alert.nextPageAt && !CLIMBING.includes(alert.state) && (
        <p class="govuk-body govuk-!-margin-bottom-2">
          If nothing more is noted, the duty list is told at {sayTime(alert.nextPageAt)}.
        </p>
      )}
      <Decision {...props} />
    </section>
  )
}

const Said = ({ found, whole, hardLetters }: AlertPageProps) => (
  <section aria-labelledby="said">
    <h2 class="govuk-heading-m govuk-!-margin-bottom-2" id="said">
      What was said
    </h2>
    <details class="govuk-details wp-said">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Show the words. They may be hard to read.</span>
      </summary>
      <CareNote hardLetters={hardLetters} />
      {whole.messages.map((message) => (
        <>
          <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
            <SubjectWords message={message} />
          </h3>
          <p class="govuk-body-s wp-quiet govuk-!-margin-bottom-2">
            {message.fromName || message.fromAddress || 'Somebody who gave no name'}
            {message.fromName && message.fromAddress && ` (${message.fromAddress})`},{' '}
            {sayMoment(message.receivedAt)}
          </p>
          <Letter message={message} />
        </>
      ))}
    </details>
    <h2 class="govuk-heading-m govuk-!-margin-bottom-2">Why it was flagged</h2>
    {whole.messages.map((message) => (
      <Reasons message={message} />
    ))}
    <p class="govuk-body">
      <a class="govuk-link" href={`/cases/${found.caseRow.reference}`}>
        Open the whole case
      </a>
    </p>
  </section>
)

/** Cases linked with this one, and open alerts of the same address that nobody has linked yet. */
const RelatedAlerts = ({ found, whole, signedIn }: AlertPageProps) => {
  const { links } = whole.special
  const hasOtherCases = whole.earlier.length > 0
  const linked = links.map(({ to }) => to.reference)
  const unlinked = found.sameWriter.filter(({ reference }) => !linked.includes(reference))
  if (links.length === 0 && !hasOtherCases) return null
  const { reference } = found.caseRow
  return (
    <section class="wp-panel" aria-labelledby="related">
      <h2 class="govuk-heading-m" id="related">
        Related
      </h2>
      <LinkedCases signedIn={signedIn} found={whole} mayUnlink={false} />
      {unlinked.map((other) => (
        <form method="post" action={`/cases/${reference}/links`}>
          <p class="govuk-body govuk-!-margin-bottom-1">
            <a class="govuk-link wp-reference" href={`/alerts/${other.id}`}>
              {other.reference}
            </a>{' '}
            <LevelTag level={other.level} /> is open too, from the same address.
          </p>
          <Token token={signedIn.formToken} />
          <input type="hidden" name="link-reference" value={other.reference} />
          <input type="hidden" name="link-kind" value="same-writer" />
          <input type="hidden" name="link-why" value="The same address." />
          {may(signedIn.role, 'act') && (
            <button type="submit" class="wp-link-button">
              Link the two<span class="govuk-visually-hidden">: {other.reference}</span>
            </button>
          )}
        </form>
      ))}
      {hasOtherCases && (
        <p class="govuk-body-s govuk-!-margin-top-2">
          <a class="govuk-link" href={`/cases/${reference}/contact`}>
            All contact of this writer, with its times
          </a>
        </p>
      )}
    </section>
  )
}

/** Every move, so that whoever takes over reads in a minute what was done and by whom. */
const WhatWasDone = ({ found, signedIn }: AlertPageProps) =>
  found.moves.length === 0 ? null : (
    <section class="wp-panel" aria-labelledby="done">
      <h2 class="govuk-heading-m" id="done">
        What was done
      </h2>
      <ol class="govuk-list govuk-body-s">
        {found.moves.map((move) => (
          <li>
            <strong>{sayMove(move)}</strong>, {move.actorName}, {sayMoment(move.at)}
          </li>
        ))}
      </ol>
      {found.referrals.map(({ id, toWhom, toldAt }) => (
        <p class="govuk-body-s">
          <a class="govuk-link" href={`/referrals/${id}`}>
            What was told to {sayToWhom(toWhom, signedIn.office.force.name)}, {sayMoment(toldAt)}
          </a>
        </p>
      ))}
    </section>
  )

const sayToWhom = (id: string, force: string): string => {
  const receiver = receiverOf(id)
  return receiver ? sayReceiver(receiver, force) : id
}
