const MAX_NAME_BYTES = 120

/**
 * An attachment's name made safe to show and to offer for download: no path, no controls,
 * no text-direction tricks (`exe.fdp` read backwards), no quotes, no name that Windows keeps
 * for a device, at most 120 bytes with its ending kept. Parsers hand names over raw (ASVS 5.4.1).
 */
export const attachmentName = (raw: string): string => shortened(notReserved(wholeName(raw)))

/** What the clean name would be if it might be of any length; for its words, not to name a file by. */
export const wholeName = (raw: string): string => withoutEdges(bare(raw))

const bare = (raw: string): string =>
  raw
    .slice(-20_000)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu, '')
    .replace(/^.*[/\\]/, '')
    .replace(/["'`<>|:*?;]/g, '')
    .replace(/\s+/g, ' ')

/** Without dots and spaces at either end. A pattern would look at each run of them once for every dot in it. */
function withoutEdges(name: string): string {
  let start = 0
  let end = name.length
  while (start < end && '. '.includes(name.charAt(start))) start += 1
  while (end > start && '. '.includes(name.charAt(end - 1))) end -= 1
  return name.slice(start, end)
}

/** Also with blanks before the dot, which Windows leaves out. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?= *(?:\.|$))/i

const notReserved = (name: string): string => (RESERVED.test(name) ? `_${name}` : name)

/** The same name a second time says which it is: `letter (2).pdf`. */
export function distinctNames(names: readonly string[]): string[] {
  const times = new Map<string, number>()
  return names.map((name) => {
    const key = name.toLowerCase()
    const time = (times.get(key) ?? 0) + 1
    times.set(key, time)
    if (time === 1 || name === '') return name
    const ending = /\.[^.]{1,12}$/u.exec(name)?.[0] ?? ''
    return shortened(name.slice(0, name.length - ending.length), ` (${time})${ending}`)
  })
}

/** Cut in the stem, since the ending warns people what the file is. */
function shortened(name: string, given?: string): string {
  const ending = given ?? /\.[^.]{1,12}$/u.exec(name)?.[0] ?? ''
  const stem = given === undefined ? name.slice(0, name.length - ending.length) : name
  if (size(stem + ending) <= MAX_NAME_BYTES) return stem + ending
  let letters = [...stem].slice(0, MAX_NAME_BYTES)
  while (size(letters.join('') + ending) > MAX_NAME_BYTES) letters = letters.slice(0, -1)
  return letters.join('') + ending
}

const size = (text: string): number => new TextEncoder().encode(text).length
