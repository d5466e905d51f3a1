import type { FoundCase } from '../cases/find-cases.ts'
import { CLOCK_RULES, isClockKind } from '../clocks/clock-rules.ts'
import { sayDay } from '../clocks/days.ts'
import { retentionFor } from '../retention/schedule.ts'
import { ROUTES } from '../triage/route.ts'
import { ErrorSummary, LevelTag, type Mistakes, Select, TextArea, Token } from './controls.tsx'
import { Page } from './layout.tsx'
import { Letter, Reasons } from './letter.tsx'
import { may } from './roles.ts'
import type { SignedIn } from './web-deps.ts'
import {
  acknowledgementName,
  actionName,
  actorName,
  ago,
  plain,
  routeName,
  sayMoment,
  sureness,
  untilDay,
} from './words.ts'

export type CasePageProps = {
  signedIn: SignedIn
  found: FoundCase
  now: Date
  mistakes?: Mistakes
  /** What was typed into a form that came back. */
  typed?: Record<string, string>
}

const CHANNELS = {
  email: 'email',
  'web-form': 'web form',
  letter: 'letter',
  call: 'telephone call',
  'face-to-face': 'face-to-face contact',
}

export const CasePage = (props: CasePageProps) => {
  const { signedIn, found, now, mistakes = {} } = props
  const { caseRow } = found
  return (
    <Page
      title={`Case ${caseRow.reference}`}
      signedIn={signedIn}
      hasErrors={Object.keys(mistakes).length > 0}
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">{caseRow.reference}</h1>
      <p class="govuk-body">
        <LevelTag level={caseRow.risk} />{' '}
        <strong class="govuk-tag govuk-tag--blue">
          {caseRow.status === 'new' ? 'New' : plain(caseRow.status)}
        </strong>
      </p>
      <AlertLines {...props} />
      <div class="wp-columns">
        <div>
          {found.messages.map((message) => (
            <section aria-labelledby={`message-${message.id}`}>
              <h2 class="govuk-heading-m" id={`message-${message.id}`}>
                {message.subject || 'No subject'}
              </h2>
              <p class="govuk-body">
                From {message.fromName || 'somebody who gave no name'}
                {message.fromAddress && ` (${message.fromAddress})`}, by {CHANNELS[message.channel]}, received{' '}
                {sayMoment(message.receivedAt)}
              </p>
              {message.status !== 'parsed' && (
                <div class="govuk-inset-text">
                  Not all of this message could be read. What could be read is below.
                </div>
              )}
              <Letter message={message} />
              <h3 class="govuk-heading-s">Why words are marked</h3>
              <Reasons message={message} />
              <Attachments files={message.attachments} />
            </section>
          ))}
          <Notes {...props} />
        </div>
        <div>
          <RoutePanel {...props} />
          <Clocks found={found} now={now} />
          <Keeping signedIn={signedIn} found={found} />
          <Acknowledgements found={found} />
          <ClosePanel {...props} />
          <Related found={found} now={now} />
        </div>
      </div>
      <History found={found} />
    </Page>
  )
}

const AlertLines = ({ found }: CasePageProps) =>
  found.alerts.map((alert) => (
    <div class="govuk-inset-text">
      <a class="govuk-link" href={`/alerts/${alert.id}`}>
        {alert.level === 'immediate' ? 'Immediate alert' : 'Serious alert'}
      </a>
      {alert.state === 'paging' && <strong>: nobody has answered it yet</strong>}
      {alert.state === 'answered' && `: answered by ${alert.answeredBy}; say what was done to close it`}
      {alert.state === 'closed' && `: closed. ${plain(alert.outcome ?? '')}`}
    </div>
  ))

const Attachments = ({ files }: { files: FoundCase['messages'][number]['attachments'] }) =>
  files.length === 0 ? null : (
    <>
      <h3 class="govuk-heading-s">Attachments</h3>
      <ul class="govuk-list govuk-list--bullet">
        {files.map((file) => (
          <li>
            {file.name || 'No name'} ({Math.max(1, Math.round(file.size / 1024))} KB)
          </li>
        ))}
      </ul>
      <p class="govuk-hint">Attachments cannot be opened here until they are scanned for viruses.</p>
    </>
  )

