import type { Attachment } from '../../message/message.ts'
import type { DocumentOutcome } from '../../message/read-document.ts'
import { sayCount, saySize } from '../parts/words.ts'

const SAID_OF_DOCUMENT: Readonly<Record<DocumentOutcome, string>> = {
  read: 'Its words stand below the letter.',
  partly: 'Only its beginning stands below the letter; a person has to read the rest.',
  locked: 'It is locked with a password. Nobody has read it.',
  'no-words': 'There is no text in it that a machine can read: perhaps a scan. Nobody has read it.',
  'not-read': 'It could not be read. Nobody has read it.',
}

/** The files that came with a letter: their names, and whether anybody or anything has read them. */
export const Attachments = ({ files }: { files: readonly Attachment[] }) =>
  files.length === 0 ? null : (
    <>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{sayCount(files.length, 'attachment')}</h3>
      <ul class="govuk-list govuk-list--bullet govuk-body-s">
        {files.map((file) => (
          <li class="wp-break">
            {file.name || 'A file without a name'} ({saySize(file.size)})
            {file.read && `. ${SAID_OF_DOCUMENT[file.read]}`}
          </li>
        ))}
      </ul>
      <p class="govuk-body-s wp-quiet">
        Attachments are kept with the message. They cannot be opened here yet, because nothing here checks
        them for viruses.
      </p>
    </>
  )
