import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { opened, sealed } from '../../src/backup/sealed.ts'

const PASSPHRASE = 'a passphrase of the tests'
const PIECE = 64 * 1024 + 16
const QUICK = { N: 1024 }

async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}
const open = (closed: Uint8Array, passphrase = PASSPHRASE) => all(opened(inParts(closed, 10_000), passphrase))

const plain = randomBytes(3 * 64 * 1024)
let closed: Buffer
let head: number
beforeAll(async () => {
  closed = await all(sealed(inParts(plain, 7_777), PASSPHRASE, QUICK))
  head = closed.indexOf(10) + 1
})

describe('a sealed stream', () => {
  it('opens to the same bytes, also where they end with a piece or there are none', async () => {
    expect((await open(closed)).equals(plain)).toBe(true)
    const empty = await all(sealed(inParts(new Uint8Array(), 1), PASSPHRASE, QUICK))
    expect(await open(empty)).toHaveLength(0)
  })

  it('is opened by no other passphrase', async () => {
    await expect(open(closed, 'another passphrase of theirs')).rejects.toThrow('passphrase does not open')
  })

  it.each([
    ['a changed byte', () => changed(head + PIECE + 5)],
    ['a changed tag', () => changed(closed.length - 1)],
    ['the last piece cut off', () => closed.subarray(0, head + 2 * PIECE)],
    ['some bytes cut off', () => closed.subarray(0, closed.length - 20)],
    ['two pieces that changed places', () => swapped()],
    ['something put after its end', () => Buffer.concat([closed, Buffer.alloc(40)])],
  ])('says so where there is %s', async (_, make) => {
    await expect(open(make())).rejects.toThrow(/is not whole/)
  })

  it('says so where its first line was changed, or is of something else', async () => {
    const line = closed.subarray(0, head).toString()
    const weaker = line.replace('1024', '2048')
    await expect(open(Buffer.concat([Buffer.from(weaker), closed.subarray(head)]))).rejects.toThrow(
      'passphrase',
    )
    const greedy = line.replace('1024', '1073741824')
    await expect(open(Buffer.from(greedy))).rejects.toThrow('is not a backup')
    await expect(open(randomBytes(5_000))).rejects.toThrow('is not a backup')
    await expect(open(new Uint8Array())).rejects.toThrow('is not a backup')
  })
})

function changed(at: number): Buffer {
  const copy = Buffer.from(closed)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

function swapped(): Buffer {
  const piece = (nth: number) => closed.subarray(head + nth * PIECE, head + (nth + 1) * PIECE)
  return Buffer.concat([closed.subarray(0, head), piece(0), piece(2), piece(1)])
}
