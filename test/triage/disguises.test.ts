import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reading } from '../../src/message/message.ts'
import { flagRisk, MODEL_ID } from '../../src/triage/flag-risk.ts'
import { fold } from '../../src/triage/fold.ts'
import { tokenise } from '../../src/triage/tokens.ts'
import { aMessage } from './a-message.ts'
import { riskRules } from './rule-texts.ts'

const words = (text: string) => tokenise(text).map((token) => token.word)
const shown = (text: string) => tokenise(text).map((token) => text.slice(token.start, token.end))

describe('a word that is hidden', () => {
  it.each([
    ['zero-width characters', 'ki\u200bl\u2060l\ufeff'],
    ['a zero-width joiner and non-joiner', 'k\u200di\u200cll'],
    ['the old Mongolian separator', 'k\u180eill'],
    ['soft hyphens', 'ki\u00adll'],
    ['variation selectors', 'k\ufe0fi\u{e0101}ll'],
    ['tag characters', 'k\u{e0041}ill'],
    ['direction marks', 'k\u200ei\u202all'],
    ['a control character', 'ki\u0000l\u0008l'],
    ['an override, shown backwards', '\u202ellik\u202c'],
    ['accents', 'ḱi\u0332ll'],
    ['strokes through it', 'k\u0336i\u0336l\u0336l\u0336'],
    ['Cyrillic letters', 'кіll'],
    ['Cyrillic capitals', 'КIЛЛ'.replace('ЛЛ', 'LL')],
    ['Greek letters', 'κιll'],
    ['full-width letters', 'ｋｉｌｌ'],
    ['mathematical letters', '𝐤𝑖𝓵𝔩'],
    ['letters in circles', 'ⓚⓘⓛⓛ'],
    ['letters in dark boxes', '🅺🅸🅻🅻'],
    ['small capitals', 'ᴋɪʟʟ'],
    ['figures', 'k1ll'],
    ['figures at its end', 'ki11'],
    ['a sign', 'k!ll'],
    ['upright lines', 'ki||'],
    ['a star', 'k*ll'],
    ['entities', '&#107;&#x69;ll'],
    ['entities encoded again', '&amp;amp;#107;ill'],
    ['an entity that is not seen', 'ki&shy;l&#8203;l'],
    ['spaces', 'k i l l'],
    ['no-break spaces', 'k\u00a0i\u00a0l\u00a0l'],
    ['thin spaces', 'k\u2009i\u200al\u202fl'],
    ['wide spaces', 'k   i   l   l'],
    ['full stops', 'k.i.l.l'],
    ['full stops and spaces', 'k. i. l. l.'],
    ['commas', 'k, i, l, l'],
    ['dashes', 'k-i–l—l'],
    ['pictures between', 'k🔪i🔪l🔪l'],
    ['one letter a line', 'k\ni\nl\nl'],
    ['figures and spaces', 'k 1 l l'],
    ['one space', 'ki ll'],
    ['a hyphen', 'k-ill'],
    ['stretched letters', 'kiiiillll'],
    ['doubled letters', 'kkiill'],
  ])('is read behind %s', (_, hidden) => {
    expect(words(`he will ${hidden} me`)).toEqual(['he', 'will', 'kill', 'me'])
  })

  it.each([
    ['5u1c1de', 'suicide'],
    ['$u!cid3', 'suicide'],
    ['ѕuісіdе', 'suicide'],
    ['s u i c i d e', 'suicide'],
    ['sui-\ncide', 'suicide'],
    ['sui\u00ad\ncide', 'suicide'],
    ['> threat-\n> ened', 'threatened'],
    ['€xplos1ve', 'explosive'],
    ['b0mb', 'bomb'],
    ['r@pe', 'rape'],
    ['d1e', 'die'],
    ['diiiie', 'die'],
    ['don&#146;t', "don't"],
  ])('%j is “%s”', (hidden, word) => {
    expect(words(hidden)).toEqual([word])
  })

  it('is read in a sentence that is written letter by letter', () => {
    const text = 'i w i l l k i l l m y s e l f t o n i g h t'
    expect(words(text)).toEqual(['i', 'will', 'kill', 'myself', 'tonight'])
    expect(shown(text)).toEqual(['i', 'w i l l', 'k i l l', 'm y s e l f', 't o n i g h t'])
  })

  it('leaves the sentence whole where full stops stand between its letters', () => {
    const sentences = tokenise('he will k. i. l. l. me').map((token) => token.sentence)
    expect(new Set(sentences)).toEqual(new Set([0]))
  })

  it('is shown as the writer wrote it', () => {
    const text = 'He k\u200bi\u0301l\u0301l\u0301 “&#107;ill” 𝐤𝐢𝐥𝐥 \u202ellik\u202c k. i. l. l. Zoe\u0301'
    expect(shown(text)).toEqual([
      'He',
      'k\u200bi\u0301l\u0301l\u0301',
      '&#107;ill',
      '𝐤𝐢𝐥𝐥',
      'llik',
      'k. i. l. l',
      'Zoe\u0301',
    ])
  })
})

