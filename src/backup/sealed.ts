/**
 * A stream that only the passphrase opens, and that says so if a byte of it was changed,
 * moved or cut off: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, 2015)
 * over AES-256-GCM, as `age` has it over ChaCha20.
 *
 * A first line of JSON says how the key is made (scrypt, RFC 7914); then pieces of 64 KiB,
 * each with its tag. The nonce counts the pieces and marks the last, and the first line is
 * authenticated with each, so that no piece can be left out or put elsewhere.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { BadRules } from '../errors.ts'

const PIECE_BYTES = 64 * 1024
const TAG_BYTES = 16
const MOST_HEAD_BYTES = 1024

/** 128 MiB of memory and a third of a second: what OWASP asks for. */
export type Cost = { N: number }
const COST = { N: 2 ** 17, r: 8, p: 1 } as const

/** Bounded, because a file of a stranger could ask for all the memory there is. */
const Head = z.strictObject({
  waypostBackup: z.literal(1),
  scrypt: z.strictObject({
    N: z
      .number()
      .int()
      .max(2 ** 18),
    r: z.literal(8),
    p: z.literal(1),
    salt: z.string().length(24),
  }),
})
type Head = z.infer<typeof Head>

type Bytes = AsyncIterable<Uint8Array>

/** The same bytes, sealed. */
export async function* sealed(
  plain: Bytes,
  passphrase: string,
  { N }: Cost = COST,
): AsyncGenerator<Uint8Array> {
  const head: Head = { waypostBackup: 1, scrypt: { ...COST, N, salt: randomBytes(16).toString('base64') } }
  const line = Buffer.from(`${JSON.stringify(head)}\n`)
  const key = await keyOf(passphrase, head)
  yield line
  for await (const { piece, index, isLast } of pieces(plain, PIECE_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(index, isLast)).setAAD(line)
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
  }
}

/** What was sealed; throws BadRules at the first piece that is not as it was written, and at an end that is none. */
export async function* opened(closed: Bytes, passphrase: string): AsyncGenerator<Uint8Array> {
  const { line, rest } = await firstLine(closed)
  const key = await keyOf(passphrase, readHead(line))
  for await (const { piece, index, isLast } of pieces(rest, PIECE_BYTES + TAG_BYTES)) {
    if (piece.length < TAG_BYTES) throw notWhole()
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(index, isLast)).setAAD(line)
    decipher.setAuthTag(piece.subarray(piece.length - TAG_BYTES))
    const plain = decipher.update(piece.subarray(0, piece.length - TAG_BYTES))
    try {
      decipher.final()
    } catch {
      throw index === 0n
        ? new BadRules('The passphrase does not open this backup, or it was changed or cut off.')
        : notWhole()
    }
    yield plain
  }
}

const notWhole = () =>
  new BadRules('The backup is not whole: a part of it was changed or is missing. Use another one.')

const keyOf = (passphrase: string, { scrypt: { salt, ...cost } }: Head): Promise<Buffer> =>
  promisify<string, Buffer, number, object, Buffer>(scrypt)(passphrase, Buffer.from(salt, 'base64'), 32, {
    ...cost,
    maxmem: 512 * 1024 * 1024,
  })

function nonce(index: bigint, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeBigUInt64BE(index, 3)
  bytes[11] = isLast ? 1 : 0
  return bytes
}

function readHead(line: Uint8Array): Head {
  try {
    return Head.parse(JSON.parse(Buffer.from(line).toString('utf8')))
  } catch {
    throw new BadRules('This file is not a backup of Waypost, or of a newer release: name another one.')
  }
}

async function firstLine(closed: Bytes): Promise<{ line: Uint8Array; rest: Bytes }> {
  const source = closed[Symbol.asyncIterator]()
  let had: Buffer = Buffer.alloc(0)
  for (;;) {
    const end = had.indexOf(10)
    if (end >= 0 || had.length > MOST_HEAD_BYTES) {
      const line = had.subarray(0, end + 1)
      return { line, rest: restOf(had.subarray(end + 1), source) }
    }
    const next = await source.next()
    if (next.done) return { line: had, rest: restOf(Buffer.alloc(0), source) }
    had = Buffer.concat([had, next.value])
  }
}

async function* restOf(first: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  for (;;) {
    const next = await source.next()
    if (next.done) return
    yield next.value
  }
}

type Piece = { piece: Buffer; index: bigint; isLast: boolean }

/** Pieces of exactly that size, but for the last; there is always a last one, and it may be empty. */
async function* pieces(source: Bytes, size: number): AsyncGenerator<Piece> {
  let had: Uint8Array[] = []
  let bytes = 0
  let index = 0n
  for await (const part of source) {
    had.push(part)
    bytes += part.length
    if (bytes <= size) continue
    let all = Buffer.concat(had)
    // Held back until more comes: only then is it known not to be the last.
    while (all.length > size) {
      yield { piece: all.subarray(0, size), index: index++, isLast: false }
      all = all.subarray(size)
    }
    had = [all]
    bytes = all.length
  }
  yield { piece: Buffer.concat(had), index, isLast: true }
}
