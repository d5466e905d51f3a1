import type { rawMessages } from '../db/schema.ts'
import type { Judged as JudgedMail, JudgeMail } from '../triage/judge-mail.ts'

export type Raw = typeof rawMessages.$inferSelect

/** A raw message that was read and judged, and not yet recorded. */
export type Judged = JudgedMail & { raw: Raw }

/** Reads and judges without touching the world: no lock is held and no transaction open meanwhile. */
export async function judge(raw: Raw, judgeMail: JudgeMail): Promise<Judged> {
  return { raw, ...(await judgeMail(raw)) }
}
