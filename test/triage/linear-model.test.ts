import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BadRules } from '../../src/errors.ts'
import { reading } from '../../src/message/message.ts'
import { evidenceOf, modelEvidence } from '../../src/triage/blend.ts'
import { featuresOf } from '../../src/triage/features.ts'
import { type LinearModel, opinionsOn, scoreRoutes } from '../../src/triage/linear-model.ts'
import { ROUTE_MODEL, readModel, readRouteModel } from '../../src/triage/model-file.ts'
import { ROUTES } from '../../src/triage/route.ts'
import { aMessage } from '../message/a-message.ts'

const plain = (name: string) => ({ name, bias: -1, slope: 1, offset: 0 })

/** Two classes; "invoice" speaks for the first, "parade" for the second, "the" for both. */
const model: LinearModel = {
  version: 'a-test-model',
  classes: [plain('supplier-or-funding'), plain('event-or-list')],
  terms: new Map([
    ['invoic', { idf: 4, weights: [6, -3] }],
    ['unpaid invoic', { idf: 5, weights: [4, 0] }],
    ['parad', { idf: 4, weights: [-3, 6] }],
    ['the', { idf: 1, weights: [5, 5] }],
    ['to:grants', { idf: 4, weights: [3, 0] }],
  ]),
}

const names = (text: string, more = {}) =>
  featuresOf(aMessage({ subject: '', text, ...more })).map(({ name }) => name)

describe('features of a letter', () => {
  it('are its words by their stems, and pairs within a sentence', () => {
    expect(names('Complaints matter. Reviews help.', { addressedTo: [] })).toEqual([
      'complaint',
      'complaint matter',
      'matter',
      'review',
      'review help',
      'help',
    ])
  })

  it('hold any number as a number and any year as a year', () => {
    expect(names('Invoice 88120 of 2026', { addressedTo: [] })).toEqual([
      'invoic',
      'invoic #',
      '#',
      '# of',
      'of',
      'of #year',
      '#year',
    ])
  })

  it('count the words of the subject twice and name them as the subject’s', () => {
    const features = featuresOf(aMessage({ subject: 'Parade', text: 'Hello', addressedTo: [] }))
    expect(features.map(({ name, count }) => [name, count])).toEqual([
      ['parad', 2],
      ['subject:parad', 1],
      ['hello', 1],
    ])
  })

  it('leave out an earlier message that is answered and keep one that is passed on', () => {
    const text = 'Please see below.\nTomatoes\nCucumbers'
    const message = aMessage({ subject: '', text, addressedTo: [] })
    const at = (word: string) => reading(message).indexOf(word)
    const heard = names(text, {
      addressedTo: [],
      stretches: [
        { voice: 'own', start: 0, end: at('Tomatoes') },
        { voice: 'quoted', start: at('Tomatoes'), end: at('Cucumbers') },
        { voice: 'forwarded', start: at('Cucumbers'), end: reading(message).length },
      ],
    })
    expect(heard).toContain('cucumb')
    expect(heard).not.toContain('tomato')
  })

  it('know a mailbox by its name, whatever the office puts between the words', () => {
    expect(
      names('', { addressedTo: ['data.protection@office.example', 'dataprotection@office.example'] }),
    ).toEqual(['to:dataprotection'])
  })

  it('end after some thousand words, so that a huge mail costs little', () => {
    const many = Array.from({ length: 30_000 }, (_, n) => `w${String.fromCharCode(97 + (n % 26))}${n}x`).join(
      ' ',
    )
    expect(names(many, { addressedTo: [] }).length).toBeLessThan(10_000)
  })
})

describe('the linear model', () => {
  it('gives each class its own log-odds and probability', () => {
    const [supplier, event] = opinionsOn(
      model,
      featuresOf(aMessage({ subject: '', text: 'invoice', addressedTo: [] })),
    )
    expect(supplier?.logOdds).toBeCloseTo(5, 10)
    expect(event?.logOdds).toBeCloseTo(-4, 10)
    expect(supplier?.probability).toBeCloseTo(1 / (1 + Math.exp(-5)), 10)
  })

  it('says the bias, calibrated, of a letter with no word that it knows', () => {
    const scaled = { ...model, classes: [{ name: 'foi', bias: -2, slope: 0.5, offset: 0.25 }] }
    expect(opinionsOn(scaled, [])).toEqual([
      { name: 'foi', logOdds: -0.75, probability: 1 / (1 + Math.exp(0.75)), spoke: [] },
    ])
  })

  it('does not let a long letter shout: the words share a fixed weight', () => {
    const once = scoreRoutes(model, aMessage({ subject: '', text: 'invoice parade', addressedTo: [] }))
    const often = scoreRoutes(
      model,
      aMessage({ subject: '', text: 'invoice. parade. '.repeat(50), addressedTo: [] }),
    )
    expect(often[0]?.logOdds).toBeCloseTo(once[0]?.logOdds ?? 0, 10)
  })

  it('puts the likeliest route first and tells its words as the writer wrote them, weightiest first', () => {
    const message = aMessage({
      subject: '',
      text: 'Our UNPAID Invoices for the parade',
      addressedTo: ['grants@office.example'],
    })
    const [best] = scoreRoutes(model, message)
    expect(best?.route).toBe('supplier-or-funding')
    expect(best?.because).toEqual([
      'Words that spoke for it: “Invoices”, “UNPAID Invoices”, written to the mailbox “grants”.',
    ])
  })

  it('does not tell words that nearly every letter has, though they count', () => {
    const [best] = scoreRoutes(model, aMessage({ subject: '', text: 'the', addressedTo: [] }))
    expect(best?.logOdds).toBeCloseTo(4, 10)
    expect(best?.because).toEqual([])
  })
})

