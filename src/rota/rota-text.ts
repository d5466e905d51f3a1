import { fallbackOf, layersOf } from '../offices/duty-rung.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { type Gap, layersInUse, sayGapFrom } from './gaps.ts'
import { gapsAhead } from './note-gaps.ts'
import type { Because } from './on-call.ts'
import { type DutyLayer, LAYERS, type Rota } from './rota.ts'
import { sayRotaMoment } from './say-period.ts'
import { nowAndNext, SHIFTS_AHEAD_DAYS } from './shifts.ts'
import type { Stretch } from './stretches.ts'
import { POSTS } from './who-is-on-call.ts'

/** Why somebody has the duty, in words. The reason of a cover is what the person who noted it wrote. */
export function sayBecause(because: Because): string {
  if (because.kind === 'rotation') return 'by rotation'
  if (because.kind === 'bank-holiday') return `for the bank holiday, ${because.title}`
  return because.kind === 'swap' ? 'by a swap' : 'as cover'
}

/** Who it is and why, or that it is nobody. */
export const sayOnDuty = ({ answer }: Stretch): string =>
  answer.on.length === 0
    ? 'nobody reachable'
    : answer.on.map(({ person, because }) => `${person.name}, ${sayBecause(because)}`).join('; and ')

/** One gap as a whole sentence, with why and whom to ring instead. */
export function sayGapWhole(gap: Gap, now: Date, office: Pick<OfficeProfile, 'duty'>): string {
  const { post, email, phone } = fallbackOf(office)
  return `${POSTS[gap.layer]}: ${sayGapFrom(gap, now)}, because ${gap.because}. Instead: ${[post, email, phone].filter(Boolean).join(', ')}.`
}

/** Who is on duty now and next, and the gaps of the week ahead, as lines of plain text. */
export function rotaText(rota: Rota, office: OfficeProfile, now: Date): { lines: string[]; gaps: number } {
  const inUse = layersInUse(rota, layersOf(office.duty), now)
  if (inUse.length === 0) {
    return {
      lines: [
        `${office.shortName} keeps no duty rota yet. Until it does, an alert goes to ${fallbackOf(office).post} and to the end of the duty list at once.`,
      ],
      gaps: 0,
    }
  }
  const gaps = gapsAhead(rota, office, now)
  return {
    lines: [
      `${office.shortName}, ${sayRotaMoment(now)}`,
      ...LAYERS.filter((layer) => inUse.includes(layer)).flatMap((layer) => linesOf(rota, layer, now)),
      ...(gaps.length === 0 ? ['No gap begins in the next seven days.'] : []),
      ...gaps.map((gap) => `GAP  ${sayGapWhole(gap, now, office)}`),
    ],
    gaps: gaps.length,
  }
}

function linesOf(rota: Rota, layer: DutyLayer, at: Date): string[] {
  const { now, next } = nowAndNext(rota, layer, at)
  const until = next ? `until ${sayRotaMoment(next.from)}` : `for the next ${SHIFTS_AHEAD_DAYS / 7} weeks`
  return [
    `${POSTS[layer]}: ${sayOnDuty(now)}, ${until}`,
    ...(next ? [`  then: ${sayOnDuty(next)}, until ${sayRotaMoment(next.to)}`] : []),
  ]
}
