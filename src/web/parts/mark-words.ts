/** Which stretch of a letter carries which marks. Pure, so that the pages only have to draw it. */
import type { Stretch, Voice } from '../../message/message.ts'
import type { RiskFlag } from '../../triage/risk.ts'

/** A run of text under the same flags. `begins` and `marks` hold numbers of flags, counted from 1. */
export type Run = {
  text: string
  level: RiskFlag['level'] | undefined
  marks: readonly number[]
  begins: readonly number[]
  ends: readonly number[]
}

/** A passage in one voice, cut into runs. */
export type Passage = { voice: Voice; runs: Run[] }

const RANK = { none: 0, serious: 1, immediate: 2 } as const

/**
 * The part of the reading between two offsets, voice by voice, cut at every edge of a
 * flag: where flags overlap each is marked, and the gravest gives the mark its look.
 */
export function markWords(
  reading: string,
  stretches: readonly Stretch[],
  flags: readonly RiskFlag[],
  { from, to }: { from: number; to: number } = { from: 0, to: reading.length },
): Passage[] {
  return stretches.flatMap((stretch) => {
    const start = Math.max(stretch.start, from)
    const end = Math.min(stretch.end, to)
    return start < end ? [{ voice: stretch.voice, runs: runsOf(reading, flags, start, end) }] : []
  })
}

function runsOf(reading: string, flags: readonly RiskFlag[], from: number, to: number): Run[] {
  const near = flags
    .map((flag, at) => ({ flag, number: at + 1 }))
    .filter(({ flag }) => flag.start < to && flag.end > from)
  const inside = near.flatMap(({ flag }) => [flag.start, flag.end]).filter((edge) => edge > from && edge < to)
  const edges = [...new Set([from, ...inside, to])].sort((a, b) => a - b)
  return edges.slice(0, -1).map((start, at) => {
    const end = edges[at + 1] ?? to
    const here = near.filter(({ flag }) => flag.start <= start && flag.end >= end)
    const numbers = (is: (flag: RiskFlag) => boolean) =>
      here.filter(({ flag }) => is(flag)).map(({ number }) => number)
    return {
      text: reading.slice(start, end),
      level: gravest(here.map(({ flag }) => flag.level)),
      marks: numbers(() => true),
      begins: numbers((flag) => Math.max(flag.start, from) === start),
      ends: numbers((flag) => flag.end === end),
    }
  })
}

const gravest = (levels: readonly RiskFlag['level'][]): RiskFlag['level'] | undefined =>
  [...levels].sort((a, b) => RANK[b] - RANK[a])[0]
