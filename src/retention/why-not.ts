/** Why a case cannot be put forward for disposal today, in a sentence; undefined where it can. Pure. */
import { addDays, type IsoDate, londonDay, sayDay } from '../clocks/days.ts'

export type ForDisposal = {
  status: string
  disposeAfter: IsoDate | null
  disposedAt: Date | null
  lastActionAt: Date
  holds: readonly string[]
  openTasks: number
  isMarked: boolean
  /** That its erasure was allowed, and stands: then it need not wait for its day, nor for a quiet time. */
  erasure?: { law: string } | undefined
}

/** The words for a hold, as they follow “It is held”. */
export const HOLD_WORDS: Readonly<Record<string, string>> = {
  'bomb-threat': 'as a bomb threat',
  evidence: 'as evidence',
  legal: 'for a legal claim',
  foi: 'for a request for information',
  sar: 'for a request for somebody’s own data',
  complaint: 'for a complaint',
  safeguarding: 'for safeguarding',
  inquiry: 'for a public inquiry',
  restriction: 'because its use is restricted',
  deadline: 'until a deadline that still runs is met',
}

export const sayHolds = (holds: readonly string[]): string =>
  [...new Set(holds)].map((hold) => HOLD_WORDS[hold] ?? hold).join(', ')

export function whyNotDisposed(
  one: ForDisposal,
  { today, quietDays }: { today: IsoDate; quietDays: number },
): string | undefined {
  if (one.disposedAt) return 'It is disposed of already.'
  if (one.status !== 'closed') return 'It is not closed. Close it first, if its work is done.'
  const isErased = one.erasure !== undefined
  if (!isErased && one.disposeAfter === null)
    return 'It has no day: the office has set no period, or the event that it runs from is not written down.'
  if (!isErased && one.disposeAfter !== null && one.disposeAfter > today)
    return `It is kept until ${sayDay(one.disposeAfter)}.`
  if (one.holds.length > 0) return `It is held ${sayHolds(one.holds)}.`
  if (one.openTasks > 0) return 'It has a task that nobody has done.'
  const quietOn = addDays(londonDay(one.lastActionAt), quietDays)
  if (!isErased && quietOn > today)
    return `Something happened in it lately. Look at it again from ${sayDay(quietOn)} on.`
  if (one.isMarked) return 'Somebody has marked it already.'
  return undefined
}
