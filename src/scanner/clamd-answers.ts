/**
 * What clamd's answers mean (clamd(8), INSTREAM and VERSION). An answer ends in NUL, because it was
 * asked with a `z` before the command; without it, it is half an answer and means nothing.
 */
import type { Engine, Scan } from './scanner.ts'

/** `stream: OK` and nothing else is clean: no other case, no more spaces, nothing before or after it. */
export function readScanAnswer(answer: string): Scan {
  if (answer === 'stream: OK\0') return { outcome: 'clean' }
  const virus = /^stream: ([\x21-\x7e]{1,200}) FOUND\0$/.exec(answer)?.[1]
  if (virus !== undefined) return found(virus)
  // Before a command it may say in which chunk it stopped: "INSTREAM size limit exceeded. ERROR".
  if (/^INSTREAM size limit exceeded\. ERROR\0$/.test(answer)) return notScanned('limit')
  if (/^(?:stream: )?[\x20-\x7e]{1,300} ERROR\0$/.test(answer)) return notScanned('error')
  return notScanned('odd-answer')
}

/** With AlertExceedsMax and AlertEncrypted it says so where it could not look: that is no virus, and not clean. */
function found(virus: string): Scan {
  if (/^Heuristics\.Limits\.Exceeded/.test(virus)) return notScanned('limit')
  if (/^Heuristics\.Encrypted/.test(virus)) return notScanned('locked')
  return { outcome: 'found', virus }
}

const notScanned = (because: 'limit' | 'locked' | 'error' | 'odd-answer'): Scan => ({
  outcome: 'not-scanned',
  because,
})

/** `ClamAV 1.4.6/27450/Sun Nov 29 09:30:12 2026`; without signatures of the project only the first part. */
export function readVersion(answer: string): Engine | undefined {
  const whole = /^(ClamAV [\w.+~-]{1,40})(?:\/(\d{1,8})\/([A-Za-z0-9: ]{1,40}))?\0$/.exec(answer)
  if (!whole) return undefined
  const [, program = '', number, made] = whole
  return {
    name: number === undefined ? program : `${program}/${number}`,
    signaturesAt: made === undefined ? undefined : momentOf(made),
  }
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** As ctime(3) writes it, on the clock of the scanner's machine; taken for UTC, which is hours wrong at most. */
function momentOf(text: string): Date | undefined {
  const found = /^\w{3} (\w{3}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/.exec(text)
  const month = MONTHS.indexOf(found?.[1] ?? '')
  if (!found || month < 0) return undefined
  const [, , day, hour, minute, second, year] = found.map(Number)
  return new Date(Date.UTC(year ?? 0, month, day, hour, minute, second))
}
