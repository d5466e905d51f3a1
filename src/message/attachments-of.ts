import { attachmentName } from './attachment-name.ts'
import { MAX_ATTACHMENTS } from './limits.ts'
import type { Attachment } from './message.ts'
import type { Part } from './part.ts'
import { partKind } from './part-kind.ts'

/** The parts beside the letter, as a list of files with names that are safe to show. */
export const attachmentsOf = (parts: readonly Part[]): Attachment[] =>
  parts
    .filter((part) => !partKind(part).endsWith('-body'))
    .slice(0, MAX_ATTACHMENTS)
    .map(({ name, contentType, content }) => ({
      name: attachmentName(name),
      contentType: contentType.slice(0, 200),
      size: content.length,
    }))
