import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BadRules } from '../../src/errors.ts'
import { reading } from '../../src/message/message.ts'
import { featureName, featuresOf } from '../../src/triage/features.ts'
import {
  knownIn,
  type LinearModel,
  logShares,
  placedIn,
  tellingIn,
  wordsFor,
} from '../../src/triage/linear-model.ts'
import { type ModelFile, modelText, ROUTE_MODEL, readRouteModel } from '../../src/triage/model-file.ts'
import { ROUTES, type Route } from '../../src/triage/route.ts'
import { opinionOn } from '../../src/triage/route-opinion.ts'
import { tokensOf } from '../../src/triage/tokens.ts'
import { aMessage } from '../message/a-message.ts'

const TERMS: [term: string, idf: number, weights: [number, number]][] = [
  ['invoic', 4, [6, -3]],
  ['unpaid invoic', 5, [4, 0]],
  ['parad', 4, [-3, 6]],
  ['the', 1, [5, 5]],
  ['rule:route/x', 1, [0, 20]],
]

/** Two classes; "invoice" speaks for the first, "parade" for the second, "the" for both, a rule for the second. */
const model: LinearModel = {
  version: 'a-test-model',
  classes: ['supplier-or-funding', 'event-or-list'],
  bias: Float64Array.of(0, 0),
  places: new Map(TERMS.map(([term], at) => [term, at])),
  idf: Float64Array.from(TERMS, ([, idf]) => idf),
  weights: Float64Array.from(TERMS.flatMap(([, , weights]) => weights)),
}

const plain = (text: string, subject = '') => aMessage({ subject, text, addressedTo: [] })
const names = (text: string, more = {}) =>
  featuresOf(aMessage({ subject: '', text, ...more })).map(featureName)
const shares = (text: string, hits: Parameters<typeof knownIn>[2] = []) =>
  [...logShares(model, knownIn(model, placedIn(model, featuresOf(plain(text))), hits))].map(Math.exp)

describe('features of a letter', () => {
  it('are its words by their stems, and pairs within a sentence', () => {
    expect(names('Complaints matter. Reviews help.').toSorted()).toEqual(
      ['complaint', 'complaint matter', 'matter', 'review', 'review help', 'help'].toSorted(),
    )
  })

  it('hold any number as a number and any year as a year', () => {
    expect(names('Invoice 88120 of 2026').toSorted()).toEqual(
      ['invoic', 'invoic #', '#', '# of', 'of', 'of #year', '#year'].toSorted(),
    )
  })

  it('count the words of the subject twice and name them as the subject’s', () => {
    expect(featuresOf(plain('Hello', 'Parade')).map((one) => [featureName(one), one.times])).toEqual([
      ['parad', 2],
      ['subject:parad', 1],
      ['hello', 1],
    ])
  })

  it('leave out an earlier message that is answered and keep one that is passed on', () => {
    const text = 'Please see below.\nTomatoes\nCucumbers'
    const message = aMessage({ subject: '', text })
    const at = (word: string) => reading(message).indexOf(word)
    const heard = names(text, {
      stretches: [
        { voice: 'own', start: 0, end: at('Tomatoes') },
        { voice: 'quoted', start: at('Tomatoes'), end: at('Cucumbers') },
        { voice: 'forwarded', start: at('Cucumbers'), end: reading(message).length },
      ],
    })
    expect(heard).toContain('cucumb')
    expect(heard).not.toContain('tomato')
  })

  it('end after some thousand words, so that a huge mail costs little', () => {
    const many = Array.from({ length: 30_000 }, (_, n) => `w${String.fromCharCode(97 + (n % 26))}${n}x`).join(
      ' ',
    )
    expect(names(many).length).toBeLessThan(10_000)
  })
})

describe('the linear model', () => {
  it('shares one among the classes, by the sums of their weights', () => {
    const [supplier, event] = shares('invoice')
    expect(supplier).toBeCloseTo(1 / (1 + Math.exp(-9)), 10)
    expect((supplier ?? 0) + (event ?? 0)).toBeCloseTo(1, 10)
  })

  it('goes by what is usual where a letter has no word that it knows', () => {
    const usual = { ...model, bias: Float64Array.of(Math.log(3), 0) }
    expect(Math.exp(logShares(usual, [])[0] ?? 0)).toBeCloseTo(0.75, 10)
  })

  it('does not let a long letter shout: the words share a fixed weight', () => {
    expect(shares('invoice parade. '.repeat(50))[0]).toBeCloseTo(shares('invoice parade')[0] ?? 0, 10)
  })

  it('counts a rule by its id, less where the words are not the writer’s own', () => {
    const hit = (counts: number) => shares('', [{ id: 'route/x', sentence: 0, counts }])[1] ?? 0
    expect(hit(1)).toBeCloseTo(1 / (1 + Math.exp(-2)), 10)
    expect(hit(0.15)).toBeLessThan(hit(1))
    expect(shares('', [{ id: 'route/unheard-of', sentence: 0, counts: 1 }])[1]).toBe(0.5)
  })

  it('tells the words that spoke for a class as the writer wrote them, weightiest first, and no word twice', () => {
    const message = plain('Our UNPAID Invoices for the parade')
    const known = knownIn(model, placedIn(model, featuresOf(message)), [])
    expect(wordsFor(model, 0, { telling: tellingIn(model, known), text: reading(message) })).toEqual([
      'Invoices',
      'UNPAID Invoices',
    ])
    expect(wordsFor(model, 1, { telling: tellingIn(model, known), text: reading(message) })).toEqual([
      'parade',
    ])
  })

  it('does not tell words that nearly every letter has, though they count', () => {
    const message = plain('the')
    const known = knownIn(model, placedIn(model, featuresOf(message)), [])
    expect(known).toHaveLength(1)
    expect(wordsFor(model, 0, { telling: tellingIn(model, known), text: reading(message) })).toEqual([])
  })

  it('finds the sentence that speaks most for a class, in a letter that is about another', () => {
    const said = 'Is the parade on?'
    const message = plain(`The invoice is late. The invoice is wrong. ${said} The invoice again.`)
    const opinion = opinionOn(model, message, { tokens: tokensOf(message), hits: [] })
    const [alone] = opinion.windows.map((window) => window[1])
    expect(reading(message).slice(alone?.start, alone?.end)).toBe('Is the parade on')
    expect(opinion.logShares[0]).toBeGreaterThan(opinion.logShares[1] ?? 0)
    expect(alone?.logShare).toBeGreaterThan(Math.log(0.9))
  })
})

