/** The figures of an evaluation for people to read: counts first, then shares, then what they prove. */
import type { RiskReport } from '../triage/model-risk-figures.ts'
import type { RouteReport } from '../triage/model-route-figures.ts'
import type { Share } from '../triage/model-share.ts'
import type { Evaluation } from './evaluate.ts'

/** The whole report, ending with a sentence on what the figures are and are not. */
export function evaluationText({ file, rules, routes, risk, missed, millisPerLetter }: Evaluation): string {
  return [
    `${routes.letters} labelled letters of ${file}, rules ${rules}, ${millisPerLetter} ms a letter`,
    ...routeLines(routes),
    ...riskLines(risk),
    '',
    `Danger not flagged at all: ${listed(missed.danger)}`,
    `Flagged without danger: ${listed(missed.falseAlarms)}`,
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
    'Commonest mistakes (label → proposed)',
    ...routes.mistakes.slice(0, 10).map((one) => `  ${one.letters} × ${one.label} → ${one.proposed}`),
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
    '',
    `${'label, then what was flagged:'.padEnd(LABEL)}${risk.order.map((level) => level.padEnd(12)).join('')}`,
    ...risk.order.map(
      (level, at) =>
        level.padEnd(LABEL) + (risk.confusion[at] ?? []).map((count) => String(count).padEnd(12)).join(''),
    ),
    '',
    `${'category'.padEnd(LABEL)}${'found as danger'.padEnd(COLUMN)}named so`,
    ...risk.categories
      .filter(({ found }) => found.of > 0)
      .map(
        ({ category, found, named }) => category.padEnd(LABEL) + short(found).padEnd(COLUMN) + short(named),
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

const short = ({ hits, of, share }: Share): string =>
  `${hits}/${of}${share === undefined ? '' : ` ${share.toFixed(3)}`}`
