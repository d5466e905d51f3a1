import { attachmentName, distinctNames, wholeName } from './attachment-name.ts'
import { MAX_ATTACHMENTS } from './limits.ts'
import type { Attachment } from './message.ts'
import type { Part } from './part.ts'
import { partKind } from './part-kind.ts'

/** The parts beside the letter, as a list of files with names that are safe to show and each its own. */
export function attachmentsOf(parts: readonly Part[]): Attachment[] {
  const files = parts.filter((part) => !partKind(part).endsWith('-body')).slice(0, MAX_ATTACHMENTS)
  const names = distinctNames(files.map(({ name }) => attachmentName(name)))
  return files.map(({ contentType, content }, at) => ({
    name: names[at] ?? '',
    contentType: contentType.slice(0, 200),
    size: content.length,
  }))
}

/** Names of which the list shows only a part: a name can be a letter of its own. */
export const longNames = (parts: readonly Part[]): string[] =>
  parts
    .map(({ name }) => wholeName(name))
    .filter((name) => name.length > 100 && name !== attachmentName(name))
    .slice(0, MAX_ATTACHMENTS)
