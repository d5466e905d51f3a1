/** The figures of an evaluation for people to read: counts first, then shares, then what they prove. */

import type { Compared } from '../triage/compare-judgements.ts'
import type { RiskReport } from '../triage/model-risk-figures.ts'
import type { RouteReport } from '../triage/model-route-figures.ts'
import { intervalOf, type Share } from '../triage/model-share.ts'
import { ROUTES, type Route } from '../triage/route.ts'
import type { Evaluation } from './evaluate.ts'

/** The whole report, ending with a sentence on what the figures are and are not. */
export function evaluationText({
  file,
  rules,
  routes,
  risk,
  missed,
  baselines,
  millisPerLetter,
}: Evaluation): string {
  return [
    `${routes.letters} labelled letters of ${file}, rules ${rules}, ${millisPerLetter} ms a letter`,
    ...routeLines(routes),
    ...riskLines(risk),
    ...baselineLines(baselines),
    '',
    `Danger not flagged at all: ${listed(missed.danger)}`,
    `Flagged without danger: ${listed(missed.falseAlarms)}`,
    `Another first route: ${listed(missed.route)}`,
    '',
    CAVEAT,
    '',
  ].join('\n')
}

const CAVEAT =
  'These figures say how triage did on these letters and no others: where the rules or the model were made with these letters ' +
  'in view they flatter, and only letters that nobody had looked at, as rare in danger as real post is, can say how it will do in service.'

const listed = (ids: readonly string[]): string => (ids.length > 0 ? ids.join(' ') : 'none')

function routeLines(routes: RouteReport): string[] {
  return [
    '',
    'ROUTES',
    row('first route right', routes.accuracy),
    row('among the first three', routes.inTopThree),
    row('right when not asking', routes.whenSure),
    row('not asking a person', routes.coverage),
    row('further routes found', routes.others.recall),
    row('further routes right', routes.others.precision),
    `${'macro-F1'.padEnd(LABEL)}${routes.macroF1.toFixed(3)}`,
    '',
    `${'route'.padEnd(LABEL)}${'found'.padEnd(COLUMN)}${'right of proposed'.padEnd(COLUMN)}F1`,
    ...routes.routes.map(
      ({ route, recall, precision, f1 }) =>
        `${route.padEnd(LABEL)}${short(recall).padEnd(COLUMN)}${short(precision).padEnd(COLUMN)}${f1?.toFixed(2) ?? '–'}`,
    ),
    '',
    'If a person is asked about the least sure',
    ...routes.abstention.map(({ coverage, right }) =>
      row(`the surest ${Math.round(coverage * 100)} % of letters, right`, right),
    ),
    '',
    'Confusion: label, then how often which first route was proposed',
    ...ROUTES.flatMap((label, at) => confusionLine(label, routes.confusion[at] ?? [])),
  ]
}

/** A row of the matrix without its empty cells, the right one first and then the most frequent. */
function confusionLine(label: Route, row: readonly number[]): string[] {
  const right = row[ROUTES.indexOf(label)] ?? 0
  const wrong = ROUTES.map((route, at) => ({ route, count: row[at] ?? 0 }))
    .filter(({ route, count }) => count > 0 && route !== label)
    .sort((one, other) => other.count - one.count)
  if (right + wrong.length === 0) return []
  return [
    `${label.padEnd(LABEL)}${[`right ${right}`, ...wrong.map((one) => `${one.route} ${one.count}`)].join(', ')}`,
  ]
}

function baselineLines({ keywords, lastRelease }: Evaluation['baselines']): string[] {
  return [
    '',
    'BESIDE OTHERS (their figures on the same letters)',
    ...comparedLines('a list of forty words', keywords),
    ...(lastRelease
      ? comparedLines(`the last release, rules ${lastRelease.release}`, lastRelease)
      : ['No judgements of a last release are kept; `--save` writes them.']),
  ]
}

function comparedLines(name: string, compared: Compared): string[] {
  const { gained, lost } = compared
  return [
    `${name} (${compared.letters} letters)`,
    row('  danger found', compared.danger),
    ceiling('  flagged without danger', compared.falseAlarms),
    row('  first route right', compared.route),
    `  danger found now and not there: ${gained.danger.length}; there and not now: ${listed(lost.danger)}`,
    `  first route right now and not there: ${gained.route.length}; there and not now: ${lost.route.length}`,
  ]
}

function riskLines(risk: RiskReport): string[] {
  return [
    '',
    'RISK TO SAFETY',
    row('danger found (immediate or serious)', risk.danger.recall),
    row('danger flags that are right', risk.danger.precision),
    row('put before a person, unreadable too', risk.attention.recall),
    ...risk.levels.flatMap(({ level, recall, precision }) => [
      row(`${level} found`, recall),
      row(`${level} flags that are right`, precision),
    ]),
    row('flag on the words labelled (letters)', risk.evidence.letters),
    row('labelled passages under a flag', risk.evidence.passages),
    ceiling('hard negatives flagged immediate', risk.hardNegatives.immediate),
    ceiling('hard negatives flagged at all', risk.hardNegatives.danger),
    ceiling('letters without risk flagged immediate', risk.falseAlarms.immediate),
    ceiling('letters without risk flagged at all', risk.falseAlarms.danger),
    `${'false alarms a thousand letters'.padEnd(LABEL)}immediate ${perThousand(risk.falseAlarms.immediate)}, any ${perThousand(risk.falseAlarms.danger)}`,
    '',
    `${'label, then what was flagged:'.padEnd(LABEL)}${risk.order.map((level) => level.padEnd(12)).join('')}`,
    ...risk.order.map(
      (level, at) =>
        level.padEnd(LABEL) + (risk.confusion[at] ?? []).map((count) => String(count).padEnd(12)).join(''),
    ),
    '',
    `${'category'.padEnd(LABEL)}${'found as danger'.padEnd(COLUMN)}${'95 % interval'.padEnd(COLUMN)}named so`,
    ...risk.categories
      .filter(({ found }) => found.of > 0)
      .map(
        ({ category, found, named }) =>
          category.padEnd(LABEL) + short(found).padEnd(COLUMN) + between(found).padEnd(COLUMN) + short(named),
      ),
  ]
}

const LABEL = 40
const COLUMN = 22

/** A share that should be high, with what the count proves of it. */
const row = (label: string, share: Share): string =>
  `${label.padEnd(LABEL)}${short(share).padEnd(COLUMN)}${share.of > 0 ? `at least ${share.atLeast.toFixed(3)}` : ''}`

/** A share that should be low. */
const ceiling = (label: string, share: Share): string =>
  `${label.padEnd(LABEL)}${short(share).padEnd(COLUMN)}${share.of > 0 ? `at most ${share.atMost.toFixed(3)}` : ''}`

const between = (share: Share): string =>
  intervalOf(share)
    .map((end) => end.toFixed(3))
    .join(' to ')

const perThousand = ({ share }: Share): string =>
  share === undefined ? 'unknown' : (share * 1000).toFixed(1)

const short = ({ hits, of, share }: Share): string =>
  `${hits}/${of}${share === undefined ? '' : ` ${share.toFixed(3)}`}`
