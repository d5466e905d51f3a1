/**
 * The addresses of calendars. A calendar program cannot sign in, so the address is the key: 256
 * random bits of which we keep the hash. Whoever has it learns when somebody of that office is on
 * duty, and neither who nor how to reach them.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import { dutyFeeds } from '../db/schema.ts'
import type { ActingOnRota } from './change-rota.ts'

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

type Acting = Pick<ActingOnRota, 'office' | 'actor' | 'now'>

/** Makes an address for that person and ends the one they had. The secret is given out here and never again. */
export async function makeFeed(tx: Db, acting: Acting, personId: string): Promise<string> {
  await revokeFeeds(tx, acting, personId)
  const secret = randomBytes(32).toString('base64url')
  const id = randomUUID()
  const { office, actor, now } = acting
  await tx.insert(dutyFeeds).values({
    ...{ id, officeId: office.id, personId, secretHash: hashOf(secret), madeBy: actor, madeAt: now },
  })
  const detail = { feedId: id, personId }
  await record(tx, [{ officeId: office.id, at: now, actor, action: 'duty-feed-made', detail }])
  return secret
}

/** Ends every address of that person, at once. */
export async function revokeFeeds(tx: Db, { office, actor, now }: Acting, personId: string): Promise<void> {
  const ended = await tx
    .update(dutyFeeds)
    .set({ revokedBy: actor, revokedAt: now })
    .where(and(eq(dutyFeeds.personId, personId), isNull(dutyFeeds.revokedAt)))
    .returning({ id: dutyFeeds.id })
  await record(
    tx,
    ended.map(({ id }) => ({
      ...{ officeId: office.id, at: now, actor, action: 'duty-feed-revoked' as const },
      detail: { feedId: id, personId },
    })),
  )
}

/** Whose shifts that address shows, or undefined where there is none or it was ended. */
export async function findFeed(tx: Db, secret: string): Promise<string | undefined> {
  const [feed] = await tx
    .select({ personId: dutyFeeds.personId })
    .from(dutyFeeds)
    .where(and(eq(dutyFeeds.secretHash, hashOf(secret)), isNull(dutyFeeds.revokedAt)))
  return feed?.personId
}

/** Since when that person has an address, or undefined where they have none. */
export async function feedSince(tx: Db, personId: string): Promise<Date | undefined> {
  const [feed] = await tx
    .select({ madeAt: dutyFeeds.madeAt })
    .from(dutyFeeds)
    .where(and(eq(dutyFeeds.personId, personId), isNull(dutyFeeds.revokedAt)))
  return feed?.madeAt
}
