/**
 * How a value lies in the database once it is encrypted, and how it is opened again. Pure.
 *
 * Words: a mark, then base64 of the id of the data key and what AES-256-GCM made. Bytes: records of
 * at most a megabyte, one after the other, each with where it begins; so that one end of a large
 * message can be opened without the rest, and pieces that were encrypted apart can be put together.
 * What has no mark was written before there was encryption, and is read as it is.
 */
import { ADDED_BYTES, decrypt, encrypt, KEY_BYTES } from './office-keys.ts'

/** The key of one letter, or of what people write in one case. */
export type DataKey = { id: string; officeId: string; bytes: Uint8Array }

export { KEY_BYTES }

/** U+0001 stands at the start of no word that a mail program writes. */
export const TEXT_MARK = '\u0001wp1.'
const ID_BYTES = 16
const aadOf = (key: DataKey, at = ''): string => `${key.officeId}|${key.id}|1${at}`

export const isEncryptedText = (value: unknown): value is string =>
  typeof value === 'string' && value.charCodeAt(0) === 1 && value.startsWith(TEXT_MARK)

export function encryptText(key: DataKey, text: string): string {
  const encrypted = encrypt(key.bytes, Buffer.from(text), aadOf(key))
  return TEXT_MARK + Buffer.concat([bytesOf(key.id), encrypted]).toString('base64')
}

/** For a jsonb column: it then holds one string. The type stays that of the value, which is what a reader gets. */
export const encryptJson = <T>(key: DataKey, value: T): T => encryptText(key, JSON.stringify(value)) as T

/** The same, where a query needs a part of it: that part beside what is encrypted. */
export const encryptBeside = <T extends object>(key: DataKey, value: T, plain: Partial<T>): T =>
  ({ ...plain, encrypted: encryptText(key, JSON.stringify(value)) }) as unknown as T

/** What is encrypted in a value of a jsonb column, or in words; undefined where nothing is. */
export function encryptedIn(value: unknown): string | undefined {
  const text = typeof value === 'object' && value !== null && 'encrypted' in value ? value.encrypted : value
  return isEncryptedText(text) ? text : undefined
}

/** The id of the data key that it was encrypted with. */
export const keyOfText = (value: string): string =>
  idOf(Buffer.from(value.slice(TEXT_MARK.length, TEXT_MARK.length + 24), 'base64'))

export function decryptText(key: DataKey, value: string): string {
  const bytes = Buffer.from(value.slice(TEXT_MARK.length), 'base64')
  return Buffer.from(decrypt(key.bytes, bytes.subarray(ID_BYTES), aadOf(key))).toString('utf8')
}

/** NUL stands first in no message (RFC 5322 section 2.2). */
export const BYTES_MARK = new Uint8Array([0, 0x57, 0x50, 0x53, 0x45, 0x41, 0x4c, 1])
/** Mark, id of the key, number of bytes encrypted, where they begin. */
export const RECORD_HEAD = BYTES_MARK.length + ID_BYTES + 4 + 4
const RECORD_BYTES = 1024 * 1024

export const isEncryptedBytes = (value: unknown): value is Uint8Array =>
  value instanceof Uint8Array && value.byteLength >= RECORD_HEAD && BYTES_MARK.every((b, i) => value[i] === b)

/** `startsAt`: where in the whole they begin, for a piece of one. Nothing at all stays nothing. */
export function encryptBytes(key: DataKey, bytes: Uint8Array, startsAt = 0): Uint8Array {
  const records: Uint8Array[] = []
  for (let from = 0; from < bytes.byteLength; from += RECORD_BYTES) {
    const plain = bytes.subarray(from, from + RECORD_BYTES)
    const head = Buffer.alloc(RECORD_HEAD)
    head.set(BYTES_MARK)
    head.set(bytesOf(key.id), BYTES_MARK.length)
    head.writeUInt32BE(plain.byteLength, RECORD_HEAD - 8)
    head.writeUInt32BE(startsAt + from, RECORD_HEAD - 4)
    records.push(head, encrypt(key.bytes, plain, aadOf(key, `|${startsAt + from}`)))
  }
  return Buffer.concat(records)
}

export type RecordHead = { keyId: string; startsAt: number; plainBytes: number; encryptedBytes: number }

export function readRecordHead(head: Uint8Array): RecordHead {
  if (!isEncryptedBytes(head))
    throw new Error('An encrypted message is broken: no record begins where one should')
  const view = new DataView(head.buffer, head.byteOffset)
  const plainBytes = view.getUint32(RECORD_HEAD - 8)
  return {
    keyId: idOf(head.subarray(BYTES_MARK.length, BYTES_MARK.length + ID_BYTES)),
    plainBytes,
    startsAt: view.getUint32(RECORD_HEAD - 4),
    encryptedBytes: RECORD_HEAD + plainBytes + ADDED_BYTES,
  }
}

/** Opens records that follow one another; throws where one is broken, missing or not in its place. */
export function decryptBytes(key: DataKey, encrypted: Uint8Array): Uint8Array {
  const opened: Uint8Array[] = []
  let next: number | undefined
  for (let at = 0; at < encrypted.byteLength; ) {
    const record = readRecordHead(encrypted.subarray(at))
    if (record.keyId !== key.id || (next !== undefined && record.startsAt !== next))
      throw new Error('An encrypted message is broken: a record is not in its place')
    const body = encrypted.subarray(at + RECORD_HEAD, at + record.encryptedBytes)
    opened.push(decrypt(key.bytes, body, aadOf(key, `|${record.startsAt}`)))
    next = record.startsAt + record.plainBytes
    at += record.encryptedBytes
  }
  return opened.length === 1 && opened[0] ? opened[0] : Buffer.concat(opened)
}

const bytesOf = (id: string): Uint8Array => Buffer.from(id.replaceAll('-', ''), 'hex')

function idOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.subarray(0, ID_BYTES)).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
