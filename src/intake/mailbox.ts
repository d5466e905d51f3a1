/**
 * What the poller needs of a mail account, read-only: nothing is ever deleted, moved or
 * marked on the server. An adapter says what the server says and decides nothing; the
 * poller decides what to do about it.
 */
import { TryAgainLater } from '../errors.ts'

/** A folder as the server lists it. */
export type Folder = {
  path: string
  /** RFC 6154: `\Junk`, `\Sent` …; undefined where the server does not say. */
  specialUse: string | undefined
}

/** One account on one connection; its folders are opened one after another. */
export interface MailAccount {
  readonly officeId: string
  readonly address: string
  folders(): Promise<readonly Folder[]>
  /** Opens that folder and closes the one before. Throws FolderMissing where there is none of that name. */
  open(path: string): Promise<Mailbox>
  close(): Promise<void>
}

/** One open folder. */
export interface Mailbox {
  readonly officeId: string
  readonly address: string
  readonly folder: string
  /** What the server said when it was opened, or says now: asked again to see whether the numbers still hold. */
  status(): Promise<FolderStatus>
  /** Every uid that the server holds from that one on, ascending; never one below it, whatever the server adds. */
  uidsFrom(from: bigint): Promise<readonly bigint[]>
  /** Size and receipt time of each, before any bytes are asked for. Those that the server no longer has are left out. */
  describe(uids: readonly bigint[]): Promise<readonly Described[]>
  /**
   * The bytes of those messages, one at a time and in the order in which the server sends
   * them; of one that is over `ceilingBytes` only the head. Size and receipt time are
   * what the server says in the same answer as the bytes: another message may have got
   * the number since it was described. One that vanished meanwhile is left out, and a
   * server may hand over one that nobody asked for: the caller reconciles asked against
   * received.
   */
  fetch(described: readonly Described[], ceilingBytes: number): AsyncIterable<FetchedMessage>
  /**
   * That piece of one message, with its size as the server counts;
   * shorter only at the end of the message. Undefined where the server has none of that
   * number.
   */
  piece(uid: bigint, at: PieceAt): Promise<{ bytes: Uint8Array; size: number } | undefined>
}

/** In bytes, from the beginning of the message. */
export type PieceAt = { start: number; length: number }

export type FolderStatus = {
  /** RFC 9051 section 2.3.1.1: uids are only good together with it. Undefined where the server gave none, or 0. */
  validity: bigint | undefined
  exists: number
  uidNext: bigint | undefined
  /** RFC 7162; undefined where the server has no CONDSTORE. */
  highestModseq: bigint | undefined
}

export type Described = {
  uid: bigint
  /** RFC822.SIZE in bytes, as the server counts. */
  size: number
  /** INTERNALDATE: when the server received it. The statutory clocks start from this, not from `Date:`. */
  receivedAt: Date
}

export type FetchedMessage = Described & {
  source: Uint8Array
  /** True where only the head was fetched because the whole is over the ceiling. */
  cutShort: boolean
}

/**
 * What a mail server can do to us, each in a word that the log, the state of the mailbox
 * and the choice of the next try go by.
 *
 * `unreachable`: no connection. `no-answer`: connected, and then silence. `cut-off`: the
 * line ended in the middle. `not-trusted`: its certificate or its encryption is not what
 * it should be. `sign-in-refused`: it does not take our credentials. `token-not-given`:
 * the sign-in service gave us none. `not-connected`: credentials taken, mailbox not
 * opened (rights missing, or too many sessions). `throttled`: it asks us to wait.
 * `unavailable`: it says that it cannot, for now. `refused`: any other NO or BAD.
 * `folder-missing`. `too-large`: more bytes than we take in one answer.
 * `protocol-broken`: an answer that is not IMAP. `unknown`: none of these.
 */
export type MailOutcome =
  | 'unreachable'
  | 'no-answer'
  | 'cut-off'
  | 'not-trusted'
  | 'sign-in-refused'
  | 'token-not-given'
  | 'not-connected'
  | 'throttled'
  | 'unavailable'
  | 'refused'
  | 'folder-missing'
  | 'too-large'
  | 'protocol-broken'
  | 'unknown'

/** The mail server failed us; the next try may go through. Its message has nothing of the server's words. */
export class MailServerFailed extends TryAgainLater {
  readonly outcome: MailOutcome
  /** How long the server asked us to stay away; undefined where it said nothing. */
  readonly waitMs: number | undefined
  /** The same word again, where the log looks for one. */
  readonly code: MailOutcome

  constructor(outcome: MailOutcome, options: { cause?: unknown; waitMs?: number | undefined } = {}) {
    super(`The mail server failed: ${outcome}`, { cause: options.cause })
    this.outcome = outcome
    this.code = outcome
    this.waitMs = options.waitMs
  }
}

/** The server has no folder of that name: renamed, deleted, or a wrong setting. */
export class FolderMissing extends Error {
  override name = 'FolderMissing'
}

/** How a failure is called in the state of a mailbox: the outcome, or the class of any other error. */
export function failureWord(error: unknown): string {
  if (error instanceof MailServerFailed) return error.outcome
  if (error instanceof FolderMissing) return 'folder-missing'
  return error instanceof Error ? error.name : 'unknown'
}
