/**
 * A virus scanner: the port. Only `clean` is clean. Whatever else comes of a scan, what was
 * scanned is neither shown nor handed over, and nothing waits for it: letters are stored, judged
 * and alerted of without it.
 */

/** Why something was not scanned, though a scanner was asked or could have been. */
export type NotScanned =
  /** More than the scanner takes, or more than it looked through. */
  | 'limit'
  /** Locked with a password, where the scanner is set to say so. */
  | 'locked'
  /** The scanner says that it failed. */
  | 'error'
  /** It did not answer in time. */
  | 'timeout'
  /** The line broke before its answer was whole. */
  | 'cut-off'
  /** Nobody listens there. */
  | 'unreachable'
  /** What came is no answer of such a scanner. */
  | 'odd-answer'

export type Scan =
  | { outcome: 'clean' }
  | { outcome: 'found'; virus: string }
  | { outcome: 'not-scanned'; because: NotScanned }

/** What the scanner says of itself; `signaturesAt` is undefined where it does not say how old they are. */
export type Engine = { name: string; signaturesAt: Date | undefined }

export type Standing = { ok: true; engine: Engine } | { ok: false; because: NotScanned | 'finds-nothing' }

export interface Scanner {
  scan(bytes: Uint8Array): Promise<Scan>
  /** Whether it answers, finds the test file that every scanner finds, and how old its signatures are. */
  standing(): Promise<Standing>
}

/** Signatures older than this are stale: new ones come several times a day. */
export const STALE_AFTER_MS = 48 * 60 * 60_000

/** Of signatures whose age nobody knows nobody knows that they are fresh. */
export const isStale = ({ signaturesAt }: Engine, now: Date): boolean =>
  signaturesAt === undefined || now.getTime() - signaturesAt.getTime() > STALE_AFTER_MS

/**
 * The harmless file that every scanner finds (EICAR). Put together here, so that no scanner takes
 * our own source for it.
 */
export const testFile = (): Uint8Array =>
  new TextEncoder().encode(
    ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
  )
