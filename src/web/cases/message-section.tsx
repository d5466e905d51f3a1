/** A message on the page of its case: how far it can be relied on, its words, its files and its signs of risk. */
import type { FoundCase } from '../../cases/find-case.ts'
import { repeatedHeaders } from '../../message/repeated-headers.ts'
import { TROUBLES, type Trouble } from '../../message/trouble.ts'
import { sayMoment } from '../parts/dates.ts'
import { HardWords, isHardSubject } from '../parts/hard-words.tsx'
import { Letter, Reasons, SubjectWords } from '../parts/letter.tsx'
import { channelName, languageName, sayCount, sayHints, sayRepeated, sayUnread } from '../parts/words.ts'
import { Attachments } from './attachments.tsx'
import type { CasePageProps } from './case-page.tsx'
import { PartOnly } from './part-only.tsx'

type ShownInCase = FoundCase['messages'][number]

/** Whether there may be more than plain words; what the letter has is looked at when somebody asks. */
const hasLook = ({ headers }: ShownInCase): boolean =>
  headers.some(({ name, value }) => name === 'content-type' && /^\s*(?:multipart\/|text\/html)/i.test(value))

/** One letter of the case, with what to know before relying on it. */
export const MessageSection = ({
  signedIn,
  found,
  message,
  hardLetters,
  scans,
  hasScanner = false,
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
    <p class="govuk-body-s">
      <a class="govuk-link" href={`/cases/${found.caseRow.reference}/messages/${message.id}/headers`}>
        See the headers of this letter
      </a>
    </p>
    <Attachments
      signedIn={signedIn}
      reference={found.caseRow.reference}
      message={message}
      rows={scans?.get(message.rawMessageId) ?? []}
      hasScanner={hasScanner}
    />
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
const otherLanguage = (language: string): string | undefined =>
  language === 'und' || language === 'en'
    ? undefined
    : `It seems to be written in ${languageName(language)}. Our rules read English only, so a person has to read it.`
