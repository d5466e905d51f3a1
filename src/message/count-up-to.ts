/** How often a global pattern is found, up to so many: a long letter is not read to its end for a question about a few words. */
export function countUpTo(most: number, text: string, pattern: RegExp): number {
  let count = 0
  for (const _ of text.matchAll(pattern)) {
    count++
    if (count >= most) break
  }
  return count
}
