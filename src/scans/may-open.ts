/** Whether a file of a letter, or its source, may be handed over: only what was found clean. Pure. */
import type { scans } from '../db/schema.ts'
import type { Because } from './verdict.ts'

export type ScanRow = typeof scans.$inferSelect

/** `found-beside`: this is clean, and something else in the same letter is not. */
export type WhyClosed = Because | 'no-scanner' | 'waiting' | 'found' | 'found-beside'

export type Opening =
  | { ok: true; scan: ScanRow }
  | { ok: false; because: WhyClosed; scan: ScanRow | undefined }

type Asked = {
  /** All that is known of the letter. */
  rows: readonly ScanRow[]
  /** 0 is the letter as it came, 1 and on its files. */
  part: number
  hasScanner: boolean
}

/** The size in the list of the letter has to be that of what was scanned: else the row is of another file. */
export function mayOpen({ rows, part, hasScanner }: Asked, listedSize?: number): Opening {
  const whole = rows.find((row) => row.part === 0)
  const own = rows.find((row) => row.part === part)
  const scan = own && (listedSize === undefined || own.size === listedSize) ? own : undefined
  const closed = (because: WhyClosed): Opening => ({ ok: false, because, scan: scan ?? whole })
  if (!whole) return closed(hasScanner ? 'waiting' : 'no-scanner')
  if (!scan) return closed(asBecause(whole.because) ?? 'not-read')
  if (scan.outcome === 'found') return closed('found')
  if (whole.outcome === 'found') return closed('found-beside')
  if (scan.outcome !== 'clean') return closed(asBecause(scan.because) ?? 'error')
  return { ok: true, scan }
}

/** What an older or newer version wrote is closed too, whatever word it used. */
const asBecause = (word: string | null): Because | undefined =>
  word === null ? undefined : (word as Because)
