/** Words in a row that must be known for a line to count as already said. */
const RUN = 3

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/**
 * Which lines say something that the other text does not.
 *
 * The two versions of a mail should say the same; a sender, or a gateway, can make them
 * differ, and each reader sees only one. Compared by runs of three words, so that
 * different line breaks and links do not count as news.
 */
export function newLines(lines: readonly string[], other: string): boolean[] {
  const known = wordsOf(other)
  const words = new Set(known)
  const runs = new Set(known.map((_, at) => known.slice(at, at + RUN).join(' ')))
  return lines.map((line) => {
    const said = wordsOf(line)
    if (said.length < RUN) return said.some((word) => !words.has(word))
    const mine = said.slice(0, said.length - RUN + 1).map((_, at) => said.slice(at, at + RUN).join(' '))
    return mine.filter((run) => !runs.has(run)).length > mine.length / 2
  })
}
