import { reading } from '../../src/message/message.ts'
import type { Trouble } from '../../src/message/trouble.ts'
import type { Judged } from '../../src/triage/judge-mail.ts'
import type { Outcome } from './hostile-class.ts'

/** What came of a mail, to be held against what must come of it; `lost` is what may never come. */
export function outcomeOf(
  { message, triage }: Judged,
  plea: string,
): Omit<Outcome, 'plea'> & { plea: Outcome['plea'] | 'lost' } {
  const because = message.because as Trouble | undefined
  return { status: message.status, ...(because ? { because } : {}), plea: pleaOf({ message, triage }, plea) }
}

function pleaOf({ message, triage }: Judged, plea: string): Outcome['plea'] | 'lost' {
  if (triage.risk.level === 'immediate' || triage.risk.level === 'serious') return 'flagged'
  if (triage.risk.level === 'unreadable') return 'with a person'
  const at = reading(message).indexOf(plea)
  const isNoted = triage.risk.flags.some(({ start, end }) => start < at + plea.length && end > at)
  return at >= 0 && isNoted ? 'noted' : 'lost'
}
