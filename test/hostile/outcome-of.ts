import { reading } from '../../src/message/message.ts'
import type { Trouble } from '../../src/message/trouble.ts'
import type { Judged } from '../../src/triage/judge-mail.ts'
import type { Outcome } from './hostile-class.ts'

/** What came of a mail, to be held against what must come of it; `lost` is what may never come. */
export function outcomeOf(
  { message, triage }: Pick<Judged, 'message' | 'triage'>,
  plea: string,
): Omit<Outcome, 'plea'> & { plea: Outcome['plea'] | 'lost' } {
  const because = message.because as Trouble | undefined
  return { status: message.status, ...(because ? { because } : {}), plea: pleaOf({ message, triage }, plea) }
}

function pleaOf(
  { message, triage }: Pick<Judged, 'message' | 'triage'>,
  plea: string,
): Outcome['plea'] | 'lost' {
  const words = plea.replace(/\W+$/, '').toLowerCase()
  const places = [...reading(message).toLowerCase().matchAll(new RegExp(words, 'g'))].map(
    ({ index }) => index,
  )
  const onPlea = triage.risk.flags.filter(({ start, end }) =>
    places.some((at) => start < at + words.length && end > at),
  )
  if (onPlea.some(({ level }) => level !== 'none')) return 'flagged'
  if (triage.risk.level !== 'none') return 'with a person'
  return onPlea.length > 0 ? 'noted' : 'lost'
}
