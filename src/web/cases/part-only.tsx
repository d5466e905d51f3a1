import type { FoundCase } from '../../cases/find-case.ts'
import { Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { saySize } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'

type Props = { signedIn: SignedIn; found: FoundCase; message: FoundCase['messages'][number] }
type Fetch = NonNullable<ReturnType<FoundCase['wholes']['get']>>

/** Of a message that is here only in part: what became of its whole, and the button that has it fetched. */
export const PartOnly = ({ signedIn, found, message }: Props) => {
  if (!message.cutShort) return null
  const fetch = found.wholes.get(message.rawMessageId)
  const { reference } = found.caseRow
  return (
    <>
      {fetch && <p class="govuk-body">{sayFetch(fetch)}</p>}
      {(!fetch || fetch.state === 'failed') && may(signedIn.role, 'act') && (
        <form method="post" action={`/cases/${reference}/wholes/${message.rawMessageId}`}>
          <Token token={signedIn.formToken} />
          <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-3">
            {fetch ? 'Try again to fetch the whole message' : 'Fetch the whole message'}
          </button>
        </form>
      )}
    </>
  )
}

const FAILURES: Readonly<Record<string, string>> = {
  gone: 'The message is no longer where it was in the mailbox. Look for it in other folders and in the deleted items, and read it there.',
  'too-large': 'The whole is larger than 150 MB, which is not fetched. Read it in the mailbox.',
  short: 'The mail server does not hand over all of it. Read it in the mailbox.',
  'not-handed-over':
    'The mail server did not hand it over, though it was asked several times. Read it in the mailbox.',
}

function sayFetch({ state, size, hadBytes, askedAt, endedAt, failure }: Fetch): string {
  if (state === 'asked')
    return size === null
      ? `The whole message was asked for ${sayMoment(askedAt)}. Fetching it begins within a minute or two.`
      : `The whole message is being fetched: ${saySize(hadBytes)} of ${saySize(size)} are here.`
  const when = endedAt ? ` ${sayMoment(endedAt)}` : ''
  if (state === 'fetched')
    return `The whole message was fetched${when} and is a message of its own in this case.`
  return `The whole message could not be fetched${when}. ${FAILURES[failure ?? ''] ?? FAILURES['not-handed-over']}`
}
