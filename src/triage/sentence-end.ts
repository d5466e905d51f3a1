/** Where one sentence ends and the next begins, as far as rules ask: nothing matches across an end. */

const SHORT_LINE = 55

const SHORTENED = new Set(
  'mr mrs ms dr prof rev sgt insp ins det supt cllr hon st no nos vs eg ie approx ref tel ext dept dc pc ds di'.split(
    ' ',
  ),
)

/** Whether a sentence ends between two words: a full stop and space, an empty line, or the end of a short line. */
export function endsSentence(
  text: string,
  gap: { after: number; before: number },
  previous: string,
): boolean {
  if (gap.before - gap.after === 1 && text.charCodeAt(gap.after) === 0x20) return false
  const between = text.slice(gap.after, gap.before)
  if (/[!?]["')\]*_]*(?:\s|$)/.test(between)) return true
  if (/\.["')\]*_]*\s/.test(between)) {
    const abbreviated = SHORTENED.has(previous) || (previous.length === 1 && /[a-hj-z]/.test(previous))
    const trailing = /^\s*\.{2,}\s+$/.test(between)
    if (!trailing && !(abbreviated && between.startsWith('.'))) return true
  }
  if (/\n[>\s]*\n/.test(between)) return true
  return endsShortLine(text, gap.after, between)
}

/** Form fields and list items have no full stop; a line broken by a mail program is long. */
function endsShortLine(text: string, after: number, between: string): boolean {
  const at = between.indexOf('\n')
  // A word that is cut by the end of a line goes on.
  if (at < 0 || /^-\s*\n[>\s]*$/.test(between)) return false
  if (/\n[>\s]*(?:[-*•·]|\[|")\s*$/.test(between)) return true
  const length = after - (text.lastIndexOf('\n', after - 1) + 1)
  return length < SHORT_LINE
}
