const MAX_NAME_BYTES = 120

/**
 * An attachment's name made safe to show and to offer for download: no path, no controls,
 * no text-direction tricks (`exe.fdp` read backwards), no quotes, at most 120 bytes with
 * its ending kept. Parsers hand names over raw (ASVS 5.4.1).
 */
export function attachmentName(raw: string): string {
  const bare = raw
    .slice(-20_000)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu, '')
    .replace(/^.*[/\\]/, '')
    .replace(/["'`<>|:*?;]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .trim()
  return shortened(bare)
}

/** Cut in the stem, since the ending warns people what the file is. */
function shortened(name: string): string {
  if (size(name) <= MAX_NAME_BYTES) return name
  const ending = /\.[^.]{1,12}$/u.exec(name)?.[0] ?? ''
  let stem = [...name.slice(0, name.length - ending.length)].slice(0, MAX_NAME_BYTES)
  while (size(stem.join('') + ending) > MAX_NAME_BYTES) stem = stem.slice(0, -1)
  return stem.join('') + ending
}

const size = (text: string): number => new TextEncoder().encode(text).length
