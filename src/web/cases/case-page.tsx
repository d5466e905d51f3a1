import type { ContactBar } from '../../acknowledgements/contact-bar.ts'
import type { FoundCase } from '../../cases/find-case.ts'
import type { findMentions } from '../../cases/mentions.ts'
import type { Colleague } from '../../cases/own-case.ts'
import { londonDay, sayDay } from '../../clocks/days.ts'
import { CLIMBING } from '../../db/alert-states.ts'
import type { HoldNow } from '../../records/find-due.ts'
import type { Reply } from '../../replies/write-reply.ts'
import type { ScanRow } from '../../scans/may-open.ts'
import { standing } from '../parts/alert-words.ts'
import { ContactBanner } from '../parts/contact-banner.tsx'
import { ErrorSummary, LevelTag, type Mistakes, Token } from '../parts/controls.tsx'
import { howLong, sayMoment } from '../parts/dates.ts'
import { DrillBanner } from '../parts/drill-banner.tsx'
import type { StaffNames } from '../parts/history.ts'
import { BackToQueue, Page } from '../parts/layout.tsx'
import {
  channelName,
  dangerName,
  routeName,
  sayCount,
  sayList,
  sayOutcome,
  statusName,
} from '../parts/words.ts'
import { HeldReplies, RepliesPanel } from '../replies/replies-panel.tsx'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'
import { ClosePanel, Notes, RiskPanel, RoutePanel } from './case-decisions.tsx'
import { Acknowledgements, DataProtection, Keeping, OtherCases } from './case-record.tsx'
import { DoneTasks, OpenTasks } from './case-tasks.tsx'
import { Chases } from './chase-lines.tsx'
import { Clocks } from './clock-lines.tsx'
import type { ChaseView, ClockView } from './clock-view.ts'
import { HandlingPanel } from './handling-panel.tsx'
import type { LetterPreview } from './let-go-form.tsx'
import { MessageSection } from './message-section.tsx'
import { OwnerLine } from './owner-line.tsx'
import { SafeContactPanel } from './safe-contact-panel.tsx'
import { SealBanner, SealPanel } from './seal-panel.tsx'
import { Timeline } from './timeline.tsx'
import { UndoPanel } from './undo-panel.tsx'

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
  /** What people write in it, the newest first. */
  replies: readonly Reply[]
  mentions: Awaited<ReturnType<typeof findMentions>>
  /** Who else has it open, in sentences; '' where nobody has. */
  others: string
  /** What a virus scanner made of its letters, by raw message. */
  scans?: ReadonlyMap<string, readonly ScanRow[]>
  hasScanner?: boolean
  /** Why nothing of it may be removed today, whoever or whatever holds it. */
  holds?: readonly HoldNow[]
}

type Alert = FoundCase['alerts'][number]

/** One case: what was written on the left, what is to be decided on the right, the record below. */
export const CasePage = (props: CasePageProps) => {
  const { signedIn, found, mistakes = {} } = props
  const { caseRow, messages } = found
  return (
    <Page
      title={`Case ${caseRow.reference}`}
      signedIn={signedIn}
      hasErrors={Object.keys(mistakes).length > 0}
      before={
        <>
          <BackToQueue />
          <a class="govuk-link wp-next" href={`/cases/${caseRow.reference}/next`} data-key="next-case">
            Next case
          </a>
        </>
      }
    >
      <ErrorSummary mistakes={mistakes} />
      {caseRow.drillId && <DrillBanner isOver={caseRow.status === 'closed'} />}
      <CaseHead {...props} />
      <SealBanner {...props} />
      <OwnerLine {...props} />
      <p class="govuk-body-s wp-others" role="status" data-presence={`/cases/${caseRow.reference}/presence`}>
        {props.others}
      </p>
      <HeldReplies {...props} />
      <UndoPanel {...props} />
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
          <RepliesPanel {...props} />
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
      <Timeline {...props} />
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
