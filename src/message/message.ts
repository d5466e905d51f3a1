/**
 * What we read out of the bytes of a raw message.
 *
 * Every message has a `Message`, however broken its bytes are: `status` says how
 * much could be read, and nothing downstream may skip a message for its status.
 * All offsets count UTF-16 units in `reading(message)`, that is the subject, one
 * line feed, and the visible text.
 */
import type { DocumentOutcome } from './read-document.ts'

/** `parsed`: all of it. `partial`: some text, something was lost. `raw-only`: text picked out of the bytes. */
export type ReadStatus = 'parsed' | 'partial' | 'raw-only'

/** An address as its header gave it: `address` in lower case, `name` as written or ''. */
export type Address = { name: string; address: string }

/** One header line, unfolded; `name` in lower case. In the order of the message, repeats kept. */
export type Header = { name: string; value: string }

/**
 * What is known of an attachment. `name` is cleaned for display; '' when it had none. `read` says
 * of a document whether its words are in the text; of other files nothing is known.
 */
export type Attachment = { name: string; contentType: string; size: number; read?: DocumentOutcome }

/**
 * Whose words a stretch of the reading is. `own`: the correspondent's new words.
 * `quoted`: an earlier message answered. `forwarded`: passed on for attention.
 * `signature`: a sign-off or disclaimer. `hidden`: text an HTML reader would not show.
 */
export type Voice = 'own' | 'quoted' | 'forwarded' | 'signature' | 'hidden'

/** A stretch of the reading; stretches are in order, do not overlap and cover it all. */
export type Stretch = { voice: Voice; start: number; end: number }

export type Message = {
  status: ReadStatus
  /** Why it is not `parsed`, as a code of trouble.ts; absent when it is. */
  because?: string
  subject: string
  /** The single From, or undefined where there is none, several, or none that is an address. */
  from: Address | undefined
  replyTo: Address | undefined
  /** Every address of To, Cc, Resent-To, Resent-Cc, Delivered-To, X-Original-To and Envelope-To. */
  addressedTo: readonly string[]
  /** The Return-Path: '' is the null path `<>`, undefined is a missing one. */
  returnPath: string | undefined
  /** With angle brackets, or undefined. */
  messageId: string | undefined
  /** Message ids of In-Reply-To and References, with angle brackets, oldest first, no repeats. */
  answers: readonly string[]
  /** The Date header. Untrusted: receipt time comes from the mailbox. */
  sentAt: Date | undefined
  /** The visible text: line ends are LF, never trimmed at its start. */
  text: string
  stretches: readonly Stretch[]
  attachments: readonly Attachment[]
  headers: readonly Header[]
  /** Content that we could not turn into words, as codes of unread.ts. */
  unread: readonly string[]
}

/** The text that every offset counts in. */
export const reading = (message: Pick<Message, 'subject' | 'text'>): string =>
  `${message.subject}\n${message.text}`
