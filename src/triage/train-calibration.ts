/**
 * Platt's scaling: the line that turns a sum of weights into log-odds, fitted on letters
 * that the weights were not learned from, with his softened targets so that a class of a
 * dozen letters does not end at certainty (Platt 1999; the Newton steps of Lin, Lin and Weng 2007).
 */

/** Log-odds are `slope * sum + offset`. */
export type Scale = { slope: number; offset: number }

const ROUNDS = 100
const LEAST_SLOPE = 0.05
const RIDGE = 1e-3

/** Fits the line. The slope stays above nought: a class that was not learned gets a flat, low probability. */
export function calibrate(sums: readonly number[], yes: readonly boolean[]): Scale {
  const found = yes.filter(Boolean).length
  const high = (found + 1) / (found + 2)
  const low = 1 / (yes.length - found + 2)
  const targets = yes.map((is) => (is ? high : low))
  let scale: Scale = { slope: 1, offset: Math.log((found + 1) / (yes.length - found + 1)) }
  for (let round = 0; round < ROUNDS; round++) {
    const next = newtonStep(scale, sums, targets)
    const moved = Math.abs(next.slope - scale.slope) + Math.abs(next.offset - scale.offset)
    scale = next
    if (moved < 1e-9) break
  }
  return scale
}

/** One Newton step, halved until it makes the loss no greater. */
function newtonStep(scale: Scale, sums: readonly number[], targets: readonly number[]): Scale {
  const gradient = { slope: 0, offset: 0 }
  const curve = { slope: RIDGE, both: 0, offset: RIDGE }
  sums.forEach((sum, at) => {
    const probability = logistic(scale.slope * sum + scale.offset)
    const off = probability - (targets[at] ?? 0)
    const bend = probability * (1 - probability)
    gradient.slope += off * sum
    gradient.offset += off
    curve.slope += bend * sum * sum
    curve.both += bend * sum
    curve.offset += bend
  })
  const area = curve.slope * curve.offset - curve.both * curve.both
  const slope = (curve.offset * gradient.slope - curve.both * gradient.offset) / area
  const offset = (curve.slope * gradient.offset - curve.both * gradient.slope) / area
  const before = loss(scale, sums, targets)
  for (let part = 1; part > 1e-6; part /= 2) {
    const next = {
      slope: Math.max(LEAST_SLOPE, scale.slope - part * slope),
      offset: scale.offset - part * offset,
    }
    if (loss(next, sums, targets) <= before) return next
  }
  return scale
}

function loss({ slope, offset }: Scale, sums: readonly number[], targets: readonly number[]): number {
  return sums.reduce((total, sum, at) => {
    const logOdds = slope * sum + offset
    const target = targets[at] ?? 0
    return total + Math.max(logOdds, 0) - logOdds * target + Math.log1p(Math.exp(-Math.abs(logOdds)))
  }, 0)
}

export const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))
