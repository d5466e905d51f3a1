import type { Range } from './text-writer.ts'

const GAP = '\n[…]\n'

/**
 * A text of at most so many characters, with its middle left out: three quarters from the
 * start and the rest from the end, where people put what is hardest to say. The hidden
 * ranges move with it.
 */
export function cutMiddle<T extends { text: string; hidden: readonly Range[] }>(body: T, max: number): T {
  if (body.text.length <= max) return body
  const head = safeCut(body.text, Math.floor(max * 0.75))
  const tail = safeCut(body.text, body.text.length - (max - head - GAP.length))
  const back = tail - head - GAP.length
  const kept = body.hidden.flatMap(({ start, end }) => [
    { start, end: Math.min(end, head) },
    { start: Math.max(start, tail) - back, end: end - back },
  ])
  const hidden = kept.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start)
  return { ...body, text: body.text.slice(0, head) + GAP + body.text.slice(tail), hidden }
}

/** Never between the two halves of a character. */
const safeCut = (text: string, at: number): number => (/[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at)
