import type { ContactBar } from '../../acknowledgements/contact-bar.ts'
import type { FoundCase } from '../../cases/find-case.ts'
import type { Colleague } from '../../cases/own-case.ts'
import { londonDay, sayDay } from '../../clocks/days.ts'
import { CLIMBING } from '../../db/alert-states.ts'
import { repeatedHeaders } from '../../message/repeated-headers.ts'
import { TROUBLES, type Trouble } from '../../message/trouble.ts'
import type { HoldNow } from '../../records/find-due.ts'
import { standing } from '../parts/alert-words.ts'
import { ContactBanner } from '../parts/contact-banner.tsx'
import { ErrorSummary, LevelTag, type Mistakes, Token } from '../parts/controls.tsx'
import { howLong, sayMoment } from '../parts/dates.ts'
import { DrillBanner } from '../parts/drill-banner.tsx'
import { HardWords, isHardSubject } from '../parts/hard-words.tsx'
import type { StaffNames } from '../parts/history.ts'
import { BackToQueue, Page } from '../parts/layout.tsx'
import { Letter, Reasons, SubjectWords } from '../parts/letter.tsx'
import {
  channelName,
  dangerName,
  routeName,
  sayCount,
  sayHints,
  sayList,
  sayOutcome,
  sayRepeated,
  sayUnread,
  statusName,
} from '../parts/words.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'
import { Attachments } from './attachments.tsx'
import { ClosePanel, Notes, RiskPanel, RoutePanel } from './case-decisions.tsx'
import { Acknowledgements, DataProtection, History, Keeping, OtherCases, Sent } from './case-record.tsx'
import { DoneTasks, OpenTasks } from './case-tasks.tsx'
import { Chases } from './chase-lines.tsx'
import { Clocks } from './clock-lines.tsx'
import type { ChaseView, ClockView } from './clock-view.ts'
import { HandlingPanel } from './handling-panel.tsx'
import type { LetterPreview } from './let-go-form.tsx'
import { OwnerLine } from './owner-line.tsx'
import { PartOnly } from './part-only.tsx'
import { SafeContactPanel } from './safe-contact-panel.tsx'
import { SealBanner, SealPanel } from './seal-panel.tsx'

export type CasePageProps = {
  signedIn: SignedIn
  found: FoundCase
  clocks: ClockView[]
  chases: ChaseView[]
  names: StaffNames
  now: Date
  mistakes?: Mistakes
  /** What was typed into a form that came back. */
  typed?: Record<string, string>
  /** The acknowledgement whose form is on the page, with the letters as they would leave now. */
  letGoId?: string | undefined
  /** What stands against it, by the address that was typed where the form came back. */
  bar?: ContactBar | undefined
  preview?: LetterPreview | undefined
  isLetterAskedFor?: boolean
  /** Who may be kept from the case. */
  staff?: readonly { userKey: string; userName: string }[]
  /** Who may be given the case. */
  colleagues: readonly Colleague[]
  /** How many letters with risk flags the reader has opened this week. */
  hardLetters: number
  /** Why nothing of it may be removed today, whoever or whatever holds it. */
  holds?: readonly HoldNow[]
}

type Alert = FoundCase['alerts'][number]
type ShownInCase = FoundCase['messages'][number]