const RoutePanel = ({ signedIn, found, mistakes, typed = {} }: CasePageProps) => {
  const { caseRow, messages } = found
  const candidates = messages.at(-1)?.triage.route.candidates ?? []
  return (
    <section class="wp-panel" aria-labelledby="route-title">
      <h2 class="govuk-heading-m" id="route-title">
        {caseRow.routeConfirmed ? 'Route' : 'Proposed route'}
      </h2>
      <p class="govuk-body">
        <strong>{routeName(caseRow.route)}</strong>
        {caseRow.routeConfirmed
          ? ', confirmed'
          : caseRow.abstained
            ? '. Not sure: a person needs to choose.'
            : ''}
      </p>
      {caseRow.others.length > 0 && (
        <p class="govuk-body">Also: {caseRow.others.map(routeName).join(', ')}</p>
      )}
      <p class="govuk-body">{signedIn.office.routes[caseRow.route].handling}</p>
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">Why, and what else it could be</span>
        </summary>
        <div class="govuk-details__text">
          {candidates.slice(0, 5).map((candidate) => (
            <div class="wp-candidate">
              <strong>{routeName(candidate.route)}</strong>, {sureness(candidate.score)}
              {candidate.because.length > 0 && (
                <ul class="govuk-list govuk-list--bullet">
                  {candidate.because.map((reason) => (
                    <li>{reason}</li>
                  ))}
                </ul>
              )}
            </div>
          ))}
        </div>
      </details>
      {may(signedIn.role, 'act') && caseRow.status !== 'closed' && (
        <form method="post" action={`/cases/${caseRow.reference}/route`} novalidate>
          <Token token={signedIn.formToken} />
          <input type="hidden" name="version" value={String(caseRow.version)} />
          <Select
            name="route"
            label="Route"
            mistakes={mistakes}
            value={typed['route'] ?? caseRow.route}
            options={ROUTES.map((route) => [route, routeName(route)] as const)}
          />
          <TextArea
            name="reason"
            label="Reason"
            hint="Needed where you change the route."
            rows={2}
            mistakes={mistakes}
            value={typed['reason']}
          />
          <button type="submit" class="govuk-button">
            {caseRow.routeConfirmed ? 'Change the route' : 'Confirm the route'}
          </button>
        </form>
      )}
    </section>
  )
}

const Clocks = ({ found, now }: { found: FoundCase; now: Date }) => (
  <section class="wp-panel" aria-labelledby="clocks-title">
    <h2 class="govuk-heading-m" id="clocks-title">
      Deadlines
    </h2>
    {found.clocks.length === 0 && <p class="govuk-body">The law sets none for this route.</p>}
    {found.clocks.map((clock) => {
      const rule = isClockKind(clock.kind) ? CLOCK_RULES[clock.kind] : undefined
      return (
        <div class="govuk-!-margin-bottom-4">
          <p class="govuk-body govuk-!-margin-bottom-1">
            <strong>
              {clock.dueOn ? sayDay(clock.dueOn) : 'No date'}
              {clock.stoppedAt ? ', stopped' : clock.dueOn ? `, ${untilDay(clock.dueOn, now)}` : ''}
            </strong>
          </p>
          <p class="govuk-body govuk-!-margin-bottom-1">{rule?.owed ?? plain(clock.kind)}</p>
          <p class="govuk-body-s wp-quiet">
            {rule?.law}. {clock.because}
          </p>
        </div>
      )
    })}
  </section>
)

const Keeping = ({ signedIn, found }: { signedIn: SignedIn; found: FoundCase }) => {
  const { caseRow } = found
  const choice = retentionFor(signedIn.office, [caseRow.route, ...caseRow.others])
  return (
    <section class="wp-panel" aria-labelledby="keeping-title">
      <h2 class="govuk-heading-m" id="keeping-title">
        How long it is kept
      </h2>
      <p class="govuk-body">
        {caseRow.disposeAfter
          ? `At least until ${sayDay(caseRow.disposeAfter)}: ${caseRow.keepMonths} months from the last action on it.`
          : 'No date can be set, so it cannot be disposed of.'}
      </p>
      <p class="govuk-body-s wp-quiet">{choice.because}</p>
    </section>
  )
}

