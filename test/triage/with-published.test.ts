import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storedMessage } from '../../src/cases/stored-message.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { withEnvelope } from '../../src/message/with-envelope.ts'
import { rulesOnDisk } from '../../src/rules-on-disk.ts'
import { checkDraft } from '../../src/triage/check-draft.ts'
import { readRules } from '../../src/triage/read-rules.ts'
import { ruleTextIn } from '../../src/triage/rule-text-in.ts'
import { triageMessage } from '../../src/triage/triage-message.ts'
import { whatWouldChange } from '../../src/triage/what-would-change.ts'
import { readOneRule, withPublished, withRules } from '../../src/triage/with-published.ts'
import { aRiskRule } from '../rulesets/a-rule.ts'
import { plainMail } from '../service.ts'

const files = rulesOnDisk(process.cwd())
const rules = readRules(files)
const read = (text: string) => parseMessage(new TextEncoder().encode(plainMail({ text })))

const SENTENCES = [
  'I am going to kill myself tonight.',
  'He hit me and the children saw it.',
  'I met the lighthouse keeper.',
  'Please send me all the information that you hold about me.',
  'How much did you spend on travel? I ask under the Freedom of Information Act.',
  'The officer was rude and I want to complain.',
  'My novel has a lighthouse keeper who is shot.',
]

describe('a published rule', () => {
  it('judges every letter as it would from a rule file', async () => {
    const path = 'rules/risk/zz-test.yaml'
    const inFile = readRules({ ...files, [path]: aRiskRule() })
    const published = withPublished(rules, {
      number: 1,
      rules: [{ id: 'risk/test/lighthouse', text: aRiskRule() }],
      leftOut: 0,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...SENTENCES), { minLength: 1, maxLength: 6 }),
        async (said) => {
          const text = said.join(' ')
          expect(triageMessage(await read(text), published)).toEqual(triageMessage(await read(text), inFile))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('that repeats a rule of the files changes nothing', async () => {
    const textOf = ruleTextIn(files)
    for (const { id } of [...rules.risk, ...rules.routes]) {
      const text = textOf(id)
      expect([id, text?.includes(id)]).toEqual([id, true])
    }
    const id = rules.risk[0]?.id ?? ''
    const again = withRules(rules, [readOneRule(textOf(id) ?? '', rules.words)])
    const message = await read(SENTENCES.join(' '))
    expect(triageMessage(message, again).risk.level).toBe(triageMessage(message, rules).risk.level)
    expect(again.risk).toHaveLength(rules.risk.length)
  })

  it('names itself in the version, with how many are left out', () => {
    const { version } = withPublished(rules, { number: 4, rules: [], leftOut: 2 })
    expect(version).toBe(`${rules.version}+4 without 2`)
  })
})

describe('checking a draft', () => {
  it('takes it as a gain, and not as a mistake of the draft, that it finds a known miss', () => {
    const [miss] = rules.knownMisses.filter(
      ({ example }) => example === 'Remember the fourteenth. So will she.',
    )
    expect(miss).toBeDefined()
    const text = aRiskRule({
      pattern: 'remember the fourteenth',
      matches: 'Remember the fourteenth.',
    })
    expect(checkDraft(text, rules)).toMatchObject({ ok: true, complaints: [] })
  })

  it.each([
    ['nothing', '', 'needs a line'],
    ['no id', 'because: x', 'needs a line'],
    ['an id of neither kind', '- id: other/x', 'needs a line'],
    ['broken YAML', '- id: risk/x\n  any-of: [', 'line 2'],
    ['an unknown field', `${aRiskRule()}\n  colour: red`, 'colour'],
    ['two rules', `${aRiskRule()}\n${aRiskRule({ id: 'risk/test/b' })}`, 'has to be one'],
    ['a list that is not there', aRiskRule({ pattern: '{nobody}' }), 'no list {nobody}'],
    [
      'a pattern of gaps without end',
      aRiskRule({ pattern: `x ${'{kin}? ..12 '.repeat(300)}y` }),
      'is the most',
    ],
    ['more than anybody reads', `- id: risk/x\n${'#'.repeat(20_000)}`, 'characters'],
  ])('says what to mend: %s', (_, text, says) => {
    const started = performance.now()
    const checked = checkDraft(text, rules)
    expect(checked.ok ? 'it is a rule' : checked.says).toContain(says)
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('never fails on anything typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        expect(checkDraft(`- id: risk/x\n${typed}`, rules).ok).toBe(false)
      }),
    )
  })

  it('takes a rule without its dash, and names the examples that it fails', () => {
    const bare = aRiskRule({ matches: 'Nothing of the kind.' }).replace(/^- /, '').replace(/^ {2}/gm, '')
    expect(checkDraft(bare, rules)).toMatchObject({
      ok: true,
      replaces: false,
      complaints: [{ sentence: 'Nothing of the kind.', because: 'must match' }],
    })
  })
})

describe('a message that was stored', () => {
  it('is judged as it was when it came', async () => {
    const source = new TextEncoder().encode(
      plainMail({ text: SENTENCES.join('\n'), headers: 'Auto-Submitted: no' }),
    )
    const message = withEnvelope(await parseMessage(source), {
      source,
      envelopeFrom: 'A@B.example',
      cutShort: false,
    })
    const row = JSON.parse(JSON.stringify({ ...message, because: message.because ?? null }))
    const again = storedMessage(row, 'A@B.example')
    expect(again).toEqual(message)
    expect(triageMessage(again, rules)).toEqual(triageMessage(message, rules))
  })
})

describe('what would change a judgement', () => {
  it('names the rule and the words that alone carry the level', async () => {
    const changed = withRules(rules, [readOneRule(aRiskRule(), rules.words)])
    const message = await read('Yesterday I met the lighthouse keeper.')
    const found = whatWouldChange(message, changed, triageMessage(message, changed))
    expect(found.rules).toContainEqual(
      expect.objectContaining({ what: 'risk/test/lighthouse', level: 'none' }),
    )
    expect(found.words.map(({ what }) => what)).toEqual(expect.arrayContaining(['lighthouse', 'keeper']))
  })

  it('names no rule of two that each carry the level', async () => {
    const twice = [aRiskRule(), aRiskRule({ id: 'risk/test/again', pattern: 'the lighthouse' })]
    const changed = withRules(
      rules,
      twice.map((text) => readOneRule(text, rules.words)),
    )
    const message = await read('Yesterday I met the lighthouse keeper.')
    const found = whatWouldChange(message, changed, triageMessage(message, changed))
    expect(found.rules.filter(({ what }) => what.startsWith('risk/'))).toEqual([])
    expect(found.words.map(({ what }) => what)).toContain('lighthouse')
  })
})
