/**
 * A client that opens what is encrypted on its way out of the database, so that a page that somebody
 * writes next year reads letters like any other column. Only columns of encrypted-columns.ts are
 * looked at: a word of an outsider in another column can look like anything. Encrypting is done where
 * a row is made (data-keys.ts), because only there is it known whose key it is.
 */
import type postgres from 'postgres'
import {
  type DataKey,
  decryptBytes,
  decryptText,
  encryptedIn,
  isEncryptedBytes,
  keyOfText,
  readRecordHead,
} from '../keys/encryption.ts'
import type { OfficeKeys } from '../keys/office-keys.ts'
import { logEvent } from '../log.ts'
import type { Db } from './db.ts'
import { ENCRYPTED, ONLY_SHOWN } from './encrypted-columns.ts'

type Rows = Array<unknown[] | Record<string, unknown>> & { columns?: Column[] | null }
type Column = { name: string; type: number; table: number; number: number }
type Query = PromiseLike<Rows> & { values(): Query }
type Unsafe = (text: string, parameters?: unknown[], options?: object) => Query
type Client = { unsafe: Unsafe; begin?: (...given: unknown[]) => unknown; savepoint?: Client['begin'] }

const JSONB = 3802

/** The data keys of one transaction: asked for once, and forgotten with it. */
export type KeysOfTransaction = {
  office: OfficeKeys
  /** Undefined for a key that was destroyed. */
  byId: Map<string, DataKey | undefined>
  /** Why a key that is here could not be unwrapped. */
  wrong: Map<string, unknown>
  find(ids: readonly string[]): Promise<void>
}

const keysOfClients = new WeakMap<object, KeysOfTransaction>()

/** The keys that a transaction was opened with. */
export function keysOf(tx: Db): KeysOfTransaction {
  const keys = keysOfClients.get(Reflect.get(tx._.session, 'client') as object)
  if (!keys) throw new Error('A letter is encrypted or opened outside of a transaction that has keys')
  return keys
}

/** Where each encrypted column is in this database, by its table's oid and its number. */
type Places = Map<string, EncryptedColumn>
type EncryptedColumn = { whenGone: unknown; isOnlyShown: boolean }

export function decrypts<S extends postgres.Sql>(sql: S, office: OfficeKeys | undefined): S {
  let places: Promise<Places> | undefined
  const placesBy = (unsafe: Unsafe): Promise<Places> => {
    places ??= findPlaces(unsafe).catch((error: unknown) => {
      places = undefined
      throw error
    })
    return places
  }
  const client = sql as unknown as Client
  const { begin } = client
  if (begin) client.begin = inTransaction(begin, office, placesBy)
  return sql
}

type PlacesBy = (unsafe: Unsafe) => Promise<Places>

const inTransaction =
  (begin: NonNullable<Client['begin']>, office: OfficeKeys | undefined, placesBy: PlacesBy) =>
  (...given: unknown[]): unknown => {
    const work = given.pop() as (transaction: Client) => unknown
    return begin(...given, (transaction: Client) => {
      const { unsafe, savepoint } = transaction
      const keys = keysIn(unsafe, office)
      const open = (rows: Rows): Promise<Rows> => opened(rows, () => placesBy(unsafe), keys)
      transaction.unsafe = (...asked) => decrypting(unsafe(...asked), open)
      if (savepoint) transaction.savepoint = inTransaction(savepoint, office, placesBy)
      if (keys) keysOfClients.set(transaction, keys)
      return work(transaction)
    })
  }

/** Waits like the query itself, so that statements keep their order. */
const decrypting = (query: Query, open: (rows: Rows) => Promise<Rows>): Query =>
  ({
    values: () => decrypting(query.values(), open),
    // biome-ignore lint/suspicious/noThenProperty: it stands for the query, which is awaited.
    then: (done: never, failed: never) => query.then(open).then(done, failed),
  }) as Query

