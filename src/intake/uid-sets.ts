/** A command line beyond about 8,000 octets is more than servers must take (RFC 7162 section 4). */
const LONGEST = 4_000

/**
 * The uids as IMAP sequence sets such as `1:4,9`, as many as it takes for each to stay a
 * reasonable line. A range names only uids that stand in a row, so nothing is asked for
 * that was not wanted.
 */
export function uidSets(uids: readonly bigint[]): string[] {
  const sets: string[] = []
  let set = ''
  for (const part of ranges([...uids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))) {
    if (set.length + part.length > LONGEST) {
      sets.push(set)
      set = ''
    }
    set = set === '' ? part : `${set},${part}`
  }
  return set === '' ? sets : [...sets, set]
}

function* ranges(ascending: readonly bigint[]): Iterable<string> {
  let from: bigint | undefined
  let to = 0n
  for (const uid of ascending) {
    if (from !== undefined && uid <= to + 1n) {
      to = uid
      continue
    }
    if (from !== undefined) yield from === to ? `${from}` : `${from}:${to}`
    from = uid
    to = uid
  }
  if (from !== undefined) yield from === to ? `${from}` : `${from}:${to}`
}
