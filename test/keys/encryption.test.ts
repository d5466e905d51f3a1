import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  type DataKey,
  decryptBytes,
  decryptText,
  encryptBytes,
  encryptText,
  isEncryptedBytes,
  isEncryptedText,
  keyOfText,
  readRecordHead,
} from '../../src/keys/encryption.ts'
import { localKeys } from '../../src/keys/office-keys.ts'
import { TEST_KEY_SET } from '../test-keys.ts'

const aKey = (): DataKey => ({ id: randomUUID(), officeId: 'mopac', bytes: randomBytes(32) })
const MB = 1024 * 1024

describe('encrypted words', () => {
  it.each(['', 'help', 'Wahrheit ⚠ 👩‍👧 \u0000 \uD800', 'x'.repeat(300_000)])(
    'open to what they were',
    (text) => {
      const key = aKey()
      const encrypted = encryptText(key, text)
      expect(isEncryptedText(encrypted)).toBe(true)
      expect(keyOfText(encrypted)).toBe(key.id)
      expect(decryptText(key, encrypted)).toBe(Buffer.from(text).toString())
    },
  )

  it('are never the same twice, and show nothing of what they say', () => {
    const key = aKey()
    expect(encryptText(key, 'he has a knife')).not.toBe(encryptText(key, 'he has a knife'))
    expect(
      Buffer.from(encryptText(key, 'he has a knife').slice(5), 'base64').toString('latin1'),
    ).not.toContain('knife')
  })

  it('do not open when any bit of them is another, under another key, or in another office', () => {
    const key = aKey()
    const encrypted = encryptText(key, 'a word')
    const bytes = Buffer.from(encrypted.slice(5), 'base64')
    for (let bit = 16 * 8; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => decryptText(key, encrypted.slice(0, 5) + changed.toString('base64'))).toThrow()
    }
    expect(() => decryptText({ ...aKey(), id: key.id }, encrypted)).toThrow()
    expect(() => decryptText({ ...key, officeId: 'other' }, encrypted)).toThrow()
    expect(() => decryptText({ ...key, id: randomUUID() }, encrypted)).toThrow()
  })
})

describe('encrypted bytes', () => {
  it.each([0, 1, MB - 1, MB, MB + 1, 3 * MB + 7])('of %i open to what they were', (length) => {
    const key = aKey()
    const plain = randomBytes(length)
    const encrypted = encryptBytes(key, plain)
    expect(isEncryptedBytes(encrypted)).toBe(length > 0)
    expect(Buffer.compare(decryptBytes(key, encrypted), plain)).toBe(0)
  })

  it('that were encrypted in pieces, put together, are the whole', () => {
    const key = aKey()
    const plain = randomBytes(2 * MB + 5)
    const pieces = [0, 700_000, 1_900_000].map((from, at, all) =>
      encryptBytes(key, plain.subarray(from, all[at + 1]), from),
    )
    expect(Buffer.compare(decryptBytes(key, Buffer.concat(pieces)), plain)).toBe(0)
    expect(() => decryptBytes(key, Buffer.concat(pieces.toReversed()))).toThrow('not in its place')
    const [first, , last] = pieces
    if (first && last)
      expect(() => decryptBytes(key, Buffer.concat([first, last]))).toThrow('not in its place')
  })

  it('say how far each record goes', () => {
    const encrypted = encryptBytes(aKey(), randomBytes(MB + 3))
    const first = readRecordHead(encrypted)
    expect(first).toMatchObject({ startsAt: 0, plainBytes: MB })
    expect(readRecordHead(encrypted.subarray(first.encryptedBytes))).toMatchObject({
      startsAt: MB,
      plainBytes: 3,
    })
  })
})

describe('an office key', () => {
  const name = { officeId: 'mopac', dataKeyId: randomUUID() }
  const keys = localKeys(TEST_KEY_SET)

  it('unwraps what it wrapped, for that office and that data key only', async () => {
    const dataKey = randomBytes(32)
    const wrapped = await keys.wrap(name, dataKey)
    const unwrap = (change: object) => keys.unwrap({ ...name, officeKey: 'test', ...change }, wrapped)
    expect(Buffer.from(await unwrap({}))).toEqual(dataKey)
    for (const change of [{ officeId: 'other' }, { dataKeyId: randomUUID() }, { officeKey: 'gone' }])
      await expect(unwrap(change)).rejects.toThrow(/The office key "(test|gone)".*put it back/)
  })

  it('of the same name and other bytes is said to be wrong', async () => {
    const wrapped = await keys.wrap(name, randomBytes(32))
    const others = localKeys({ current: 'test', keys: { test: randomBytes(32).toString('base64') } })
    await expect(others.unwrap({ ...name, officeKey: 'test' }, wrapped)).rejects.toThrow('is another key')
  })
})
