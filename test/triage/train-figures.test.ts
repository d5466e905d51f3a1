import { describe, expect, it } from 'vitest'
import { type JudgedRisk, riskReport } from '../../src/triage/model-risk-figures.ts'
import { type JudgedRoute, routeReport } from '../../src/triage/model-route-figures.ts'
import { intervalOf, shareOf } from '../../src/triage/model-share.ts'
import type { RiskFlag, RiskLevel } from '../../src/triage/risk.ts'
import { ROUTES, type Route } from '../../src/triage/route.ts'

describe('a share', () => {
  // The counts that are needed to claim 0.95 with 95 % confidence, as tables of the exact binomial give them.
  it.each([
    [59, 59, 0.95],
    [92, 93, 0.95],
    [122, 124, 0.95],
    [149, 149, 0.98],
  ])('of %d in %d proves at least %d', (hits, of, least) => {
    expect(shareOf(hits, of).atLeast).toBeGreaterThanOrEqual(least)
    expect(shareOf(hits - 1, of - 1).atLeast).toBeLessThan(least)
  })

  it('of none in forty proves at most 0.072, not nought', () => {
    expect(shareOf(0, 40)).toMatchObject({ share: 0, atLeast: 0 })
    expect(shareOf(0, 40).atMost).toBeCloseTo(0.0722, 4)
  })

  it('of nothing is no share and proves nothing', () => {
    expect(shareOf(0, 0)).toEqual({ hits: 0, of: 0, share: undefined, atLeast: 0, atMost: 1 })
  })

  // Two-sided Clopper-Pearson intervals as the usual tables give them.
  it.each([
    [0, 10, 0, 0.3085],
    [5, 10, 0.1871, 0.8129],
    [95, 100, 0.8872, 0.9836],
  ])('of %d in %d lies between %d and %d', (hits, of, low, high) => {
    const interval = intervalOf({ hits, of })
    expect(interval[0]).toBeCloseTo(low, 4)
    expect(interval[1]).toBeCloseTo(high, 4)
  })

  it('holds for thousands of letters', () => {
    expect(shareOf(4900, 5000).atLeast).toBeCloseTo(0.9764, 3)
  })
})

const judged = (
  label: Route,
  proposed: Route,
  more: Partial<JudgedRoute['proposal']> & { labelOthers?: Route[] } = {},
): JudgedRoute => ({
  label: { primary: label, others: more.labelOthers ?? [] },
  proposal: {
    primary: proposed,
    others: more.others ?? [],
    abstained: more.abstained ?? false,
    candidates: more.candidates ?? [{ route: proposed, score: 0.9 }],
  },
})

describe('the figures of routes', () => {
  const report = routeReport([
    judged('foi', 'foi', { labelOthers: ['sar', 'office-complaint'], others: ['sar', 'data-rights'] }),
    judged('foi', 'sar', {
      abstained: true,
      candidates: [
        { route: 'sar', score: 0.3 },
        { route: 'recruitment', score: 0.3 },
        { route: 'foi', score: 0.3 },
      ],
    }),
    judged('sar', 'sar'),
    judged('sar', 'foi', {
      candidates: [
        { route: 'foi', score: 0.3 },
        { route: 'recruitment', score: 0.3 },
        { route: 'volunteering', score: 0.3 },
        { route: 'sar', score: 0.3 },
      ],
    }),
  ])

  it('count the first route, the first three, and those where no person was asked', () => {
    expect(report.accuracy).toMatchObject({ hits: 2, of: 4 })
    expect(report.inTopThree).toMatchObject({ hits: 3, of: 4 })
    expect(report.whenSure).toMatchObject({ hits: 2, of: 3 })
    expect(report.coverage).toMatchObject({ hits: 3, of: 4 })
  })

  it('show who was mistaken for what', () => {
    const row = report.confusion[ROUTES.indexOf('foi')]
    expect(row?.[ROUTES.indexOf('foi')]).toBe(1)
    expect(row?.[ROUTES.indexOf('sar')]).toBe(1)
    expect(row?.reduce((sum, one) => sum + one, 0)).toBe(2)
  })

  it('tell how many of the surest are right', () => {
    const sure = judged('foi', 'foi', {
      candidates: [
        { route: 'foi', score: 0.9 },
        { route: 'sar', score: 0.1 },
      ],
    })
    const unsure = judged('foi', 'sar', {
      candidates: [
        { route: 'sar', score: 0.5 },
        { route: 'foi', score: 0.4 },
      ],
    })
    const { abstention } = routeReport([unsure, sure])
    expect(abstention.find(({ coverage }) => coverage === 1)?.right).toMatchObject({ hits: 1, of: 2 })
    expect(abstention.find(({ coverage }) => coverage === 0.5)?.right).toMatchObject({ hits: 1, of: 1 })
  })

  it('count each further route by itself', () => {
    expect(report.others.recall).toMatchObject({ hits: 1, of: 2 })
    expect(report.others.precision).toMatchObject({ hits: 1, of: 2 })
  })

  it('take the mean F1 over the routes that occur only', () => {
    expect(report.macroF1).toBeCloseTo(0.5, 10)
    expect(report.routes.find(({ route }) => route === 'recruitment')?.f1).toBeUndefined()
  })

  it('name the mistakes', () => {
    expect(report.mistakes).toEqual([
      { label: 'foi', proposed: 'sar', letters: 1 },
      { label: 'sar', proposed: 'foi', letters: 1 },
    ])
  })
})