describe('ordinary writing', () => {
  it.each([
    ['a collar number', 'PC 4471', ['pc', '4471']],
    ['a spaced collar number', 'P C 4471', ['p', 'c', '4471']],
    ['an acronym', 'M O P A C', ['mopac']],
    ['initials', 'Mr A. B. C. Diett', ['mr', 'a', 'b', 'c', 'diett']],
    ['a spaced heading', 'M E E T I N G of the T H E R A P I S T', ['meeting', 'of', 'the', 'therapist']],
    ['capital letters in a row', 'a I I a', ['aiia']],
    ['a postcode', 'DE4 7TH, SE5 7AT', ['de4', '7', 'th', 'se5', '7', 'at']],
    ['a number plate', 'D13 SAD', ['d13', 'sad']],
    ['a reference', 'ref 5H07/1 and B17-D1E9', ['ref', '5h07', '1', 'and', 'b17', 'die9']],
    ['a date', '11.5.26 at 9.30', ['11.5.26', 'at', '9.30']],
    ['figures in a row', '1 2 3 4', ['1', '2', '3', '4']],
    ['a list of letters', 'a, b, d, e', ['a', 'b', 'd', 'e']],
    ['an ampersand', 'P&O, fish & chips', ['p', 'o', 'fish', 'chips']],
    ['an oath', 'sh*t happens', ['sht', 'happens']],
    ['an emphasis', '*please* #help', ['please', 'help']],
    ['a pause', 'Please stop! I know it', ['please', 'stop', 'i', 'know', 'it']],
    ['a hyphen between words', 'be-at the fire-arm', ['be', 'at', 'the', 'fire', 'arm']],
    ['a missing apostrophe', 'it s hot, he ll', ['it', 's', 'hot', 'he', 'll']],
    ['a double letter', 'Ms Gunn shoots', ['ms', 'gunn', 'shoots']],
    ['a dose', '20mg twice', ['20', 'mg', 'twice']],
  ])('keeps its words: %s', (_, text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  it('keeps the letters of a Russian text, and of a Greek one', () => {
    expect(words('он был дома')).toEqual(['он', 'был', 'дома'])
    expect(words('το σπίτι')).toEqual(['το', 'σπιτι'])
  })
})

/** Ways to write a letter that leave it the same letter to a reader. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  a: ['а', 'α', 'ａ', '𝐚', 'á'],
  e: ['е', 'ｅ', '𝐞', '&#101;', 'é'],
  i: ['і', 'ι', 'ｉ', '𝓲', '&#x69;'],
  k: ['к', 'κ', '&#107;', 'ᴋ'],
  l: ['ⓛ', '𝐥', 'ｌ', 'ʟ'],
  o: ['о', 'ο', '𝐨', 'ö'],
  p: ['р', 'ｐ', '&amp;#112;'],
  t: ['т', 'τ', '𝐭'],
}
const UNSEEN = [
  '\u200b',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u200e',
  '\ufe0f',
  '\u{e0061}',
  '\u0336',
  '&shy;',
  '',
]

const PHRASES = [
  'he said he will kill me tonight',
  'i want to kill myself',
  'he raped me last night',
  'there is a bomb in the building',
  'they took my passport and i am locked in',
]

/** A phrase with every letter in some disguise: `units[i]` is what letter `i` became, its last part unseen. */
const disguised = fc.constantFrom(...PHRASES).chain((phrase) =>
  fc
    .tuple(
      ...[...phrase].map((letter) =>
        fc.tuple(fc.constantFrom(letter, ...(SAME[letter] ?? [])), fc.constantFrom(...UNSEEN)),
      ),
    )
    .map((letters) => ({
      phrase,
      units: letters.map(([letter, unseen], at) => ({
        letter,
        unseen: phrase[at] === ' ' ? '' : unseen,
      })),
    })),
)

const splitsACharacter = (text: string, at: number): boolean =>
  /^[\udc00-\udfff]/.test(text.slice(at)) || /^\p{M}/u.test(text.slice(at))

describe('a flag on words in disguise', () => {
  it('is the flag of the plain words, and covers what became of them and nothing else', () => {
    fc.assert(
      fc.property(disguised, fc.constantFrom('', 'Hello — ünïque 𝐬ubject'), ({ phrase, units }, subject) => {
        const text = units.map(({ letter, unseen }) => letter + unseen).join('')
        const message = aMessage({ subject, text })
        const [plain, found] = [aMessage({ subject, text: phrase }), message].map((one) =>
          flagRisk(one, riskRules),
        )
        expect(found?.level).toBe(plain?.level)
        expect(found?.flags.map((flag) => flag.ruleId)).toEqual(plain?.flags.map((flag) => flag.ruleId))
        const begins: number[] = []
        const ends: number[] = []
        let at = subject.length + 1
        for (const { letter, unseen } of units) {
          begins.push(at)
          at += letter.length + unseen.length
          ends.push(at)
        }
        found?.flags.forEach((flag, which) => {
          const known = plain?.flags[which]
          // A passage that the model hears may begin in the subject, which is in no disguise.
          if (flag.ruleId === MODEL_ID && (known?.start ?? 0) <= subject.length) return
          const [from, to] = [
            (known?.start ?? 0) - subject.length - 1,
            (known?.end ?? 0) - subject.length - 1,
          ]
          const last = units[to - 1]
          expect(flag.start).toBe(begins[from])
          expect(flag.end).toBeLessThanOrEqual(ends[to - 1] ?? 0)
          expect(flag.end).toBeGreaterThanOrEqual((ends[to - 1] ?? 0) - (last?.unseen.length ?? 0))
          expect(reading(message).slice(flag.start, flag.end)).toBe(flag.evidence)
          expect([flag.start, flag.end].some((place) => splitsACharacter(reading(message), place))).toBe(
            false,
          )
        })
      }),
      { numRuns: 300 },
    )
  })

  it('never begins or ends inside a character, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom(...PHRASES),
        (noise, phrase) => {
          const message = aMessage({ text: `${noise} ${phrase}${noise}` })
          for (const { start, end } of tokenise(message.text)) {
            expect(splitsACharacter(message.text, end)).toBe(false)
            expect(/^[\udc00-\udfff]/.test(message.text.slice(start))).toBe(false)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** Milliseconds of this thread's own work in the least of a few runs: what else the machine does is not counted. */
function leastWork(runs: number, work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const before = process.threadCpuUsage()
    work()
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

describe('the time that words take', () => {
  it.each([
    '\u200b',
    '\u0301',
    'a ',
    'k.',
    'k. i. l. l. ',
    'k\n',
    '&amp;',
    '&#107;',
    '&',
    '\u202e',
    '\u202ea\u202c',
    'k1',
    'ki-',
    'sui cide ',
    '!@',
    'k*',
    'x!) ',
    '\n> - ',
    '1.',
    'l',
    'к',
    "a'",
  ])('b63: grows as the text does: %j', (piece) => {
    const timeOf = (size: number, runs: number) =>
      leastWork(runs, () => tokenise(piece.repeat(size / piece.length)))
    const [small, middle, large] = [timeOf(10_000, 4), timeOf(100_000, 2), timeOf(1_000_000, 1)]
    // Ten times the text, so about ten times the time; a square law would give a hundred.
    expect(large).toBeLessThan(40 * Math.max(middle, 2))
    expect(middle).toBeLessThan(40 * Math.max(small, 2))
  })

  it('does not grow with what is folded: a million letters keep their offsets', () => {
    const folded = fold('\u200bk'.repeat(500_000))
    expect(folded.text.length).toBe(500_000)
    expect([folded.startOf(499_999), folded.endOf(499_999)]).toEqual([999_999, 1_000_000])
  })
})
