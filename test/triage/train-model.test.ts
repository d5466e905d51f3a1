import { describe, expect, it } from 'vitest'
import { BadRules } from '../../src/errors.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { type Feature, featuresOf } from '../../src/triage/features.ts'
import { opinionsOn } from '../../src/triage/linear-model.ts'
import { modelText, readModel } from '../../src/triage/model-file.ts'
import { calibrate, logistic } from '../../src/triage/train-calibration.ts'
import { foldsOf } from '../../src/triage/train-folds.ts'
import { mailOf, readLetters } from '../../src/triage/train-letters.ts'
import { type Example, TRAIN_SETTINGS, trainModel } from '../../src/triage/train-model.ts'
import { proposalOf, routeExample } from '../../src/triage/train-routes.ts'
import { aMessage } from '../message/a-message.ts'

const words = (text: string): Feature[] => featuresOf(aMessage({ subject: '', text, addressedTo: [] }))

/** Twenty letters of each of two kinds, and a third kind of five; each has a word of nobody else's. */
const texts: [kind: string, text: string][] = [
  ...Array.from({ length: 20 }, (_, n): [string, string] => [
    'bins',
    `The bins were not emptied, says Zanzibar${'abcdefghijklmnopqrst'[n]}`,
  ]),
  ...Array.from({ length: 20 }, (_, n): [string, string] => [
    'noise',
    `Such noise at night, says Quagmire${'abcdefghijklmnopqrst'[n]}`,
  ]),
  ...Array.from({ length: 5 }, (): [string, string] => ['praise', 'What a kind and patient officer']),
]
const examples: Example[] = texts.map(([kind, text]) => ({
  kind,
  features: words(text),
  classes: new Map([[kind, 1]]),
}))
const classes = ['bins', 'noise', 'praise']
const learned = trainModel(examples, classes)
const model = readModel(
  'x',
  modelText({
    format: 1,
    version: 'a-test-model',
    about: {},
    classes: learned.classes,
    terms: learned.terms,
  }),
)
const likeliest = (text: string) =>
  opinionsOn(model, words(text)).toSorted((a, b) => b.logOdds - a.logOdds)[0]?.name

describe('training a model', () => {
  it.each([
    ['nobody emptied my bins', 'bins'],
    ['the noise goes on all night', 'noise'],
    ['the officer was so kind', 'praise'],
  ])('learns what “%s” is about, a rare kind too', (text, kind) => {
    expect(likeliest(text)).toBe(kind)
  })

  it('gives the same weights from the same letters', () => {
    expect(trainModel(examples, classes)).toEqual(learned)
  })

  it('takes no word that only one or two letters have, so that no name gets into the weights', () => {
    expect(learned.terms.filter((line) => /zanzibar|quagmire/.test(line))).toEqual([])
    expect(learned.terms.some((line) => line.startsWith('bin\t'))).toBe(true)
  })

  it('judges each letter by a model that had not seen it', () => {
    const alone: Example = {
      kind: 'bins',
      features: words('xylophone xylophone xylophone'),
      classes: new Map([['bins', 1]]),
    }
    const { heldBack } = trainModel([...examples, alone], classes, { ...TRAIN_SETTINGS, fewestLetters: 1 })
    expect(heldBack.at(-1)?.[0]).toBeLessThan(1)
    expect(heldBack[0]?.[0]).toBeGreaterThan(1)
  })

  it('counts a further route as an example of it too, by half', () => {
    const example = routeExample({ primary: 'police-complaint', others: ['sar'] }, aMessage())
    expect([...example.classes]).toEqual([
      ['sar', 0.5],
      ['police-complaint', 1],
    ])
  })
})

describe('calibration', () => {
  it('gives the share that is true at a sum, however loud the sum', () => {
    const sums = [...Array<number>(400).fill(8), ...Array<number>(400).fill(-8)]
    const yes = sums.map((sum, at) => (sum > 0 ? at % 4 !== 0 : at % 20 === 0))
    const { slope, offset } = calibrate(sums, yes)
    expect(logistic(slope * 8 + offset)).toBeCloseTo(0.75, 2)
    expect(logistic(slope * -8 + offset)).toBeCloseTo(0.05, 2)
  })

  it('does not end at certainty with a dozen letters that are all told apart', () => {
    const sums = [...Array<number>(12).fill(2), ...Array<number>(100).fill(-2)]
    const { slope, offset } = calibrate(
      sums,
      sums.map((sum) => sum > 0),
    )
    expect(logistic(slope * 2 + offset)).toBeLessThan(0.95)
    expect(logistic(slope * 2 + offset)).toBeGreaterThan(0.85)
  })

  it('never turns a class round that was not learned', () => {
    const { slope } = calibrate([-2, -1, 1, 2], [true, true, false, false])
    expect(slope).toBeGreaterThan(0)
  })
})

describe('folds', () => {
  const kinds = [...Array<string>(12).fill('rare'), ...Array<string>(88).fill('usual')]

  it('deal each kind out evenly', () => {
    const folds = foldsOf(kinds, 5, 1)
    const rare = [0, 1, 2, 3, 4].map((fold) => folds.slice(0, 12).filter((one) => one === fold).length)
    expect(Math.max(...rare) - Math.min(...rare)).toBeLessThanOrEqual(1)
  })

  it('are the same for a seed and others for another', () => {
    expect(foldsOf(kinds, 5, 7)).toEqual(foldsOf(kinds, 5, 7))
    expect(foldsOf(kinds, 5, 8)).not.toEqual(foldsOf(kinds, 5, 7))
  })
})

describe('the model’s own proposal', () => {
  it('is unsure where two routes are close, and names what else is more likely than not', () => {
    const close = proposalOf([
      { route: 'foi', logOdds: 0.4 },
      { route: 'sar', logOdds: 1.2 },
      { route: 'recruitment', logOdds: -5 },
    ])
    expect(close).toMatchObject({ primary: 'sar', others: ['foi'], abstained: true })
  })
})

const letter = {
  id: 't-1',
  office: 'mopac',
  from: 'Zoë Lark-Ashby <zoe@example.org>',
  to: 'enquiries@office.example',
  subject: 'Café – “noise”',
  body: 'First line\n.\nLast “line”',
  primary: 'general-enquiry',
  others: [],
  risk: { level: 'none', categories: [], evidence: [] },
  why: 'A plain question.',
}

describe('labelled letters', () => {
  it('become mails that read back as they were written', async () => {
    const [read] = readLetters('x.jsonl', `${JSON.stringify(letter)}\n`)
    const message = await parseMessage(mailOf(read as NonNullable<typeof read>))
    expect(message).toMatchObject({ status: 'parsed', subject: letter.subject, text: letter.body })
    expect(message.from).toEqual({ name: 'Zoë Lark-Ashby', address: 'zoe@example.org' })
    expect(message.addressedTo).toEqual(['enquiries@office.example'])
  })

  it.each([
    ['an unknown route', JSON.stringify({ ...letter, primary: 'parking' }), /^x\.jsonl line 2: primary/],
    ['a line that is not JSON', '{"body": "my secret name is', /^x\.jsonl line 2: this is not JSON$/],
  ])('with %s are refused with the line and without a word of the letter', (_, line, message) => {
    const read = () => readLetters('x.jsonl', `${JSON.stringify(letter)}\n${line}`)
    expect(read).toThrow(BadRules)
    expect(read).toThrow(message)
    expect(read).not.toThrow(/secret/)
  })
})
