/** Words with what may not be told taken out before they are put anywhere. Pure. */

export type Span = { startsAt: number; endsAt: number; law: string }

/** Spans that touch or overlap as one, in order, within the text; each law is named once. */
export function mergedSpans(spans: readonly Span[], length: number): Span[] {
  const sorted = spans
    .map(({ startsAt, endsAt, law }) => ({
      startsAt: Math.max(0, startsAt),
      endsAt: Math.min(length, endsAt),
      law,
    }))
    .filter(({ startsAt, endsAt }) => startsAt < endsAt)
    .sort((a, b) => a.startsAt - b.startsAt || a.endsAt - b.endsAt)
  const merged: Span[] = []
  for (const span of sorted) {
    const last = merged.at(-1)
    if (last && span.startsAt <= last.endsAt) {
      last.endsAt = Math.max(last.endsAt, span.endsAt)
      if (!last.law.split('; ').includes(span.law)) last.law = `${last.law}; ${span.law}`
    } else merged.push({ ...span })
  }
  return merged
}

export type Piece = { text: string } | { takenOut: string }

/** The text in pieces; of what is taken out there is the law and nothing else, not even its length. */
export function redacted(text: string, spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { startsAt, endsAt, law } of mergedSpans(spans, text.length)) {
    if (startsAt > at) pieces.push({ text: text.slice(at, startsAt) })
    pieces.push({ takenOut: law })
    at = endsAt
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}

export const asText = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => ('text' in piece ? piece.text : `[taken out: ${piece.takenOut}]`)).join('')

/** Where each of these passages stands, every time, also where two of them overlap; the first that is not there is named instead. */
export function spansOfWords(
  text: string,
  passages: readonly string[],
): { ok: true; spans: { startsAt: number; endsAt: number }[] } | { ok: false; missing: number } {
  const spans: { startsAt: number; endsAt: number }[] = []
  for (const [index, passage] of passages.entries()) {
    const before = spans.length
    for (let at = text.indexOf(passage); at >= 0; at = text.indexOf(passage, at + 1))
      spans.push({ startsAt: at, endsAt: at + passage.length })
    if (spans.length === before) return { ok: false, missing: index }
  }
  return { ok: true, spans }
}
