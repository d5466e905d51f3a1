/** How good risk flags are against what people said. A missed danger is the worse mistake, so recall comes first. */
import { type Share, shareOf } from './model-share.ts'
import {
  isDanger,
  RISK_CATEGORIES,
  RISK_LEVELS,
  type Risk,
  type RiskCategory,
  type RiskLevel,
} from './risk.ts'

/** Flags beside the label. `text` is the reading that the offsets of the flags count in. */
export type JudgedRisk = {
  label: { level: RiskLevel; categories: readonly RiskCategory[]; evidence: readonly string[] }
  risk: Risk
  text: string
  /** The label says that risk words stand here without risk. */
  isHardNegative: boolean
}

export type LevelFigures = { level: RiskLevel; recall: Share; precision: Share }

/**
 * `danger` is immediate and serious together: a letter of either counts as found at either.
 * `attention` is whatever goes before a person at once, unreadable included.
 */
export type RiskReport = {
  letters: number
  levels: LevelFigures[]
  danger: { recall: Share; precision: Share }
  attention: { recall: Share; precision: Share }
  /** Rows are labels, columns what was flagged, both in this order. */
  order: readonly RiskLevel[]
  confusion: number[][]
  /** `named`: flagged with that very category. `found`: flagged as danger at all. */
  categories: { category: RiskCategory; named: Share; found: Share }[]
  /** Of the letters in danger, those where a raised flag lies on words that the label points at; and of those words. */
  evidence: { letters: Share; passages: Share }
  hardNegatives: { immediate: Share; danger: Share; unreadable: Share }
  falseAlarms: { immediate: Share; danger: Share }
}

/** Measures flags. */
export function riskReport(judged: readonly JudgedRisk[]): RiskReport {
  const inDanger = judged.filter(({ label }) => isDanger(label.level))
  const safe = judged.filter(({ label }) => label.level === 'none')
  const hard = safe.filter(({ isHardNegative }) => isHardNegative)
  return {
    letters: judged.length,
    levels: RISK_LEVELS.filter((level) => level !== 'none').map((level) => ({
      level,
      ...against(judged, (one) => one === level),
    })),
    danger: against(judged, isDanger),
    attention: against(judged, (level) => level !== 'none'),
    order: RISK_LEVELS,
    confusion: RISK_LEVELS.map((label) => RISK_LEVELS.map((level) => crossing(judged, label, level))),
    categories: RISK_CATEGORIES.map((category) => categoryFigures(category, inDanger)),
    evidence: evidenceFigures(inDanger),
    hardNegatives: {
      immediate: flagged(hard, (level) => level === 'immediate'),
      danger: flagged(hard, isDanger),
      unreadable: flagged(hard, (level) => level === 'unreadable'),
    },
    falseAlarms: {
      immediate: flagged(safe, (level) => level === 'immediate'),
      danger: flagged(safe, isDanger),
    },
  }
}

type Is = (level: RiskLevel) => boolean

function against(judged: readonly JudgedRisk[], is: Is): { recall: Share; precision: Share } {
  const labelled = judged.filter(({ label }) => is(label.level))
  const raised = judged.filter(({ risk }) => is(risk.level))
  const both = labelled.filter(({ risk }) => is(risk.level)).length
  return { recall: shareOf(both, labelled.length), precision: shareOf(both, raised.length) }
}

const crossing = (judged: readonly JudgedRisk[], label: RiskLevel, level: RiskLevel): number =>
  judged.filter((one) => one.label.level === label && one.risk.level === level).length

const flagged = (judged: readonly JudgedRisk[], is: Is): Share =>
  shareOf(judged.filter(({ risk }) => is(risk.level)).length, judged.length)

const raisedFlags = ({ risk }: JudgedRisk) => risk.flags.filter(({ level }) => level !== 'none')

function categoryFigures(
  category: RiskCategory,
  inDanger: readonly JudgedRisk[],
): RiskReport['categories'][number] {
  const labelled = inDanger.filter(({ label }) => label.categories.includes(category))
  const named = labelled.filter((one) => raisedFlags(one).some((flag) => flag.category === category))
  return { category, named: shareOf(named.length, labelled.length), found: flagged(labelled, isDanger) }
}

function evidenceFigures(inDanger: readonly JudgedRisk[]): RiskReport['evidence'] {
  const touched = inDanger.map((one) => one.label.evidence.map((passage) => isTouched(passage, one)))
  const passages = touched.flat()
  return {
    letters: shareOf(touched.filter((some) => some.includes(true)).length, touched.length),
    passages: shareOf(passages.filter(Boolean).length, passages.length),
  }
}

function isTouched(passage: string, judged: JudgedRisk): boolean {
  const start = judged.text.indexOf(passage.replace(/\r\n?/g, '\n'))
  const end = start + passage.length
  return start >= 0 && raisedFlags(judged).some((flag) => flag.start < end && flag.end > start)
}