const Acknowledgements = ({ found }: { found: FoundCase }) => (
  <section class="wp-panel" aria-labelledby="sent-title">
    <h2 class="govuk-heading-m" id="sent-title">
      Acknowledgement
    </h2>
    {found.acknowledgements.map((one) => (
      <p class="govuk-body">
        <strong>{acknowledgementName(one.state)}</strong>
        {one.state === 'held' && `, because of ${plain(one.reason)}`}
        {one.state === 'suppressed' && ` (${one.reason})`}. {one.because}
        {one.state === 'sent' && ` Privacy notice: ${one.noticeVersion}.`}
      </p>
    ))}
    {found.sent.map((mail) => (
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">
            {mail.kind === 'page' ? 'Page to duty staff' : 'What was sent'} to {mail.toAddress}
          </span>
        </summary>
        <div class="govuk-details__text">
          <p class="govuk-body-s">
            {mail.handedOverAt
              ? `Handed to the mail server ${sayMoment(mail.handedOverAt)}`
              : plain(mail.state)}
            . Subject: {mail.subject}
          </p>
          <div class="wp-sent">{mail.text}</div>
        </div>
      </details>
    ))}
  </section>
)

const Notes = ({ signedIn, found, mistakes, typed = {} }: CasePageProps) => (
  <section class="wp-panel" aria-labelledby="notes-title">
    <h2 class="govuk-heading-m" id="notes-title">
      Notes
    </h2>
    {found.notes.map((note) => (
      <p class="govuk-body">
        {note.text}
        <br />
        <span class="govuk-body-s wp-quiet">
          {note.author}, {sayMoment(note.writtenAt)}
        </span>
      </p>
    ))}
    {may(signedIn.role, 'act') && (
      <form method="post" action={`/cases/${found.caseRow.reference}/notes`} novalidate>
        <Token token={signedIn.formToken} />
        <TextArea name="note" label="Add a note" rows={3} mistakes={mistakes} value={typed['note']} />
        <button type="submit" class="govuk-button govuk-button--secondary">
          Add the note
        </button>
      </form>
    )}
  </section>
)

const ClosePanel = ({ signedIn, found, mistakes, typed = {} }: CasePageProps) => {
  const { caseRow } = found
  if (caseRow.status === 'closed') {
    return (
      <section class="wp-panel" aria-labelledby="closed-title">
        <h2 class="govuk-heading-m" id="closed-title">
          Closed
        </h2>
        <p class="govuk-body">
          {caseRow.closedAt && sayMoment(caseRow.closedAt)}: {caseRow.outcome}
        </p>
      </section>
    )
  }
  return may(signedIn.role, 'act') ? (
    <section class="wp-panel" aria-labelledby="close-title">
      <h2 class="govuk-heading-m" id="close-title">
        Close the case
      </h2>
      <form method="post" action={`/cases/${caseRow.reference}/close`} novalidate>
        <Token token={signedIn.formToken} />
        <input type="hidden" name="version" value={String(caseRow.version)} />
        <TextArea
          name="outcome"
          label="What was the outcome?"
          rows={2}
          mistakes={mistakes}
          value={typed['outcome']}
        />
        <button type="submit" class="govuk-button govuk-button--secondary">
          Close the case
        </button>
      </form>
    </section>
  ) : null
}

const Related = ({ found, now }: { found: FoundCase; now: Date }) =>
  found.earlier.length === 0 && !found.linkedReference ? null : (
    <section class="wp-panel" aria-labelledby="related-title">
      <h2 class="govuk-heading-m" id="related-title">
        Other cases
      </h2>
      {found.linkedReference && (
        <p class="govuk-body">
          Somebody else’s case is quoted:{' '}
          <a class="govuk-link" href={`/cases/${found.linkedReference}`}>
            {found.linkedReference}
          </a>
        </p>
      )}
      <ul class="govuk-list">
        {found.earlier.map((one) => (
          <li>
            <a class="govuk-link" href={`/cases/${one.reference}`}>
              {one.reference}
            </a>{' '}
            {routeName(one.route)}, {ago(one.openedAt, now)}
          </li>
        ))}
      </ul>
    </section>
  )

const History = ({ found }: { found: FoundCase }) => (
  <section class="wp-panel" aria-labelledby="history-title">
    <h2 class="govuk-heading-m" id="history-title">
      History
    </h2>
    <ol class="wp-history">
      {found.history.map((entry) => (
        <li class="govuk-body">
          {actionName(entry.action)}
          <br />
          <span class="govuk-body-s wp-quiet">
            {actorName(entry.actor)}, {sayMoment(entry.at)}
          </span>
        </li>
      ))}
    </ol>
  </section>
)
