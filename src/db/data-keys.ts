/**
 * The keys of letters. Each raw message gets one when it is kept, and with the case that the letter
 * comes into the key is the case's; a trigger of the database sees to that, so that no way of
 * putting a letter into a case forgets it. What people write in a case (notes, what was told to
 * others, what was sent) is under a key of that case. A disposal removes the keys of its case
 * (src/retention/disposal-plan.ts), so that every copy of its words is unreadable, wherever it is.
 *
 * Where a key is destroyed and its row left, as what shows when, readers get the words as gone.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { type DataKey, KEY_BYTES } from '../keys/encryption.ts'
import type { Db } from './db.ts'
import { keysOf, unwrapped } from './decrypting-client.ts'
import { dataKeys } from './schema.ts'

export type NewKey = { key: DataKey; row: typeof dataKeys.$inferInsert }
type Owner = { rawMessageId: string } | { caseId: string }

/** A key and the row that keeps it, which the caller writes together with what it encrypts. */
export async function newKey(tx: Db, officeId: string, owner: Owner): Promise<NewKey> {
  const { office, byId } = keysOf(tx)
  const key: DataKey = { id: randomUUID(), officeId, bytes: randomBytes(KEY_BYTES) }
  const wrapped = await office.wrap({ officeId, dataKeyId: key.id }, key.bytes)
  byId.set(key.id, key)
  return {
    key,
    row: { id: key.id, officeId, ...owner, wrapped, officeKey: office.current, madeAt: new Date() },
  }
}

export async function keepKeys(tx: Db, keys: readonly NewKey[]): Promise<void> {
  if (keys.length > 0) await tx.insert(dataKeys).values(keys.map(({ row }) => row))
}

/** The key of each raw message; one that was kept before there were keys gets its own now. */
export async function keysOfRaws(
  tx: Db,
  officeId: string,
  rawIds: readonly string[],
): Promise<Map<string, DataKey>> {
  const rows = await tx
    .select()
    .from(dataKeys)
    .where(and(inArray(dataKeys.rawMessageId, [...rawIds]), isNotNull(dataKeys.wrapped)))
  const keys = new Map<string, DataKey>()
  for (const row of rows) {
    const key = await unwrapped(keysOf(tx).office, row)
    if (key && row.rawMessageId) keys.set(row.rawMessageId, key)
  }
  const without = [...new Set(rawIds)].filter((id) => !keys.has(id))
  const made = await Promise.all(without.map((rawMessageId) => newKey(tx, officeId, { rawMessageId })))
  await keepKeys(tx, made)
  for (const { key, row } of made) if (row.rawMessageId) keys.set(row.rawMessageId, key)
  return keys
}

/** The raw message whose key it is under: the whole of a message is under that of its part. */
export const keyHolder = ({ id, wholeOf }: { id: string; wholeOf: string | null }): string => wholeOf ?? id

/** That raw message's among the keys of several. */
export function keyFor(keys: ReadonlyMap<string, DataKey>, id: string): DataKey {
  const key = keys.get(id)
  if (!key) throw new Error('A letter has no key')
  return key
}

/** The key of one raw message. */
export const keyOfRaw = async (tx: Db, officeId: string, rawId: string): Promise<DataKey> =>
  keyFor(await keysOfRaws(tx, officeId, [rawId]), rawId)

/**
 * The key of the case itself, for what is written in it: never that of one of its letters, which
 * may be put into another case. Two people who write at the same moment may make two; both count.
 */
export async function keyOfCase(tx: Db, officeId: string, caseId: string): Promise<DataKey> {
  const [row] = await tx
    .select()
    .from(dataKeys)
    .where(and(eq(dataKeys.caseId, caseId), isNull(dataKeys.rawMessageId), isNotNull(dataKeys.wrapped)))
    .orderBy(asc(dataKeys.madeAt), asc(dataKeys.id))
    .limit(1)
  const known = row && (await unwrapped(keysOf(tx).office, row))
  if (known) return known
  const made = await newKey(tx, officeId, { caseId })
  await keepKeys(tx, [made])
  return made.key
}
