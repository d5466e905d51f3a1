import type { rawMessages } from '../db/schema.ts'
import type { Message } from '../message/message.ts'
import { parseMessage } from '../message/parse-message.ts'
import type { Rules } from '../triage/read-rules.ts'
import type { Triage } from '../triage/triage.ts'
import { triageMessage } from '../triage/triage-message.ts'
import { contentKey } from './content-key.ts'
import { withEnvelope } from './message-row.ts'

export type Raw = typeof rawMessages.$inferSelect

/** A raw message that was read and judged, and not yet recorded. */
export type Judged = {
  raw: Raw
  message: Message
  triage: Triage
  /** The same in every delivery of one letter; undefined for what was typed in by hand. */
  contentKey: string | undefined
}

/** Reads and judges without touching the world: no lock is held and no transaction open meanwhile. */
export async function judge(raw: Raw, rules: Rules): Promise<Judged> {
  const message = withEnvelope(await parseMessage(raw.source), raw)
  // Somebody may call twice and say the same: what was entered by hand is never a copy.
  const key = raw.channel === 'email' ? contentKey(raw.source) : undefined
  return { raw, message, triage: triageMessage(message, rules), contentKey: key }
}
