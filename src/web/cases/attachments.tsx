import type { Attachment } from '../../message/message.ts'
import type { DocumentOutcome } from '../../message/read-document.ts'
import { mayOpen, type ScanRow } from '../../scans/may-open.ts'
import { Token } from '../parts/controls.tsx'
import { sayName, sayScan, scanTag } from '../parts/scan-words.ts'
import { sayCount, saySize } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'

const SAID_OF_DOCUMENT: Readonly<Record<DocumentOutcome, string>> = {
  read: 'Its words stand below the letter.',
  partly: 'Only its beginning stands below the letter; a person has to read the rest.',
  locked: 'It is locked with a password. Nobody has read it.',
  'no-words': 'There is no text in it that a machine can read: perhaps a scan. Nobody has read it.',
  'not-read': 'It could not be read. Nobody has read it.',
}

export type Scanned = {
  signedIn: SignedIn
  reference: string
  message: { id: string; attachments: readonly Attachment[] }
  rows: readonly ScanRow[]
  hasScanner: boolean
}

/** The files that came with a letter: their names, whether anything has read them, and whether they may be opened. */
export const Attachments = (props: Scanned) => {
  const { signedIn, reference, message, rows, hasScanner } = props
  const files = message.attachments
  if (files.length === 0) return null
  const openings = files.map(({ size }, at) => mayOpen({ rows, part: at + 1, hasScanner }, size))
  return (
    <>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{sayCount(files.length, 'attachment')}</h3>
      <ul class="govuk-list govuk-list--bullet govuk-body-s">
        {files.map((file, at) => {
          const opening = openings[at] ?? mayOpen({ rows: [], part: at + 1, hasScanner })
          const name = file.name || 'A file without a name'
          return (
            <li class="wp-break">
              {opening.ok && may(signedIn.role, 'fetch-attachment') ? (
                <a
                  class="govuk-link"
                  href={`/cases/${reference}/messages/${message.id}/attachments/${at + 1}`}
                >
                  <span class="govuk-visually-hidden">Save </span>
                  {name}
                </a>
              ) : (
                name
              )}{' '}
              ({saySize(file.size)})
              <br />
              <strong>{scanTag(opening)}.</strong> {sayScan(opening)}
              {file.read && ` ${SAID_OF_DOCUMENT[file.read]}`}
              {sayName(file.name) && (
                <>
                  {' '}
                  <strong>{sayName(file.name)}</strong>
                </>
              )}
            </li>
          )
        })}
      </ul>
      {hasScanner && may(signedIn.role, 'act') && <ScanAgain {...props} isScanned={rows.length > 0} />}
    </>
  )
}

const ScanAgain = ({ signedIn, reference, message, isScanned }: Scanned & { isScanned: boolean }) => (
  <form method="post" action={`/cases/${reference}/messages/${message.id}/scan`}>
    <Token token={signedIn.formToken} />
    <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-3">
      {isScanned ? 'Scan again' : 'Scan now'}
      <span class="govuk-visually-hidden"> the files of this message</span>
    </button>
  </form>
)
