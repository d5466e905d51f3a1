/** Who else has a case open. It locks nobody out: what keeps two people from burying one another is the version of the case. */
import { and, asc, eq, gt, ne, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { presences } from '../db/schema.ts'

/** Three rounds of asking: somebody whose page slept for one is still here. */
const HERE_MS = 35_000

export type Here = { caseId: string; officeId: string; userKey: string; userName: string; now: Date }
export type Other = { userName: string; isWriting: boolean }

/** Notes that this person has it open, and whether they type; says who else does. */
export async function noteHere(tx: Db, here: Here & { isWriting: boolean }): Promise<Other[]> {
  const { officeId, caseId, userKey, userName, now } = here
  const writingAt = here.isWriting ? now : null
  await tx
    .insert(presences)
    .values({ officeId, caseId, userKey, userName, seenAt: now, writingAt })
    .onConflictDoUpdate({
      target: [presences.caseId, presences.userKey],
      set: {
        userName,
        seenAt: now,
        ...(here.isWriting ? { writingAt: now } : { writingAt: sql`presences.writing_at` }),
      },
    })
  const since = new Date(now.getTime() - HERE_MS)
  const others = await tx
    .select({ userName: presences.userName, writingAt: presences.writingAt })
    .from(presences)
    .where(and(eq(presences.caseId, caseId), ne(presences.userKey, userKey), gt(presences.seenAt, since)))
    .orderBy(asc(presences.userName))
  return others.map(({ userName: name, writingAt: at }) => ({
    userName: name,
    isWriting: at !== null && at > since,
  }))
}

/** In sentences; '' where nobody else is here. */
export function sayOthers(others: readonly Other[]): string {
  const writing = others.filter(({ isWriting }) => isWriting).map(({ userName }) => userName)
  const looking = others.filter(({ isWriting }) => !isWriting).map(({ userName }) => userName)
  const list = (names: readonly string[]) =>
    names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return [
    ...(writing.length > 0
      ? [`${list(writing)} ${writing.length === 1 ? 'is' : 'are'} writing in this case now.`]
      : []),
    ...(looking.length > 0
      ? [`${list(looking)} ${looking.length === 1 ? 'has' : 'have'} this case open too.`]
      : []),
  ].join(' ')
}
