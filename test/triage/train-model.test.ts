import { describe, expect, it } from 'vitest'
import { BadRules } from '../../src/errors.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { featuresOf } from '../../src/triage/features.ts'
import { furtherRoutes } from '../../src/triage/further-routes.ts'
import { knownIn, type LinearModel, logShares, placedIn } from '../../src/triage/linear-model.ts'
import { ROUTES, type Route } from '../../src/triage/route.ts'
import { calibrate, logistic } from '../../src/triage/train-calibration.ts'
import { least } from '../../src/triage/train-descent.ts'
import { foldsOf } from '../../src/triage/train-folds.ts'
import { besideIn, type FurtherExample, trainFurther } from '../../src/triage/train-further.ts'
import { mailOf, readLetters } from '../../src/triage/train-letters.ts'
import { type Example, trainModel } from '../../src/triage/train-model.ts'
import { aMessage } from '../message/a-message.ts'

const features = (text: string) => featuresOf(aMessage({ subject: '', text }))

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
const examples: Example[] = texts.map(([kind, text]) => ({ kind, features: features(text), hits: [] }))
const classes = ['bins', 'noise', 'praise']
const learned: LinearModel = { version: 'a test', ...trainModel(examples, classes) }
const likeliest = (text: string, hits: Example['hits'] = [], model = learned) => {
  const shares = logShares(model, knownIn(model, placedIn(model, features(text)), hits))
  return classes[shares.indexOf(Math.max(...shares))]
}

describe('training a model', () => {
  it.each([
    ['nobody emptied my bins', 'bins'],
    ['the noise goes on all night', 'noise'],
    ['the officer was so kind', 'praise'],
  ])('learns what “%s” is about, a rare kind too', (text, kind) => {
    expect(likeliest(text)).toBe(kind)
  })

  it('gives the same weights from the same letters', () => {
    expect(trainModel(examples, classes).weights).toEqual(learned.weights)
  })

  it('takes no word that only one or two letters have, so that no name gets into the weights', () => {
    const words = [...learned.places.keys()]
    expect(words.filter((word) => /zanzibar|quagmire/.test(word))).toEqual([])
    expect(words).toContain('bin')
  })

  it('learns what a rule that was found says, too', () => {
    const hit = [{ id: 'route/x', sentence: 0, counts: 1 }]
    const withRule = examples.map((one) => (one.kind === 'noise' ? { ...one, hits: hit } : one))
    const model = { version: 'a test', ...trainModel(withRule, classes) }
    const share = (hits: Example['hits']) =>
      logShares(model, knownIn(model, placedIn(model, features('good morning')), hits))[1] ?? 0
    expect(share(hit)).toBeGreaterThan(share([]))
  })
})

describe('the descent', () => {
  it('finds where a stretched bowl is least', () => {
    const bowl = least(
      (x, slope) => {
        const [one = 0, other = 0] = x
        slope[0] = 2 * (one - 3)
        slope[1] = 200 * (other + 1)
        return (one - 3) ** 2 + 100 * (other + 1) ** 2
      },
      2,
      50,
    )
    expect(bowl[0]).toBeCloseTo(3, 2)
    expect(bowl[1]).toBeCloseTo(-1, 3)
  })
})

describe('learning further routes', () => {
  const at = (route: Route) => ROUTES.indexOf(route)
  /** A complaint of whose sentences one may speak for a request of the writer's own data. */
  const letter = (asks: boolean): FurtherExample => ({
    known: {
      first: at('police-complaint'),
      logShares: Float64Array.from(ROUTES, (_, n) => (n === at('police-complaint') ? -0.1 : -5)),
      windows: [ROUTES.map((route) => ({ logShare: asks && route === 'sar' ? -0.1 : -4, start: 0, end: 1 }))],
      points: new Map(),
    },
    others: asks ? ['sar'] : [],
  })
  const letters = Array.from({ length: 40 }, (_, n) => letter(n % 2 === 0))
  const labels = letters.map(({ others }) => ({ primary: 'police-complaint' as const, others }))

  it('knows how often a route stands beside a first one', () => {
    const beside = besideIn(labels)
    expect(beside[at('police-complaint')]?.[at('sar')]).toBeCloseTo(0, 1)
    expect(beside[at('police-complaint')]?.[at('foi')]).toBeLessThan(-5)
  })

  it('goes by the sentence that speaks for it', () => {
    const { weights, bias, beside } = trainFurther(letters, besideIn(labels))
    const found = furtherRoutes(letter(true).known, { least: 0.5, weights, bias, beside })
    const not = furtherRoutes(letter(false).known, { least: 0.5, weights, bias, beside })
    expect(found[0]).toMatchObject({ at: at('sar') })
    expect(found[0]?.probability).toBeGreaterThan(0.8)
    expect(not[0]?.probability).toBeLessThan(0.2)
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
