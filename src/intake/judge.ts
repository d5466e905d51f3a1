import type { rawMessages } from '../db/schema.ts'
import type { Judged as JudgedMail, JudgeMail } from '../triage/judge-mail.ts'
import type { Published } from '../triage/published.ts'
import { contentKey } from './content-key.ts'

/** A row as it is read for judging; of a very big one `source` is the beginning and the end. */
export type Raw = typeof rawMessages.$inferSelect & { isBothEnds: boolean }

/** A raw message that was read and judged, and not yet recorded. */
export type Judged = JudgedMail & {
  raw: Raw
  /** The same in every delivery of one letter; undefined for what was typed in by hand. */
  contentKey: string | undefined
}

/** Reads and judges without touching the world: no lock is held and no transaction open meanwhile. */
export async function judge(raw: Raw, judgeMail: JudgeMail, published?: Published): Promise<Judged> {
  // Somebody may call twice and say the same: what was entered by hand is never a copy. Nor is
  // one that was not read whole, or one that is known to be more than we had.
  const mayBeCopy = raw.channel === 'email' && !raw.isBothEnds && raw.wholeOf === null
  const key = mayBeCopy ? contentKey(raw.source) : undefined
  return { raw, ...(await judgeMail(raw, published)), contentKey: key }
}