const text = 'Subject\nHe waits outside. I am afraid.'
const flagOn = (words: string, level: RiskFlag['level']): RiskFlag => ({
  ruleId: 'risk/test',
  category: 'stalking-harassment',
  level,
  evidence: words,
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
  because: 'A test.',
})
const letter = (
  label: RiskLevel,
  level: RiskLevel,
  more: Partial<JudgedRisk> & { flags?: RiskFlag[] } = {},
): JudgedRisk => ({
  label: {
    level: label,
    categories: label === 'none' ? [] : ['stalking-harassment'],
    evidence: label === 'none' ? [] : ['He waits outside'],
  },
  risk: { level, flags: more.flags ?? [] },
  text,
  isHardNegative: more.isHardNegative ?? false,
})

describe('the figures of risk', () => {
  const report = riskReport([
    letter('immediate', 'serious', { flags: [flagOn('waits', 'serious')] }),
    letter('serious', 'serious', { flags: [flagOn('afraid', 'serious'), flagOn('waits', 'none')] }),
    letter('serious', 'none'),
    letter('none', 'immediate', { isHardNegative: true }),
    letter('none', 'none', { isHardNegative: true }),
    letter('unreadable', 'unreadable'),
  ])

  it('count danger as found at either level, and each level by itself', () => {
    expect(report.danger.recall).toMatchObject({ hits: 2, of: 3 })
    expect(report.danger.precision).toMatchObject({ hits: 2, of: 3 })
    expect(report.levels.map(({ level, recall }) => [level, recall.hits, recall.of])).toEqual([
      ['unreadable', 1, 1],
      ['serious', 1, 2],
      ['immediate', 0, 1],
    ])
  })

  it('hold labels against flags, in the order of levels', () => {
    expect(report.order).toEqual(['none', 'unreadable', 'serious', 'immediate'])
    expect(report.confusion).toEqual([
      [1, 0, 0, 1],
      [0, 1, 0, 0],
      [1, 0, 1, 0],
      [0, 0, 1, 0],
    ])
  })

  it('count a passage as shown only under a flag that raised the level', () => {
    expect(report.evidence.letters).toMatchObject({ hits: 1, of: 3 })
  })

  it('count false alarms on hard negatives', () => {
    expect(report.hardNegatives.immediate).toMatchObject({ hits: 1, of: 2 })
    expect(report.falseAlarms.danger).toMatchObject({ hits: 1, of: 2 })
  })

  it('tell a category that was named from one that was only found', () => {
    const stalking = report.categories.find(({ category }) => category === 'stalking-harassment')
    expect(stalking?.named).toMatchObject({ hits: 2, of: 3 })
    expect(stalking?.found).toMatchObject({ hits: 2, of: 3 })
  })
})
