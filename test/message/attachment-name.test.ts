import { describe, expect, it } from 'vitest'
import { attachmentName } from '../../src/message/attachment-name.ts'

describe('the name of an attachment', () => {
  it.each([
    ['letter.pdf', 'letter.pdf'],
    ['  two   words .txt ', 'two words .txt'],
    ['llythyr Siân.docx', 'llythyr Siân.docx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\letter.doc', 'letter.doc'],
    ['x\r\nSet-Cookie: a=b.html', 'xSet-Cookie a=b.html'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['zero\u200bwidth\0.txt', 'zerowidth.txt'],
    ['a"b\'c<d>.txt', 'abcd.txt'],
    ['...hidden', 'hidden'],
    ['..', ''],
    ['', ''],
  ])('%j is shown as %j', (raw, shown) => {
    expect(attachmentName(raw)).toBe(shown)
  })

  it.each(['a'.repeat(10_000), 'ŵ'.repeat(10_000), '😀'.repeat(10_000)])(
    'is at most 120 bytes and keeps its ending',
    (stem) => {
      const name = attachmentName(`${stem}.docx`)
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(120)
      expect(name).toMatch(/\.docx$/)
      expect(name.isWellFormed()).toBe(true)
    },
  )
})
