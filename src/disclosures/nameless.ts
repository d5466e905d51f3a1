/** Words without the person who wrote them: a request is asked about without saying whose it is. Pure. */

export const TAKEN_OUT = '[taken out]'

const PHONE = /(?<![\w.])(?:\+|00)?\d[\d ()-]{8,16}\d(?!\w)/g
const ADDRESS = /[\w.+'-]+@[\w-]+(?:\.[\w-]+)+/g
/** Titles are no names, and taking them out would spoil other words. */
const NO_NAMES = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'sir', 'prof', 'the', 'and', 'van', 'von', 'de'])

/**
 * The words with the writer's name, each part of it, their address and every other address and
 * telephone number taken out. A part of a name that is also a word goes too: a hole is better
 * than a name (FOIA is applicant-blind).
 */
export function nameless(words: string, { name, address }: { name: string; address: string | null }): string {
  const parts = name.split(/[^\p{L}\p{M}'’-]+/u).filter((part) => part.length > 1 && !isTitle(part))
  const known = [name.trim(), ...(address ? [address, address.split('@')[0] ?? ''] : []), ...parts]
    .filter((one) => one.length > 1)
    .sort((a, b) => b.length - a.length)
  const blank = known.reduce(
    (text, one) =>
      text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(one)}(?![\\p{L}\\p{N}])`, 'giu'), TAKEN_OUT),
    words.replace(ADDRESS, TAKEN_OUT),
  )
  return blank
    .replace(PHONE, TAKEN_OUT)
    .replaceAll(new RegExp(`(?:${escaped(TAKEN_OUT)}[ ,]*){2,}`, 'g'), `${TAKEN_OUT} `)
}

const isTitle = (part: string): boolean => NO_NAMES.has(part.toLowerCase().replace('.', ''))

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
