/**
 * The words of a document that came with a letter, because it often is the letter.
 *
 * Never throws: a document that cannot be read says why. The two libraries are loaded when
 * the first document comes, and both are bounded beforehand, by size and pages, and between
 * pages by the clock. One that hangs all the same costs its thread, and the mail is then
 * read without its documents (decision 19).
 */
import { type DocumentKind, documentKind } from './document-kind.ts'
import type { DocumentRoom } from './limits.ts'
import type { Part } from './part.ts'
import { readDocx } from './read-docx.ts'
import { readPdf } from './read-pdf.ts'

/**
 * What became of a document. `partly`: its beginning was read. `locked`: it wants a password.
 * `no-words`: there is no text in it, as in a scan. `not-read`: it is broken, too big, or one too many.
 */
export type DocumentOutcome = 'read' | 'partly' | 'locked' | 'no-words' | 'not-read'

export type DocumentRead = { words: string; outcome: DocumentOutcome }

/** Text as a reader found it, before it is known whether anything is said in it. */
export type DocumentText = { text: string; isCut: boolean } | 'locked'

export type DocumentReader = (content: Uint8Array, room: DocumentRoom) => Promise<DocumentText>

const READERS: Readonly<Record<DocumentKind, DocumentReader>> = { pdf: readPdf, docx: readDocx }

const NOT_READ: DocumentRead = { words: '', outcome: 'not-read' }

/** What one message may still spend on its documents, attached messages included. */
export class DocumentBudget {
  readonly #room: DocumentRoom | undefined
  readonly #endsAt: number
  #documents = 0
  #chars = 0

  constructor(room: DocumentRoom | undefined) {
    this.#room = room
    this.#endsAt = performance.now() + (room?.millis ?? 0)
  }

  /** The words of each document among the parts. */
  async read(parts: readonly Part[]): Promise<Map<Part, DocumentRead>> {
    const found = new Map<Part, DocumentRead>()
    for (const part of parts) {
      const kind = documentKind(part)
      if (kind) found.set(part, await this.#readOne(part, kind))
    }
    return found
  }

  async #readOne({ content }: Part, kind: DocumentKind): Promise<DocumentRead> {
    const left = this.#left()
    this.#documents += 1
    if (!left || content.length > left.bytes) return NOT_READ
    try {
      const found = await READERS[kind](content, left)
      if (found === 'locked') return { words: '', outcome: 'locked' }
      const words = found.text.slice(0, left.chars).toWellFormed()
      this.#chars += words.length
      return { words, outcome: outcomeOf(words, found.isCut || words.length < found.text.length) }
    } catch {
      // Whatever is wrong with the file, its case says that nobody has read it.
      return NOT_READ
    }
  }

  #left(): DocumentRoom | undefined {
    const room = this.#room
    if (!room || this.#documents >= room.documents) return undefined
    const millis = this.#endsAt - performance.now()
    const chars = room.chars - this.#chars
    return millis > 0 && chars > 0 ? { ...room, millis, chars } : undefined
  }
}

function outcomeOf(words: string, isCut: boolean): DocumentOutcome {
  if (!/\p{L}{2}/u.test(words)) return 'no-words'
  return isCut ? 'partly' : 'read'
}
