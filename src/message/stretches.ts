import { MAX_STRETCHES } from './limits.ts'
import type { Stretch, Voice } from './message.ts'
import type { Range } from './text-writer.ts'

/** A piece of the text in one voice. */
export type Spoken = { text: string; voice: Voice; hidden?: readonly Range[] }

/** The lines of a text in their voices, neighbours of one voice together; each piece keeps its line ends. */
export function spokenLines(lines: readonly string[], voices: readonly Voice[]): Spoken[] {
  const pieces: { lines: string[]; voice: Voice }[] = []
  for (const [at, line] of lines.entries()) {
    const last = pieces.at(-1)
    // An empty line belongs to what stands above it.
    const voice = line.trim() === '' && last ? last.voice : (voices[at] ?? 'own')
    const written = at < lines.length - 1 ? `${line}\n` : line
    if (last?.voice === voice) last.lines.push(written)
    else pieces.push({ lines: [written], voice })
  }
  return pieces.map((piece) => ({ text: piece.lines.join(''), voice: piece.voice }))
}

/**
 * The stretches of a reading: the subject as the correspondent's own, then the pieces of
 * the text, in order and with no gap between them. Words an HTML reader would not see are
 * `hidden` whoever wrote them.
 */
export function stretchesOf(subject: string, pieces: readonly Spoken[], hidden: readonly Range[]): Stretch[] {
  const all: Stretch[] = [{ voice: 'own', start: 0, end: subject.length + 1 }]
  for (const piece of pieces) {
    const start = all.at(-1)?.end ?? 0
    all.push({ voice: piece.voice, start, end: start + piece.text.length })
  }
  const moved = hidden.map(({ start, end }) => ({
    start: start + subject.length + 1,
    end: end + subject.length + 1,
  }))
  return merged(covered(all, moved))
}

/** Lays the hidden ranges over the stretches; both are in order, so one walk over each does. */
function covered(stretches: readonly Stretch[], hidden: readonly Range[]): Stretch[] {
  const out: Stretch[] = []
  let next = 0
  for (const { voice, start, end } of stretches) {
    let at = start
    while (next < hidden.length && at < end) {
      const range = hidden[next] as Range
      if (range.start >= end) break
      const from = Math.max(range.start, at)
      const to = Math.min(range.end, end)
      if (from > at) out.push({ voice, start: at, end: from })
      if (to > from) out.push({ voice: 'hidden', start: from, end: to })
      at = Math.max(at, to)
      if (range.end > end) break
      next += 1
    }
    if (at < end) out.push({ voice, start: at, end })
  }
  return out
}

/** Neighbours of one voice as one. Past MAX_STRETCHES the rest is `own`: that reads too much, never too little. */
function merged(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = []
  for (const stretch of stretches) {
    const last = out.at(-1)
    const voice = out.length < MAX_STRETCHES ? stretch.voice : 'own'
    if (last?.voice === voice) last.end = stretch.end
    else if (stretch.end > stretch.start) out.push({ ...stretch, voice })
  }
  return out
}
