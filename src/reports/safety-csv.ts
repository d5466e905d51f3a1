import type { Month } from './month.ts'
import type { SafetyReport, Spread } from './summarise.ts'

/** Seconds, because that is what a spreadsheet can reckon with. */
const seconds = (millis: number | undefined): string =>
  millis === undefined ? '' : (millis / 1000).toFixed(1)
const spread = ({ count, p50, p95 }: Spread): (string | number)[] => [count, seconds(p50), seconds(p95)]

const HEAD = ['month', 'section', 'item', 'level', 'count', 'p50_seconds', 'p95_seconds']

/** The report as RFC 4180. Every value is a number or a word of ours, so none can be a formula. */
export function safetyCsv(month: Month, report: SafetyReport): string {
  const { alerts, categories, hops, standing, missed, referrals, drills, canaries } = report
  const counted = (section: string, counts: Record<string, number>) =>
    Object.entries(counts).map(([item, count]) => [section, item, '', count])
  const { toAnswer, ...drillCounts } = drills
  const lines: (string | number)[][] = [
    ...Object.entries(alerts).map(([level, count]) => ['alerts', 'all', level, count]),
    ...categories.flatMap(({ category, counts }) =>
      Object.entries(counts).map(([level, count]) => ['categories', category, level, count]),
    ),
    ...hops.flatMap(({ hop, spread: by }) =>
      Object.entries(by).map(([level, one]) => ['hops', hop, level, ...spread(one)]),
    ),
    ...counted('standing', standing),
    ...counted('missed', missed),
    ...counted('referrals', referrals),
    ...counted('drills', drillCounts),
    ['drills', 'toAnswer', '', ...spread(toAnswer)],
    ...canaries.flatMap(({ origin, toPaged, ...counts }) => [
      ...counted(`canaries-${origin}`, counts),
      [`canaries-${origin}`, 'toPaged', '', ...spread(toPaged)],
    ]),
  ]
  const rows = lines.map((line) => [month, ...line])
  const full = [HEAD, ...rows].map((row) => HEAD.map((_, at) => row[at] ?? '').join(','))
  return `${full.join('\r\n')}\r\n`
}
