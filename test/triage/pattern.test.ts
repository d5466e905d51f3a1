import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matcher } from '../../src/triage/matcher.ts'
import { compilePattern } from '../../src/triage/pattern.ts'
import { anyOf, BadPattern, parsePattern } from '../../src/triage/pattern-syntax.ts'
import { tokenise } from '../../src/triage/tokens.ts'

/** A pattern, and the regular expression over words that says the same. */
type Both = { pattern: string; expression: string }

const WORD = fc.constantFrom('ab', 'cd', 'ef', 'gh')
const both: fc.Arbitrary<Both> = fc.letrec<{ part: Both; whole: Both }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small' },
    WORD.map((word) => ({ pattern: word, expression: `${word} ` })),
    tie('whole').map(({ pattern, expression }) => ({
      pattern: `(${pattern})`,
      expression: `(?:${expression})`,
    })),
    fc.tuple(WORD, WORD).map(([one, other]) => ({
      pattern: `${one} (${other})?`,
      expression: `${one} (?:${other} )?`,
    })),
    fc.tuple(WORD, fc.integer({ min: 1, max: 3 }), WORD).map(([one, words, other]) => ({
      pattern: `${one} ..${words} ${other}`,
      expression: `${one} (?:\\w\\w ){0,${words}}${other} `,
    })),
  ),
  whole: fc
    .array(fc.array(tie('part'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    .map((options) => ({
      pattern: options.map((parts) => parts.map((part) => part.pattern).join(' ')).join('|'),
      expression: options.map((parts) => parts.map((part) => part.expression).join('')).join('|'),
    })),
})).whole

/** Every leftmost longest place of the expression, tried at every word and every length. */
function triedEverywhere(expression: string, words: readonly string[]): string[] {
  const whole = new RegExp(`^(?:${expression})$`)
  const places: string[] = []
  for (let first = 0; first < words.length; first++) {
    for (let last = words.length - 1; last >= first; last--) {
      const piece = words.slice(first, last + 1)
      if (!whole.test(piece.map((word) => `${word} `).join(''))) continue
      places.push(piece.join(' '))
      first = last
      break
    }
  }
  return places
}

const NONE = new Map()
const LISTS = new Map([
  ['kin', anyOf([parsePattern('mum|dad', NONE).node, parsePattern('step sister', NONE).node])],
])

function found(pattern: string, text: string): string[] {
  const find = matcher([{ pattern: compilePattern(pattern, LISTS), payload: undefined }])
  return find(tokenise(text)).map((one) => text.slice(one.start, one.end))
}

describe('a pattern', () => {
  it.each([
    ['a word without its apostrophe', "don't know", 'i dont know', ['dont know']],
    ['a word with possession', 'my mum', "my mum's house", ["my mum's"]],
    ['the beginning of a word', 'kill* me', 'killing me, kills me', ['killing me', 'kills me']],
    ['a word one letter away', 'suicide~', 'sucide and suicied but no suitcase', ['sucide', 'suicied']],
    ['one of several', '(cat|big dog) ran', 'the big dog ran', ['big dog ran']],
    ['an optional word', 'he (has)? gone', 'he gone. he has gone', ['he gone', 'he has gone']],
    [
      'a gap of at most four words',
      'he ... me',
      'he then did hurt me. he one two three four five me',
      ['he then did hurt me'],
    ],
    [
      'a longer gap where it is asked for',
      'he ..6 me',
      'he one two three four five me',
      ['he one two three four five me'],
    ],
    ['no gap over the end of a sentence', 'he ... me', 'he went. me too', []],
    [
      'a gap over one end where it is asked for',
      'goodbye .... sorry',
      'Goodbye. I am sorry',
      ['Goodbye. I am sorry'],
    ],
    ['no gap over two ends', 'goodbye .... sorry', 'Goodbye. Well. Yes. Sorry', []],
    ['a named list', 'my {kin}', 'my step sister and my dad', ['my step sister', 'my dad']],
    ['a number in figures or words', '# (am|pm)', 'at 9pm or ten am', ['9pm', 'ten am']],
    ['the start of a sentence', '< go away', 'Go away. Please go away', ['Go away']],
    ['the end of a sentence', 'go on >', "I can't go on. I go on with it", ['go on']],
    [
      'the end of a sentence among others',
      'go (on|away) (now|>)',
      'go on now and go away',
      ['go on now', 'go away'],
    ],
    ['the longest of several', 'take (my)? (old)? (red)?', 'take my old red', ['take my old red']],
    ['every place, without overlaps', 'he ... me', 'he he me me. he me', ['he he me me', 'he me']],
  ])('finds %s', (_, pattern, text, expected) => {
    expect(found(pattern, text)).toEqual(expected)
  })

  it('finds what trying it at every word and every length finds', () => {
    fc.assert(
      fc.property(both, fc.array(WORD, { maxLength: 14 }), ({ pattern, expression }, words) => {
        expect(found(pattern, words.join(' '))).toEqual(triedEverywhere(expression, words))
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['(a|b', 'without its'],
    ['a)', 'too many'],
    ['... a', 'begin or end with a gap'],
    ['a ..3', 'begin or end with a gap'],
    ['a ..13 b', '12 is the most'],
    ['kill~', 'too short'],
    ['{nobody}', 'no list {nobody}'],
    ['()', 'empty'],
    ['', 'empty'],
    ['£', 'not a word'],
  ])('says what is wrong with “%s”', (pattern, message) => {
    expect(() => compilePattern(pattern, LISTS)).toThrow(BadPattern)
    expect(() => compilePattern(pattern, LISTS)).toThrow(message)
  })

  it('costs time in proportion to the letter, however hostile', () => {
    const patterns = Array.from({ length: 300 }, (_, at) => `he ... (a|b)? ..12 he ..12 he ..12 word${at}`)
    const find = matcher(
      patterns.map((source) => ({ pattern: compilePattern(source, LISTS), payload: source })),
    )
    const tokens = tokenise(`${'he '.repeat(20_000)} word1`)
    const began = performance.now()
    expect(find(tokens)).toHaveLength(1)
    expect(performance.now() - began).toBeLessThan(3000)
  })
})
