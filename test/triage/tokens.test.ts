import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokenise, tokensOf } from '../../src/triage/tokens.ts'

const words = (text: string) => tokenise(text).map((token) => token.word)
const sentences = (text: string) => (tokenise(text).at(-1)?.sentence ?? -1) + 1

describe('the words of a text', () => {
  it.each([
    ['curly apostrophes are straight', 'I don’t KNOW', ['i', "don't", 'know']],
    ['accents are taken off', 'Café Ŵyn', ['cafe', 'wyn']],
    ['hyphens divide', 'self-harm', ['self', 'harm']],
    ['figures inside a word are letters', 'k1ll b0mb r@pe', ['kill', 'bomb', 'rape']],
    ['a starred word is read', 'k*ll', ['kill']],
    ['spaced-out letters are closed up', 'k i l l  h i m', ['kill', 'him']],
    ['look-alike letters become Latin', 'kіll', ['kill']],
    ['invisible characters vanish', 'ki\u200bll', ['kill']],
    ['stretched letters are shortened', 'sooooo killlll', ['so', 'kill']],
    ['a time is a number and a word', '9pm, 2nite', ['9', 'pm', '2nite']],
    ['commas in a number vanish', '£4,000', ['4000']],
    ['a collar number stays itself', 'PC4471', ['pc4471']],
  ])('%s', (_, text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  it('points at the characters that the writer typed', () => {
    const text = 'He will k i l l me — “ki\u200bll”'
    const shown = tokenise(text).map((token) => text.slice(token.start, token.end))
    expect(shown).toEqual(['He', 'will', 'k i l l', 'me', 'ki\u200bll'])
  })

  it.each([
    ['a full stop and a space', 'One here. Two there.', 2],
    ['no abbreviation', 'Ask Mr. Smith or Dr. Jones please', 1],
    ['a question mark', 'who? me', 2],
    ['an empty line', 'first thing\n\nsecond thing', 2],
    ['the end of a short line', 'Name: Sam Lee\nTown: Wigston', 2],
    ['no wrapped line', `${'word '.repeat(14)}\nand so on`, 1],
    ['no trailing dots', "i can't... go on", 1],
    ['no decimal point', 'it cost 3.50 pounds', 1],
  ])('a sentence ends at %s', (_, text, expected) => {
    expect(sentences(text)).toBe(expected)
  })

  it('counts the text of a message on from its subject', () => {
    const message = { subject: 'Help me', text: 'please' }
    const reading = `${message.subject}\n${message.text}`
    const tokens = tokensOf(message)
    expect(tokens.map((token) => reading.slice(token.start, token.end))).toEqual(['Help', 'me', 'please'])
    expect(tokens.map((token) => token.sentence)).toEqual([0, 0, 1])
  })

  it('never points outside the text, and never backwards', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        let before = 0
        for (const token of tokenise(text)) {
          expect(token.start).toBeGreaterThanOrEqual(before)
          expect(token.end).toBeGreaterThan(token.start)
          expect(token.end).toBeLessThanOrEqual(text.length)
          before = token.start
        }
      }),
    )
  })
})