const noughts = ROUTES.map(() => 0)
const base64 = (bytes: number[]) => btoa(String.fromCharCode(...bytes))
const file = (change: Partial<ModelFile> = {}): Omit<ModelFile, 'check'> => ({
  format: 2,
  version: '0123456789abcdef',
  about: {},
  temperature: 1,
  classes: ROUTES.map((name) => ({ name, bias: -1, step: 0.5 })),
  rules: { 'route/x': 2 },
  further: { least: 0.4, weights: [1], bias: noughts, beside: ROUTES.map(() => noughts) },
  terms: 'figur',
  idf: base64([312 & 255, 312 >> 8]),
  weights: base64(ROUTES.map((_, at) => (at === 0 ? 40 : 246))),
  ...change,
})
const NAME = 'rules/models/x.json'
const read = (text: string) => () => readRouteModel(NAME, text)

describe('a model file', () => {
  it('gives back the weights as steps of each class', () => {
    const shipped = read(modelText(file()))()
    expect(shipped.idf[0]).toBe(3.12)
    expect([...shipped.weights.slice(0, 2)]).toEqual([20, -5])
  })

  it.each<[string, object]>([
    ['a weight is missing', { weights: base64([1, 2]) }],
    ['a rarity is missing', { idf: base64([1]) }],
    ['the weights are no base64', { weights: '*' }],
    ['the format is another', { format: 1 }],
    ['it holds a field that nobody knows', { colour: 'blue' }],
    ['a number is none', { temperature: 'hot' }],
    ['the further routes lack a first one', { further: { ...file().further, beside: [] } }],
    ['a route is missing, which would never be proposed', { classes: file().classes.slice(1) }],
  ])('stops the start when %s, and says what to do', (_, change) => {
    const broken = read(modelText({ ...file(), ...change } as ModelFile))
    expect(broken).toThrow(BadRules)
    expect(broken).toThrow(/^rules\/models\/x\.json: .*Fetch the file again.*`train`$/)
  })

  it('stops the start when one weight was changed by accident', () => {
    const text = modelText(file())
    const { weights } = file()
    const broken = text.replace(
      weights,
      weights.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')),
    )
    expect(broken).not.toBe(text)
    expect(read(broken)).toThrow('damaged')
  })

  it.each(['{', '', '[]', 'null'])('stops the start when the file is %j', (text) => {
    expect(read(text)).toThrow(BadRules)
  })
})

describe('the model that comes with the service', () => {
  const text = readFileSync(new URL(`../../${ROUTE_MODEL}`, import.meta.url), 'utf8')
  const shipped = readRouteModel(ROUTE_MODEL, text)

  it('is small enough for a Workers bundle', () => {
    expect(text.length).toBeLessThan(600_000)
  })

  it('holds no address, long number or long string of its letters', () => {
    const words = [...shipped.places.keys()].filter((name) => !name.startsWith('rule:'))
    expect(words.length).toBeGreaterThan(5_000)
    expect(words.filter((name) => /@|\d{2}|.{40}/.test(name))).toEqual([])
  })

  it.each<[Route, string]>([
    ['foi', 'Please send the total number of officers and what was spent in each year.'],
    ['sar', 'I ask for a copy of all the personal data that you hold about me.'],
    ['volunteering', 'I would like to be an independent custody visitor. How do I apply?'],
    ['recruitment', 'Please find my CV for the post of policy officer; my interview is on Tuesday.'],
  ])('has learned how a letter of the route %s is worded', (route, said) => {
    const message = plain(said)
    const opinion = opinionOn(shipped, message, { tokens: tokensOf(message), hits: [] })
    expect(ROUTES[opinion.logShares.indexOf(Math.max(...opinion.logShares))]).toBe(route)
    expect(opinion.wordsFor(ROUTES.indexOf(route)).length).toBeGreaterThan(0)
  })
})
