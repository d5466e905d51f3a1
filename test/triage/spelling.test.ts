import { describe, expect, it } from 'vitest'
import { matcher } from '../../src/triage/matcher.ts'
import { isOrdinary } from '../../src/triage/ordinary-words.ts'
import { compilePattern, type Pattern } from '../../src/triage/pattern.ts'
import type { Node } from '../../src/triage/pattern-syntax.ts'
import { soundOf } from '../../src/triage/sound.ts'
import { tokenise } from '../../src/triage/tokens.ts'
import { riskRules } from './rule-texts.ts'

const words = (text: string) => tokenise(text).map((token) => token.word)
const shown = (text: string) => tokenise(text).map((token) => text.slice(token.start, token.end))

function finds(pattern: string, text: string): boolean {
  const find = matcher([{ pattern: compilePattern(pattern, new Map()), payload: 0 }])
  return find(tokenise(text)).length > 0
}

describe('a word of a rule', () => {
  it.each([
    ['strangle', 'he tried to stragle me', 'a letter lost'],
    ['strangle', 'he tried to strnagle me', 'two letters swapped'],
    ['strangle', 'he tried to stramgle me', 'a letter changed'],
    ['strangle', 'he tried to strranggle me', 'letters doubled'],
    ['threatened', 'he thretend me', 'spelled by ear'],
    ['threatened', 'he fretened me', 'spelled as it is said'],
    ['commissioner', 'i no the comisioner', 'spelled by ear'],
    ['medicine', 'he has my medisin', 'spelled by ear'],
    ['they said', 'thay sed so', 'small words spelled by ear'],
    ['when with', 'wen wiv', 'small words spelled by ear'],
    ['hitting', 'hes hittin me', 'the last letter dropped'],
    ['tomorrow', 'i do it tmrw', 'as on a phone'],
    ['strang*', 'he sranged me', 'the beginning of a word, misspelt'],
    ['kill', 'he will klil me', 'a short word with its letters'],
  ])('%s is found in “%s”: %s', (pattern, text) => {
    expect(finds(pattern, text)).toBe(true)
  })

  it.each([
    ['strangle', 'I was strangely moved', 'another word'],
    ['beaten', 'we have eaten', 'another first letter'],
    ['stabbed', 'the unit is well staffed', 'another word that is one letter away'],
    ['kill', 'they were at the mill, the kiln and the till', 'short words'],
    ['threat', 'it was a treat', 'another word'],
    ['poison', 'my prison visit', 'another word'],
  ])('%s is not found in “%s”: %s', (pattern, text) => {
    expect(finds(pattern, text)).toBe(false)
  })

  it('is never taken apart', () => {
    const all = new Set<string>()
    const inNode = (node: Node): void => {
      if (node.kind === 'word') for (const word of node.test.words) all.add(word)
      if (node.kind === 'maybe') inNode(node.item)
      if (node.kind === 'seq' || node.kind === 'any-of') node.items.forEach(inNode)
    }
    const inPattern = (pattern: Pattern) => {
      for (const test of pattern.compiled().tests) for (const word of test?.words ?? []) all.add(word)
    }
    for (const node of riskRules.words.values()) inNode(node)
    for (const rule of riskRules.risk) [...rule['any-of'], ...rule.unless].forEach(inPattern)
    expect(all.size).toBeGreaterThan(2000)
    expect([...all].filter((word) => /^[a-z]+$/.test(word) && words(word).length > 1)).toEqual([])
  })
})

describe('breaks between words', () => {
  it.each([
    ['two words run together', 'hewill killme', ['he', 'will', 'kill', 'me']],
    ['long words run together', 'he strangledsomebody', ['he', 'strangled', 'somebody']],
    ['a word cut by a space', 'he is my hus band', ['he', 'is', 'my', 'husband']],
    ['a grave word cut by a space', 'he stran gled her', ['he', 'strangled', 'her']],
    ['two words that are words', 'no where, up set', ['no', 'where', 'up', 'set']],
    ['a name', 'Leicestershire and Handsworth', ['leicestershire', 'and', 'handsworth']],
    ['a word spelled as it is said', 'goin tonite', ['goin', 'tonite']],
    ['a long row of letters', 'x'.repeat(60), ['x']],
    ['a figure in a word', 'he wh1pped me, 5trangl3d me', ['he', 'whipped', 'me', 'strangled', 'me']],
    ['sizes and times', '50ft, 10am', ['50', 'ft', '10', 'am']],
  ])('%s: %s', (_, text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  it('are mended without losing the writer’s own characters', () => {
    expect(shown('Hewill killme, my hus band')).toEqual(['He', 'will', 'kill', 'me', 'my', 'hus band'])
  })
})

describe('what makes a word ordinary', () => {
  it.each(['threat', 'cries', 'using', 'hated', 'safely', "mother's", 'buses'])('%s is', (word) => {
    expect(isOrdinary(word)).toBe(true)
  })

  it.each(['thretend', 'strnagle', 'hewill', 'xqzt'])('%s is not', (word) => {
    expect(isOrdinary(word)).toBe(false)
  })

  it.each([
    ['comisioner', 'commissioner'],
    ['fretend', 'threatened'],
    ['medisin', 'medicine'],
    ['nife', 'knife'],
    ['inserlin', 'insulin'],
  ])('%s sounds like %s', (one, other) => {
    expect(soundOf(one)).toBe(soundOf(other))
  })
})
