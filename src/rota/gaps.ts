import { type DutyLayer, LAYERS, type Rota } from './rota.ts'
import { sayPeriod, sayRotaMoment } from './say-period.ts'
import { type Period, stretchesOf } from './stretches.ts'

/** A time in which nobody of that layer can be reached. */
export type Gap = Period & {
  layer: DutyLayer
  /** It goes on for longer than we looked. */
  isOpenEnded: boolean
  /** Why, in words: names of people who were passed over, and never how to reach them. */
  because: string
}

/**
 * Which layers have to be filled: those that the office's ladders tell, also where nobody has begun
 * a rota yet, and any of which a rotation runs or is still to begin.
 */
export const layersInUse = (rota: Rota, told: readonly DutyLayer[], at: Date): DutyLayer[] =>
  LAYERS.filter(
    (layer) =>
      told.includes(layer) ||
      rota.rotations.some((one) => one.layer === layer && (!one.endsAt || one.endsAt > at)),
  )

/** Each time in which nobody is reachable, for every layer in use, in order of time. */
export function gapsOf(rota: Rota, told: readonly DutyLayer[], period: Period): Gap[] {
  const gaps = layersInUse(rota, told, period.from).flatMap((layer) => gapsIn(rota, layer, period))
  return gaps.sort((a, b) => a.from.getTime() - b.from.getTime())
}

function gapsIn(rota: Rota, layer: DutyLayer, period: Period): Gap[] {
  const gaps: (Period & { why: Set<string> })[] = []
  for (const { from, to, answer } of stretchesOf(rota, layer, period)) {
    if (answer.on.length > 0) continue
    const why = answer.passedOver.map(({ name, why }) => WHY[why](name))
    const last = gaps.at(-1)
    if (last && last.to.getTime() === from.getTime()) {
      last.to = to
      for (const one of why) last.why.add(one)
    } else gaps.push({ from, to, why: new Set(why) })
  }
  return gaps.map(({ from, to, why }) => ({
    ...{ layer, from, to, isOpenEnded: to >= period.to },
    because: why.size > 0 ? [...why].join('; ') : 'nobody is named for it',
  }))
}

const WHY = {
  'not-known': () => 'somebody is named who is not on the list of duty people',
  left: (name: string | undefined) => `${name} has left`,
  'no-way': (name: string | undefined) => `${name} has neither an email address nor a phone number`,
}

/** `nobody reachable Saturday 28 November 02:00 to 08:00`. */
export const sayGap = ({ from, to, isOpenEnded }: Pick<Gap, 'from' | 'to' | 'isOpenEnded'>): string =>
  `nobody reachable ${isOpenEnded ? `from ${sayRotaMoment(from)} on` : sayPeriod({ from, to })}`

/** The same for a gap that may have begun: `nobody reachable now, until Saturday 28 November 08:00`. */
export function sayGapFrom(gap: Gap, now: Date): string {
  if (gap.from > now) return sayGap(gap)
  return gap.isOpenEnded
    ? 'nobody reachable now, with no end'
    : `nobody reachable now, until ${sayRotaMoment(gap.to)}`
}
