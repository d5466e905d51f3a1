/** Raw messages as they are read for judging. */
import { asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import { keyHolder, keyOfRaw } from '../db/data-keys.ts'
import type { Db } from '../db/db.ts'
import { rawMessages } from '../db/schema.ts'
import {
  type DataKey,
  decryptBytes,
  isEncryptedBytes,
  RECORD_HEAD,
  readRecordHead,
} from '../keys/encryption.ts'
import type { Room } from '../message/limits.ts'
import type { Raw } from './judge.ts'

/** By when they came. Of one that is bigger than what is read, only what is read: 150 MB would be 600 on their way here. */
export async function findRaws(tx: Db, ids: readonly string[], room: Room): Promise<Raw[]> {
  const { source, ...columns } = getTableColumns(rawMessages)
  const rows = await tx
    .select(columns)
    .from(rawMessages)
    .where(inArray(rawMessages.id, [...ids]))
    .orderBy(asc(rawMessages.receivedAt), asc(rawMessages.id))
  const small = rows.filter(({ size }) => size <= room.wholeBytes).map(({ id }) => id)
  const sources =
    small.length === 0
      ? []
      : await tx
          .select({ id: rawMessages.id, source })
          .from(rawMessages)
          .where(inArray(rawMessages.id, small))
  const sourceOf = new Map(sources.map((row) => [row.id, row.source]))
  const raws: Raw[] = []
  for (const row of rows) {
    const whole = sourceOf.get(row.id)
    raws.push({
      ...row,
      source: whole ?? (await bothEnds(tx, row, room)),
      isBothEnds: whole === undefined,
    })
  }
  return raws
}

type Sized = { id: string; officeId: string; size: number; wholeOf: string | null }

async function bothEnds(tx: Db, raw: Sized, { headBytes, tailBytes }: Room): Promise<Uint8Array> {
  const head = await slice(tx, raw.id, 0, RECORD_HEAD)
  const tailFrom = raw.size - tailBytes
  if (!isEncryptedBytes(head))
    return Buffer.concat([
      await slice(tx, raw.id, 0, headBytes),
      await slice(tx, raw.id, tailFrom, tailBytes),
    ])
  const key = await keyOfRaw(tx, raw.officeId, keyHolder(raw))
  const wanted = (from: number, to: number): boolean => from < headBytes || to > tailFrom
  const opened = await openSome(tx, raw.id, key, wanted)
  const before = opened.filter(({ startsAt }) => startsAt < headBytes)
  const after = opened.filter(({ startsAt, bytes }) => startsAt + bytes.byteLength > tailFrom)
  return Buffer.concat([
    Buffer.concat(before.map(({ bytes }) => bytes)).subarray(0, headBytes),
    Buffer.concat(after.map(({ bytes }) => bytes)).subarray(-tailBytes),
  ])
}

/** Goes from record to record by their heads, and fetches those that are wanted. */
async function openSome(
  tx: Db,
  rawId: string,
  key: DataKey,
  isWanted: (from: number, to: number) => boolean,
): Promise<{ startsAt: number; bytes: Uint8Array }[]> {
  const opened: { startsAt: number; bytes: Uint8Array }[] = []
  for (let at = 0; ; ) {
    const head = await slice(tx, rawId, at, RECORD_HEAD)
    if (head.byteLength === 0) return opened
    const { startsAt, plainBytes, encryptedBytes } = readRecordHead(head)
    if (isWanted(startsAt, startsAt + plainBytes))
      opened.push({ startsAt, bytes: decryptBytes(key, await slice(tx, rawId, at, encryptedBytes)) })
    at += encryptedBytes
  }
}

/** Of the bytes as they lie in the database; an expression, and so not opened on its way. */
async function slice(tx: Db, rawId: string, from: number, length: number): Promise<Uint8Array> {
  const [row] = await tx
    .select({
      bytes: sql<Uint8Array>`substring(${rawMessages.source} from ${from + 1} for ${length})`,
    })
    .from(rawMessages)
    .where(eq(rawMessages.id, rawId))
  return row?.bytes ?? new Uint8Array()
}
