/** What English spelling lets one sound be written with, in the order in which it is read. */
const SPELLINGS: readonly [RegExp, string][] = [
  [/'/g, ''],
  [/^[kg]n/, 'n'],
  [/^wr/, 'r'],
  [/^wh/, 'w'],
  [/mb$/, 'm'],
  [/tch/g, 'ch'],
  [/sch|sc(?=[aou])/g, 'sk'],
  [/(?:ti|ssi|si|ci)(?=on|an)/g, 'sh'],
  [/ph|th|v/g, 'f'],
  [/gh/g, ''],
  [/ch/g, 'C'],
  [/sh/g, 'S'],
  [/ck|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/dge?|j/g, 'j'],
]

/**
 * The consonants that one hears, so that words spelled by ear meet those in a dictionary:
 * "comisioner" and "commissioner" are one, and so are "fretend" and "threatened". An "r" that
 * is not spoken before a consonant, and what "h" adds inside a word, are left out.
 */
export function soundOf(word: string): string {
  const heard = SPELLINGS.reduce((letters, [spelling, sound]) => letters.replace(spelling, sound), word)
  return heard
    .replace(/^[aeiouy]+/, 'a')
    .replace(/(?<=.)[aeiouyhw]+/g, '.')
    .replace(/(?<=\.)r(?=[^.]|$)/g, '')
    .replace(/\./g, '')
    .replace(/(.)\1+/g, '$1')
}