describe('the model as evidence', () => {
  const opinion = (logOdds: number) => ({
    route: 'foi' as const,
    logOdds,
    because: ['Words that spoke for it: “figures”.'],
  })
  const points = (logOdds: number) => evidenceOf([opinion(logOdds)])[0]?.points ?? Number.NaN

  it('is nothing where the model says no more than how usual a route is', () => {
    expect(points(-3)).toBeCloseTo(0, 10)
  })

  it.each([
    [40, 2.5],
    [-40, -1],
  ])('of log-odds %d is held to %d points, so that a plain rule outweighs it', (logOdds, held) => {
    expect(points(logOdds)).toBe(held)
  })

  it('carries the words that spoke for the route', () => {
    expect(evidenceOf([opinion(1)])[0]?.because).toBe('Words that spoke for it: “figures”.')
  })

  it('is empty where there is no model', () => {
    expect(modelEvidence(aMessage(), undefined)).toEqual([])
  })
})

describe('a model file', () => {
  const file = {
    format: 1,
    version: '0123456789abcdef',
    about: {},
    classes: [{ name: 'foi', bias: -1, slope: 1, offset: 0, step: 0.5 }],
    terms: ['figur\t312\t40'],
  }
  const read = (change: object) => () =>
    readModel('rules/models/x.json', JSON.stringify({ ...file, ...change }))

  it('gives back the weights as steps of each class', () => {
    expect(read({})().terms.get('figur')).toEqual({ idf: 3.12, weights: [20] })
  })

  it.each([
    ['a weight is missing', { terms: ['figur\t312'] }],
    ['a weight is not a number', { terms: ['figur\t312\tmany'] }],
    ['a weight is not whole', { terms: ['figur\t312\t1.5'] }],
    ['the idf is not above nought', { terms: ['figur\t0\t4'] }],
    ['the format is another', { format: 2 }],
    ['the slope would turn the answer round', { classes: [{ ...file.classes[0], slope: -1 }] }],
  ])('stops the start when %s', (_, change) => {
    expect(read(change)).toThrow(BadRules)
    expect(read(change)).toThrow(/^rules\/models\/x\.json/)
  })

  it('stops the start when it is not JSON', () => {
    expect(() => readModel('rules/models/x.json', '{')).toThrow('rules/models/x.json: this is not JSON')
  })

  it('of routes stops the start when a route is missing, because it would never be proposed', () => {
    expect(() => readRouteModel('rules/models/x.json', JSON.stringify(file))).toThrow(
      /missing: .*iopc-referral/,
    )
  })
})

describe('the model that comes with the service', () => {
  const text = readFileSync(new URL(`../../${ROUTE_MODEL}`, import.meta.url), 'utf8')
  const shipped = readRouteModel(ROUTE_MODEL, text)

  it('knows every route', () => {
    expect(shipped.classes.map(({ name }) => name).toSorted()).toEqual(ROUTES.toSorted())
  })

  it('is small enough for a Workers bundle', () => {
    expect(text.length).toBeLessThan(400_000)
  })

  it('holds no address, long number or long string of its letters', () => {
    expect([...shipped.terms.keys()].filter((name) => /@|\d{2}|.{40}/.test(name))).toEqual([])
  })

  it.each([
    [
      'foi',
      'Please send the total number of officers and what was spent in each year. This is a freedom of information request.',
    ],
    [
      'sar',
      'I ask for a copy of all the personal data that you hold about me. It is a subject access request.',
    ],
    [
      'volunteering',
      'I would like to volunteer as an independent custody visitor. How do I apply for the next training?',
    ],
    [
      'recruitment',
      'Please find my application and CV for the post of policy officer; my interview is on Tuesday.',
    ],
  ] as const)('has learned how a letter of the route %s is worded', (route, text) => {
    expect(scoreRoutes(shipped, aMessage({ subject: '', text, addressedTo: [] }))[0]?.route).toBe(route)
  })
})
