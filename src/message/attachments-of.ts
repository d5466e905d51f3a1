import { attachmentName, distinctNames, wholeName } from './attachment-name.ts'
import { MAX_ATTACHMENTS } from './limits.ts'
import type { Attachment } from './message.ts'
import type { Part } from './part.ts'
import { partKind } from './part-kind.ts'
import type { DocumentRead } from './read-document.ts'

/** The parts beside the letter, as a list of files with names that are safe to show and each its own. */
export function attachmentsOf(
  parts: readonly Part[],
  documents: ReadonlyMap<Part, DocumentRead> = new Map(),
): Attachment[] {
  const files = filesAmong(parts)
  const names = namesOf(files)
  return files.map((part, at) => {
    const document = documents.get(part)
    return {
      name: names[at] ?? '',
      contentType: part.contentType.slice(0, 200),
      size: part.content.length,
      ...(document && { read: document.outcome }),
    }
  })
}

/** Those of them that are files beside the letter, in the order of the list. */
export const filesAmong = (parts: readonly Part[]): Part[] =>
  parts.filter((part) => !partKind(part).endsWith('-body')).slice(0, MAX_ATTACHMENTS)

export const namesOf = (files: readonly Part[]): string[] =>
  distinctNames(files.map(({ name }) => attachmentName(name)))

/** Names of which the list shows only a part: a name can be a letter of its own. */
export const longNames = (parts: readonly Part[]): string[] =>
  parts
    .map(({ name }) => wholeName(name))
    .filter((name) => name.length > 100 && name !== attachmentName(name))
    .slice(0, MAX_ATTACHMENTS)