/** One case: what was written on the left, what is to be decided on the right, the record below. */
export const CasePage = (props: CasePageProps) => {
  const { signedIn, found, mistakes = {} } = props
  const { caseRow, messages } = found
  return (
    <Page
      title={`Case ${caseRow.reference}`}
      signedIn={signedIn}
      hasErrors={Object.keys(mistakes).length > 0}
      before={<BackToQueue />}
    >
      <ErrorSummary mistakes={mistakes} />
      {caseRow.drillId && <DrillBanner isOver={caseRow.status === 'closed'} />}
      <CaseHead {...props} />
      <SealBanner {...props} />
      <OwnerLine {...props} />
      <ContactBanner {...found.special} caseId={caseRow.id} />
      {found.alerts
        .filter(({ state }) => state !== 'closed')
        .map((alert) => (
          <OpenAlert {...props} alert={alert} />
        ))}
      <OpenTasks {...props} />
      <div class="wp-columns">
        <div>
          {messages.length > 1 && (
            <p class="govuk-body">{sayCount(messages.length, 'message')}, the oldest first.</p>
          )}
          {messages.map((message) => (
            <MessageSection {...props} message={message} />
          ))}
        </div>
        <div class="wp-columns__aside">
          <RoutePanel {...props} />
          <RiskPanel {...props} />
          <Clocks {...props} />
          <SafeContactPanel {...props} />
          <Chases {...props} />
          <Acknowledgements {...props} />
          <ClosePanel {...props} />
          <Keeping {...props} />
          <DoneTasks {...props} />
          <OtherCases {...props} />
          <SealPanel {...props} />
          <DataProtection {...props} />
          <HandlingPanel {...props} />
        </div>
        <Notes {...props} />
      </div>
      <Sent {...props} />
      <History {...props} />
    </Page>
  )
}

const CaseHead = ({ found, now }: CasePageProps) => {
  const { caseRow, alerts } = found
  return (
    <>
      <h1 class="govuk-heading-l govuk-!-margin-bottom-2">
        <span class="govuk-visually-hidden">Case </span>
        {caseRow.reference}
      </h1>
      <ul class="wp-facts">
        <li>
          <LevelTag level={caseRow.risk} />
        </li>
        <li>{statusName(caseRow.status)}</li>
        <li>{channelName(caseRow.channel)}</li>
        <li>
          {caseRow.status === 'closed'
            ? `received ${sayDay(londonDay(caseRow.openedAt))}`
            : `received ${howLong(caseRow.openedAt, now)} ago`}
        </li>
        <li>
          {routeName(caseRow.route)}
          {caseRow.routeConfirmed ? ' (confirmed)' : ' (proposed)'}
        </li>
      </ul>
      {alerts
        .filter(({ state }) => state === 'closed')
        .map((alert) => (
          <p class="govuk-body">
            <a class="govuk-link" href={`/alerts/${alert.id}`}>
              Alert closed
            </a>{' '}
            {alert.closedAt && sayMoment(alert.closedAt)}. {sayOutcome(alert.outcome ?? '')}
          </p>
        ))}
    </>
  )
}

/** Danger stands above the letter, with the one button that stops the ladder. */
const OpenAlert = ({ signedIn, found, now, alert }: CasePageProps & { alert: Alert }) => {
  const dangers = [
    ...new Set(found.flags.filter(({ level }) => level !== 'none').map(({ category }) => category)),
  ]
  return (
    <section class={`wp-alert wp-alert--${standing(alert.state)}`} aria-labelledby={`alert-${alert.id}`}>
      <h2 class="govuk-heading-m govuk-!-margin-bottom-1" id={`alert-${alert.id}`}>
        {alert.level === 'immediate' ? 'Immediate' : 'Serious'} alert,{' '}
        {CLIMBING.includes(alert.state) ? 'nobody has answered' : `answered by ${alert.answeredBy}`}
      </h2>
      <p class="govuk-body govuk-!-margin-bottom-2">
        {dangers.length > 0 && `${sayList(dangers.map(dangerName))}. `}
        Raised {howLong(alert.raisedAt, now)} ago.{' '}
        <a class="govuk-link" href={`/alerts/${alert.id}`}>
          {CLIMBING.includes(alert.state)
            ? 'Open the alert: who was told, and what to do'
            : 'Say what was done'}
        </a>
      </p>
      {CLIMBING.includes(alert.state) && may(signedIn.role, 'answer-alert') && (
        <form method="post" action={`/alerts/${alert.id}/answer`}>
          <Token token={signedIn.formToken} />
          <button type="submit" class="govuk-button govuk-button--warning govuk-!-margin-bottom-2">
            I am dealing with this
          </button>
        </form>
      )}
    </section>
  )
}

/** Whether there may be more than plain words; what the letter has is looked at when somebody asks. */
const hasLook = ({ headers }: ShownInCase): boolean =>
  headers.some(({ name, value }) => name === 'content-type' && /^\s*(?:multipart\/|text\/html)/i.test(value))

