import { describe, expect, it } from 'vitest'
import { contextOf, isNow } from '../../src/triage/context.ts'
import { matcher } from '../../src/triage/matcher.ts'
import { compilePattern } from '../../src/triage/pattern.ts'
import { tokenise } from '../../src/triage/tokens.ts'
import { riskRules } from './rule-texts.ts'

const pattern = compilePattern('(attack* me|hurt me|kill me|suicidal|assault*)', riskRules.words)
const findDanger = matcher([{ pattern, payload: 0 }])

function around(text: string) {
  const tokens = tokenise(text)
  const found = findDanger(tokens)[0]
  if (!found) throw new Error(`no danger in “${text}”`)
  const cues = riskRules.findCues(tokens)
  return { contexts: contextOf({ ...found, pattern }, cues, tokens), now: isNow(found, cues, tokens) }
}

describe('the context of risk language', () => {
  it.each([
    ['plain', 'He wants to hurt me.', []],
    ['denied', 'I am not suicidal.', ['denied']],
    ['denied by nobody', 'Nobody has hurt me.', ['denied']],
    ['denied and then turned', "I'm not suicidal but I see no way on.", ['denied-but']],
    ['denied and turned in the next sentence', "I'm not suicidal. But I think of it.", ['denied-but']],
    ['a denial of something else', "I can't sleep because he will hurt me.", []],
    ['not only', 'He did not only hurt me.', []],
    ['past', 'He used to attack me when I was a child.', ['past']],
    ['past by its year', 'In 2009 he attacked me.', ['past']],
    ['past that goes on', 'In 2009 he attacked me and he still does.', []],
    ['imagined', 'What if he were to attack me?', ['hypothetical']],
    ['a figure of speech', 'My wife will kill me when she sees the bill.', ['figurative']],
    ['work on the subject', 'The policy on assaults is late.', ['frame']],
    ['a policy word in a personal story', 'He attacked me and your policy does not help.', []],
  ])('%s: %s', (_, text, contexts) => {
    expect(around(text).contexts).toEqual(contexts)
  })

  it('sees that a time is set in the same sentence, and not in another', () => {
    expect(around('He will kill me tonight.').now).toBe(true)
    expect(around('He will kill me. The panel meets tonight.').now).toBe(false)
  })
})
