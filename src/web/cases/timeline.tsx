/** Everything that was received, sent, seen, decided and done, in one line of time (MoJ timeline pattern). */
import type { FoundCase } from '../../cases/find-case.ts'
import { sayMoment } from '../parts/dates.ts'
import { type StaffNames, sayActor, sayEntry } from '../parts/history.ts'
import { channelName, mailKindName, mailStateName, sayCount } from '../parts/words.ts'
import type { CasePageProps } from './case-page.tsx'

export type TimelineKind = 'received' | 'sent' | 'decided' | 'done' | 'seen'

export type TimelineEntry = {
  at: Date
  kind: TimelineKind
  who: string
  what: string
  /** A letter of the page, or a mail with its words. */
  letterId?: string
  mail?: FoundCase['sent'][number]
  /** How often the same person did the same thing, one after the other. */
  times?: number
}

const KINDS: Readonly<Record<TimelineKind, string>> = {
  received: 'Received',
  sent: 'Sent',
  decided: 'Decided',
  done: 'Done',
  seen: 'Seen',
}

const SEEN = /-(?:viewed|listed|exported|shown-as-written)$|^right-opened$/
const DECIDED =
  /^(?:route-(?:confirmed|changed|added)|risk-overridden|case-(?:closed|sealed|split)|cases-(?:merged|linked)|acknowledgement-(?:decided|let-go)|safe-contact-(?:set|refused)|hold-(?:placed|lifted)|restriction-(?:set|ended)|alert-closed|disposal-.*|change-undone)$/
/** Said by the letter or the mail itself, which stand in the same line. */
const SAID_ELSEWHERE = /^(?:message-taken-in|acknowledgement-sent|reply-sent)$/

const kindOf = (action: string): TimelineKind =>
  SEEN.test(action) ? 'seen' : DECIDED.test(action) ? 'decided' : 'done'

/** The newest first. What somebody did several times running is one entry. Pure. */
export function timelineOf(
  { messages, sent, history }: Pick<FoundCase, 'messages' | 'sent' | 'history'>,
  names: StaffNames,
): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...messages.map((message) => ({
      at: message.receivedAt,
      kind: 'received' as const,
      who: message.fromName || message.fromAddress || 'Somebody who gave no name',
      what: channelName(message.channel),
      letterId: message.id,
    })),
    ...sent.flatMap((mail) =>
      mail.handedOverAt
        ? [
            {
              at: mail.handedOverAt,
              kind: 'sent' as const,
              who: 'Waypost',
              what: `${mailKindName(mail.kind)} to ${mail.toAddress}. ${mailStateName(mail.state)}`,
              mail,
            },
          ]
        : [],
    ),
    ...history
      .filter(({ action }) => !SAID_ELSEWHERE.test(action))
      .map((entry) => ({
        at: entry.at,
        kind: kindOf(entry.action),
        who: sayActor(entry.actor, names),
        what: sayEntry(entry),
      })),
  ]
  // Sorting keeps the order of what happened in one moment, so that the newest of them comes first too.
  const sorted = entries.reverse().sort((a, b) => b.at.getTime() - a.at.getTime())
  return sorted.reduce<TimelineEntry[]>((before, entry) => {
    const last = before.at(-1)
    const isSame =
      last?.kind === entry.kind && last.who === entry.who && last.what === entry.what && !entry.mail
    if (!last || !isSame) return [...before, entry]
    return [...before.slice(0, -1), { ...last, times: (last.times ?? 1) + 1 }]
  }, [])
}

const SHOWN = 20

export const Timeline = ({ found, names }: Pick<CasePageProps, 'found' | 'names'>) => {
  const entries = timelineOf(found, names)
  const waiting = found.sent.filter(({ handedOverAt }) => handedOverAt === null)
  const folded = entries.slice(SHOWN)
  return (
    <section class="wp-panel" aria-labelledby="timeline-title">
      <h2 class="govuk-heading-m" id="timeline-title">
        Timeline
      </h2>
      {found.sent.length === 0 && <p class="govuk-body">Nothing has left us about this case.</p>}
      {waiting.length > 0 && (
        <ol class="wp-timeline">
          {waiting.map((mail) => (
            <Entry
              entry={{
                ...{ at: undefined, kind: 'sent', who: 'Waypost', mail },
                what: `${mailKindName(mail.kind)} to ${mail.toAddress}. ${mailStateName(mail.state)}`,
              }}
            />
          ))}
        </ol>
      )}
      <ol class="wp-timeline">
        {entries.slice(0, SHOWN).map((entry) => (
          <Entry entry={entry} />
        ))}
      </ol>
      {folded.length > 0 && (
        <details class="govuk-details wp-small-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">
              {sayCount(folded.length, 'earlier entry', 'earlier entries')}
            </span>
          </summary>
          <ol class="wp-timeline">
            {folded.map((entry) => (
              <Entry entry={entry} />
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

const Entry = ({ entry }: { entry: Omit<TimelineEntry, 'at'> & { at: Date | undefined } }) => (
  <li class={`wp-timeline__item wp-timeline__item--${entry.kind}`}>
    <p class="wp-timeline__head">
      <strong>{KINDS[entry.kind]}</strong> <span class="wp-quiet">{entry.who}</span>
    </p>
    <p class="wp-timeline__what">
      {entry.letterId ? (
        <a class="govuk-link" href={`#message-${entry.letterId}`}>
          {entry.what}
        </a>
      ) : (
        entry.what
      )}
      {(entry.times ?? 1) > 1 && ` (${sayCount(entry.times ?? 1, 'time')})`}
    </p>
    {entry.at && <p class="wp-timeline__when">{sayMoment(entry.at)}</p>}
    {entry.mail && (
      <details class="govuk-details wp-small-details govuk-!-margin-bottom-0">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">
            The words<span class="govuk-visually-hidden"> of {entry.what}</span>
          </span>
        </summary>
        <p class="govuk-body-s govuk-!-margin-bottom-1">Subject: {entry.mail.subject}</p>
        <div class="wp-sent">{entry.mail.text}</div>
      </details>
    )}
  </li>
)
