/** What follows from the scans of the parts of a letter for all of it. Pure. */
import type { ScanOutcome } from '../db/schema.ts'
import type { NotScanned, Scan } from '../scanner/scanner.ts'

/** Why a part was not scanned, beside what a scanner may say. */
export type Because =
  | NotScanned
  /** The letter is too big to be taken apart. */
  | 'too-large'
  /** The letter could not be taken apart. */
  | 'not-read'
  /** Not all of the letter is here. */
  | 'part-only'
  /** A file in it was not scanned. */
  | 'a-part'

export type PartScan = {
  size: number
  sha256: string
  outcome: ScanOutcome
  because: Because | null
  virus: string | null
}
export type WholeScan = PartScan

/**
 * The letter as a whole: something was found where anything of it was; clean only where the scanner
 * said so of its bytes as they came and of every file in it by itself.
 */
export function verdictOf(
  whole: Scan | 'too-large' | 'not-read' | 'part-only',
  parts: readonly PartScan[],
): Pick<WholeScan, 'outcome' | 'because' | 'virus'> {
  const inPart = parts.find(({ outcome }) => outcome === 'found')
  if (inPart) return { outcome: 'found', because: null, virus: inPart.virus }
  if (typeof whole === 'string') return notScanned(whole)
  if (whole.outcome === 'found') return { outcome: 'found', because: null, virus: whole.virus }
  if (whole.outcome === 'not-scanned') return notScanned(whole.because)
  return parts.some(({ outcome }) => outcome !== 'clean')
    ? notScanned('a-part')
    : { outcome: 'clean', because: null, virus: null }
}

const notScanned = (because: Because): Pick<WholeScan, 'outcome' | 'because' | 'virus'> => ({
  outcome: 'not-scanned',
  because,
  virus: null,
})

/** What may be otherwise the next time. The rest stays as it is until somebody asks. */
const MAY_PASS: readonly (Because | null)[] = [
  'error',
  'timeout',
  'cut-off',
  'unreachable',
  'odd-answer',
  'not-read',
]
const MOST_ATTEMPTS = 6
const FIRST_PAUSE_MS = 60_000

/** When all of it is scanned again by itself: later and later, and six times at most. */
export function againAt(
  rows: readonly Pick<PartScan, 'because'>[],
  { attempts, now }: { attempts: number; now: Date },
): Date | null {
  if (attempts >= MOST_ATTEMPTS || !rows.some(({ because }) => MAY_PASS.includes(because))) return null
  return new Date(now.getTime() + FIRST_PAUSE_MS * 4 ** (attempts - 1))
}
