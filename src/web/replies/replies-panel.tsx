/** Letters that people write in this case: what is about to leave, what is a draft, and the way to a new one. */
import type { Reply } from '../../replies/write-reply.ts'
import { Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'

export type RepliesProps = {
  signedIn: SignedIn
  found: { caseRow: { reference: string; drillId: string | null } }
  replies: readonly Reply[]
}

/** Above everything else while somebody can still call it back. */
export const HeldReplies = ({ signedIn, found, replies }: RepliesProps) => (
  <>
    {replies
      .filter(({ state }) => state === 'held')
      .map((reply) => (
        <section class="wp-undo" aria-labelledby={`held-${reply.id}`}>
          <h2 class="govuk-heading-s govuk-!-margin-bottom-1" id={`held-${reply.id}`}>
            {reply.authorKey === signedIn.userKey ? 'Your letter' : `A letter of ${reply.authorName}`} to{' '}
            <span class="wp-break">{reply.toAddress}</span> leaves{' '}
            {reply.leavesAt && (
              <span data-leaves={reply.leavesAt.toISOString()}>{sayWhen(reply.leavesAt)}</span>
            )}
          </h2>
          {may(signedIn.role, 'act') && (
            <form method="post" action={`/cases/${found.caseRow.reference}/replies/${reply.id}/call-back`}>
              <Token token={signedIn.formToken} />
              <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-1">
                Call it back
              </button>
            </form>
          )}
        </section>
      ))}
  </>
)

const seconds = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** To the second, because it is a matter of seconds. */
const sayWhen = (at: Date): string => `at ${seconds.format(at)}`

export const RepliesPanel = ({ signedIn, found, replies }: RepliesProps) => {
  const { reference, drillId } = found.caseRow
  if (!may(signedIn.role, 'act') || drillId !== null) return null
  const mine = replies.find(
    ({ state, kind, authorKey }) => state === 'draft' && kind === 'reply' && authorKey === signedIn.userKey,
  )
  const others = replies.filter(({ state, authorKey }) => state === 'draft' && authorKey !== signedIn.userKey)
  const aside = replies.filter(({ state }) => state === 'set-aside')
  return (
    <section class="wp-panel" aria-labelledby="write-title">
      <h2 class="govuk-heading-m" id="write-title">
        Write
      </h2>
      {others.map(({ authorName, savedAt }) => (
        <p class="govuk-body-s">
          {authorName} is writing a letter, kept last {sayMoment(savedAt)}.
        </p>
      ))}
      <p class="govuk-!-margin-bottom-2">
        <a class="govuk-button govuk-!-margin-bottom-1" href={`/cases/${reference}/reply`} data-key="reply">
          {mine ? 'Go on with your draft' : 'Write a reply'}
        </a>
      </p>
      <p class="govuk-body-s">
        <a class="govuk-link" href={`/cases/${reference}/sharing/tell`}>
          Pass it on to somebody outside
        </a>
      </p>
      {aside.length > 0 && (
        <details class="govuk-details wp-small-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">Drafts that were set aside</span>
          </summary>
          {aside.map(({ authorName, savedAt, subject, text }) => (
            <div class="govuk-details__text">
              <p class="govuk-body-s govuk-!-margin-bottom-1">
                {authorName}, {sayMoment(savedAt)}: {subject}
              </p>
              <div class="wp-sent">{text}</div>
            </div>
          ))}
        </details>
      )}
    </section>
  )
}