const MessageSection = ({
  signedIn,
  found,
  message,
  hardLetters,
}: CasePageProps & { message: ShownInCase }) => (
  <section class="wp-message" aria-labelledby={`message-${message.id}`}>
    <h2 class="govuk-heading-m govuk-!-margin-bottom-1" id={`message-${message.id}`}>
      {isHardSubject(message) ? (
        `Message of ${sayMoment(message.receivedAt)}`
      ) : (
        <SubjectWords message={message} />
      )}
    </h2>
    <p class="govuk-body-s wp-quiet govuk-!-margin-bottom-2">
      From {message.fromName || message.fromAddress || 'somebody who gave no name'}
      {message.fromName && message.fromAddress && ` (${message.fromAddress})`}. {channelName(message.channel)}{' '}
      received {sayMoment(message.receivedAt)}.
    </p>
    <Trust message={message} />
    <PartOnly signedIn={signedIn} found={found} message={message} />
    <HowItCame found={found} message={message} />
    <HardWords message={message} hardLetters={hardLetters}>
      {isHardSubject(message) && (
        <p class="govuk-body">
          <strong>Subject:</strong> <SubjectWords message={message} />
        </p>
      )}
      <Letter message={message} />
    </HardWords>
    {hasLook(message) && (
      <p class="govuk-body-s">
        <a class="govuk-link" href={`/cases/${found.caseRow.reference}/messages/${message.id}/as-written`}>
          See how this letter was laid out
        </a>{' '}
        (without pictures and links)
      </p>
    )}
    <Attachments files={message.attachments} />
    <h3 class="govuk-heading-s govuk-!-margin-bottom-1">Signs of risk</h3>
    <Reasons message={message} />
  </section>
)

/** What the reader should know before relying on the words below. */
const Trust = ({ message }: { message: ShownInCase }) => {
  const said = [
    ...sayHints(message.hints),
    message.status === 'parsed'
      ? undefined
      : (TROUBLES[message.because as Trouble] ??
        'Not all of this message could be read. What could be read is below.'),
    message.fromJunk ? 'It came from the junk folder: the mail provider took it for junk.' : undefined,
    sayRepeated(repeatedHeaders(message.headers)),
    sayUnread(message.unread),
    otherLanguage(message.triage.language),
  ].filter((sentence) => sentence !== undefined)
  return said.length === 0 ? null : <div class="govuk-inset-text wp-inset">{said.join(' ')}</div>
}

/** One letter that came several times, and other letters that bear the number of this one. */
const HowItCame = ({ found, message }: { found: FoundCase; message: ShownInCase }) => {
  const deliveries = found.deliveries.get(message.rawMessageId) ?? []
  const others = found.reusedIds.get(message.messageId ?? '') ?? []
  return (
    <>
      {deliveries.length > 1 && (
        <details class="govuk-details wp-small-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">
              The same message came {sayCount(deliveries.length, 'time')}. All copies are kept.
            </span>
          </summary>
          <ul class="govuk-list govuk-list--bullet govuk-details__text">
            {deliveries.map(({ mailbox, folder, receivedAt }) => (
              <li class="wp-break">
                {mailbox}, folder {folder}, {sayMoment(receivedAt)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {others.length > 0 && (
        <div class="govuk-inset-text wp-inset">
          Another message with other words bears the same Message-ID, which a sender may do by mistake or to
          have a letter overlooked. Both are kept. The other one is in{' '}
          {others.map((reference, at) => (
            <>
              {at > 0 && ', '}
              <a class="govuk-link" href={`/cases/${reference}`}>
                {reference}
              </a>
            </>
          ))}
          .
        </div>
      )}
    </>
  )
}

/** Our rules read English, so whoever opens the case has to know that they did not read this one. */
function otherLanguage(language: string): string | undefined {
  if (language === 'und' || language === 'en') return undefined
  const name = new Intl.DisplayNames('en-GB', { type: 'language' }).of(language) ?? language
  return `It seems to be written in ${name}. Our rules read English only, so a person has to read it.`
}
