import { describe, expect, it } from 'vitest'
import { attachmentName, distinctNames } from '../../src/message/attachment-name.ts'

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
    ['letter.pdf. . ', 'letter.pdf'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com1.docx', '_com1.docx'],
    ['lpt¹', '_lpt¹'],
    ['console.txt', 'console.txt'],
    ['C:\\aux.h', '_aux.h'],
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

describe('the names of several attachments', () => {
  it('are told apart where they are the same, also to a disk that does not mind capitals', () => {
    expect(distinctNames(['a.pdf', 'b.pdf', 'A.pdf', 'a.pdf', 'noext', 'noext', '', ''])).toEqual([
      'a.pdf',
      'b.pdf',
      'A (2).pdf',
      'a (3).pdf',
      'noext',
      'noext (2)',
      '',
      '',
    ])
  })

  it('stay within their length', () => {
    const long = attachmentName(`${'x'.repeat(500)}.docx`)
    const [, second = ''] = distinctNames([long, long])
    expect(second).toMatch(/ \(2\)\.docx$/)
    expect(second.length).toBeLessThanOrEqual(120)
  })
})
