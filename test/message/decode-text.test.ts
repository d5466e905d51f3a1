import { describe, expect, it } from 'vitest'
import { decodeText } from '../../src/message/decode-text.ts'
import { bytes } from './a-message.ts'

const read = (given: readonly number[] | Uint8Array, charset: string) =>
  decodeText(new Uint8Array(given), charset).text

/** `burn` in base64 of UTF-16, as UTF-7 writes what it takes for foreign. */
const CODED = 'AGIAdQByAG4'

describe('the letters of a text', () => {
  it.each([
    ['he will +AGIAdQByAG4- it', 'utf-7', 'he will burn it'],
    [`he will +${CODED} it`, 'UTF-7', 'he will burn it'],
    ['one +- one', 'unicode-1-1-utf-7', 'one + one'],
    ['+ZeVnLIqe-', 'utf-7', '日本語'],
    [`he will +${CODED}- it`, 'utf-8', `he will +${CODED}- it`],
    [`+${CODED}A`, 'utf-7', 'burn'],
  ])('%j in %s is %j', (given, charset, text) => {
    expect(read(bytes(given), charset)).toBe(text)
  })

  it('are read where UTF-8 writes plain ones in two bytes', () => {
    const overlong = [...bytes('burn')].flatMap((byte) => [0xc0 | (byte >> 6), 0x80 | (byte & 0x3f)])
    expect(read([...bytes('he will '), ...overlong, 10], 'utf-8')).toBe('he will burn\n')
  })

  it('are those of windows-1252 where a lone byte stands in a letter of that kind', () => {
    expect(read([0x63, 0x61, 0x66, 0xc1, 0x20], 'iso-8859-1')).toBe('cafÁ ')
  })
})
