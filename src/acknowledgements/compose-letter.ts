import { asc, eq } from 'drizzle-orm'
import { withSubjectToken } from '../cases/subject-token.ts'
import type { Db } from '../db/db.ts'
import { cases, clocks } from '../db/schema.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { composeAcknowledgement } from './letter.ts'
import type { Letters } from './read-letters.ts'

export type LetterDeps = { letters: Letters; secretKey: string }

/**
 * The letter for one message of a case as it would leave now, subject mark and all: what
 * the job sends and what a person reads before they let it go are made here, so that they
 * are the same words.
 */
export async function composeLetter(
  tx: Db,
  deps: LetterDeps,
  about: { office: OfficeProfile; caseId: string; messageId: string; neutral: boolean; discreet: boolean },
): Promise<{ reference: string; subject: string; text: string; senderName: string }> {
  const { office, caseId, neutral, discreet } = about
  const [caseRow] = await tx.select().from(cases).where(eq(cases.id, caseId))
  if (!caseRow) throw new Error('An acknowledgement is owed in a case that is not there')
  if (discreet) {
    const { sender, subject, text } = deps.letters.frame.discreet
    return { reference: caseRow.reference, subject, text: `${text}\n`, senderName: sender }
  }
  const running = await tx
    .select({ kind: clocks.kind, dueOn: clocks.dueOn })
    .from(clocks)
    .where(eq(clocks.messageId, about.messageId))
    .orderBy(asc(clocks.dueOn))
  const { subject, text } = composeAcknowledgement({
    office,
    // Where a person has yet to choose the route, the letter may not name one.
    route: caseRow.abstained ? 'general-enquiry' : caseRow.route,
    others: caseRow.abstained ? [] : caseRow.others,
    reference: caseRow.reference,
    clocks: running.flatMap(({ kind, dueOn }) => (dueOn === null ? [] : [{ kind, dueOn }])),
    letters: deps.letters,
    neutral,
  })
  const { reference } = caseRow
  const marked = withSubjectToken(deps.secretKey, subject, reference)
  return { reference, subject: marked, text, senderName: office.shortName }
}