async function findPlaces(unsafe: Unsafe): Promise<Places> {
  const rows = await unsafe(
    `select a.attrelid::int8::text as "table", a.attnum::int as "number", c.relname as "of", a.attname as "name"
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relname = any(string_to_array($1, ','))`,
    [Object.keys(ENCRYPTED).join(',')],
  )
  return new Map(
    rows.flatMap((row) => {
      const { table, number, of, name } = row as Record<'table' | 'number' | 'of' | 'name', string>
      const columns = ENCRYPTED[of] ?? {}
      if (!(name in columns)) return []
      const column = { whenGone: columns[name], isOnlyShown: ONLY_SHOWN.includes(`${of}.${name}`) }
      return [[`${table}.${number}`, column] as const]
    }),
  )
}

function keysIn(unsafe: Unsafe, office: OfficeKeys | undefined): KeysOfTransaction | undefined {
  if (!office) return undefined
  const byId = new Map<string, DataKey | undefined>()
  const wrong = new Map<string, unknown>()
  const find = async (ids: readonly string[]): Promise<void> => {
    const unknown = [...new Set(ids)].filter((id) => !byId.has(id))
    if (unknown.length === 0) return
    const rows = await unsafe(
      `select id, office_id as "officeId", office_key as "officeKey", wrapped from data_keys
       where id = any(string_to_array($1, ',')::uuid[])`,
      [unknown.join(',')],
    )
    for (const row of rows as unknown as KeyRow[])
      try {
        byId.set(row.id, await unwrapped(office, row))
      } catch (error) {
        wrong.set(row.id, error)
      }
  }
  return { office, byId, wrong, find }
}

type KeyRow = { id: string; officeId: string; officeKey: string; wrapped: Uint8Array | null }

export async function unwrapped(office: OfficeKeys, row: KeyRow): Promise<DataKey | undefined> {
  const { id, officeId, officeKey, wrapped } = row
  if (wrapped === null) return undefined
  return { id, officeId, bytes: await office.unwrap({ officeId, dataKeyId: id, officeKey }, wrapped) }
}

type Place = { row: unknown[] | Record<string, unknown>; column: Column; at: string | number; keyId: string }

async function opened(
  rows: Rows,
  findThem: () => Promise<Places>,
  keys: KeysOfTransaction | undefined,
): Promise<Rows> {
  const found = placesIn(rows)
  if (found.length === 0) return rows
  const places = await findThem()
  const ours = found.filter(({ column }) => places.has(`${column.table}.${column.number}`))
  if (ours.length === 0) return rows
  if (!keys) throw new Error('A letter is encrypted, and this connection was opened without the office key')
  await keys.find(ours.map(({ keyId }) => keyId))
  let unopened = 0
  for (const { row, at, column, keyId } of ours) {
    const place = places.get(`${column.table}.${column.number}`)
    const cells = row as Record<string | number, unknown>
    try {
      const key = keyNamed(keys, keyId)
      cells[at] = key ? decryptValue(key, cells[at], column) : place?.whenGone
    } catch (error) {
      if (!place?.isOnlyShown) throw error
      cells[at] = place.whenGone
      unopened++
    }
  }
  if (unopened > 0) logEvent('subjects.not-opened', { count: unopened })
  return rows
}

/** Undefined for one that was destroyed; throws where it is not here or cannot be unwrapped. */
function keyNamed({ byId, wrong }: KeysOfTransaction, keyId: string): DataKey | undefined {
  if (byId.has(keyId)) return byId.get(keyId)
  throw wrong.get(keyId) ?? new Error('A letter is encrypted with a key that is not in the database')
}

function decryptValue(key: DataKey, value: unknown, { type }: Column): unknown {
  if (isEncryptedBytes(value)) return decryptBytes(key, value)
  const text = decryptText(key, encryptedIn(value) ?? '')
  return type === JSONB ? JSON.parse(text) : text
}

function placesIn(rows: Rows): Place[] {
  const { columns } = rows
  if (!columns) return []
  return rows.flatMap((row) =>
    columns.flatMap((column, index) => {
      const at = Array.isArray(row) ? index : column.name
      const value = (row as Record<string | number, unknown>)[at]
      const keyId = keyIdOf(value)
      return keyId === undefined ? [] : [{ row, column, at, keyId }]
    }),
  )
}

function keyIdOf(value: unknown): string | undefined {
  const text = encryptedIn(value)
  if (text !== undefined) return keyOfText(text)
  return isEncryptedBytes(value) ? readRecordHead(value).keyId : undefined
}
