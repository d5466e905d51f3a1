import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanHtml } from '../../src/message/clean-html.ts'
import { VECTORS } from '../browser/html-vectors.ts'

/** All that may come out: a name of the list in angle brackets, and words in which every sign of HTML is escaped. */
const LANGUAGE =
  /^(?:[^<>"']|<\/?(?:p|br|hr|div|blockquote|ul|ol|li|dl|dt|dd|b|strong|i|em|u|s|h[1-6]|table|thead|tbody|tfoot|tr|td|th|pre|code|sub|sup)>)*$/

describe('cleaned HTML', () => {
  it('keeps words, paragraphs and tables', () => {
    expect(cleanHtml('<p class=x>Dear <b onclick=y>all</b>,<br>see <table><tr><td>1</table>')).toBe(
      '<p>Dear <b>all</b>,<br>see </p><table><tr><td>1</td></tr></table>',
    )
  })

  it.each([
    [
      '<a href="https://bank.example.net.evil.example/x?y">bank.example.net</a>',
      'bank.example.net [link to bank.example.net.evil.example]',
    ],
    ['<a href="https://аpple.com/">apple.com</a>', 'apple.com [link to xn--pple-43d.com]'],
    ['<a href="https://good.example@evil.example/">x</a>', 'x [link to evil.example]'],
    ['<a href="mailto:a@example.net">write</a>', 'write [mail to a@example.net]'],
    ['<a href=" java\nscript:alert(1)">x</a>', 'x [a link that leads nowhere safe]'],
    ['<img src="http://t.example/p.gif" alt="a map">', '[picture: a map]'],
  ])('says where %s leads', (html, said) => {
    expect(cleanHtml(html)).toBe(said)
  })

  it('is of one small language, whatever went in', () => {
    for (const vector of VECTORS) expect(cleanHtml(vector)).toMatch(LANGUAGE)
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string(), fc.constantFrom(...VECTORS, '<', '>', '&lt;', '"', "'", '<!--', '</')),
        ),
        (pieces) => LANGUAGE.test(cleanHtml(pieces.join(''))),
      ),
      { numRuns: 300 },
    )
  })

  it('turns no order of reading, and ends where a letter is too long or nested too deep', () => {
    expect(cleanHtml('a\u202Eb\u0000c')).toBe('abc')
    expect(cleanHtml('<div>'.repeat(100_000)).length).toBeLessThan(5_000)
    expect(cleanHtml('x'.repeat(700_000)).length).toBeLessThan(710_000)
  })
})
