/** The keys of the keyboard: what each does, which it is by itself, and what somebody chose instead. Pure. */

export type Shortcut = { name: string; key: string; says: string }

/** `data-key` on a page names the same: a key presses what is there, and can do nothing else. */
export const SHORTCUTS: readonly Shortcut[] = [
  { name: 'next', key: 'j', says: 'Next case in the list' },
  { name: 'previous', key: 'k', says: 'Case before it in the list' },
  { name: 'open', key: 'o', says: 'Open the case (Enter does it too)' },
  { name: 'choose', key: 'x', says: 'Tick the case in the list' },
  { name: 'accept-1', key: '1', says: 'Accept the first proposed route' },
  { name: 'accept-2', key: '2', says: 'Accept the second proposed route' },
  { name: 'accept-3', key: '3', says: 'Accept the third proposed route' },
  { name: 'claim', key: 'c', says: 'Take the case on, or put it back' },
  { name: 'reply', key: 'r', says: 'Write a reply' },
  { name: 'note', key: 'm', says: 'Write a note' },
  { name: 'next-case', key: 'n', says: 'Go to the next case of the queue' },
  { name: 'queue', key: 'u', says: 'Go to the queue' },
  { name: 'search', key: '/', says: 'Search' },
  { name: 'help', key: '?', says: 'Show these keys, or hide them' },
]

export type Chosen = Readonly<Record<string, string>>

export const keyOf = (chosen: Chosen, { name, key }: Shortcut): string => chosen[name] ?? key

export type ReadShortcuts = { ok: true; chosen: Chosen } | { ok: false; mistakes: Record<string, string> }

/** What was typed on the page of the account: one character each, and no two the same. */
export function readShortcuts(form: Readonly<Record<string, string>>): ReadShortcuts {
  const mistakes: Record<string, string> = {}
  const chosen: Record<string, string> = form['off'] === 'yes' ? { off: 'yes' } : {}
  const taken = new Map<string, string>()
  for (const shortcut of SHORTCUTS) {
    const field = `key-${shortcut.name}`
    const key = form[field] || shortcut.key
    if ([...key].length !== 1 || /\s/.test(key)) mistakes[field] = 'Give one character.'
    else if (taken.has(key)) mistakes[field] = `“${key}” is taken: ${taken.get(key)}. Choose another one.`
    else {
      taken.set(key, shortcut.says)
      if (key !== shortcut.key) chosen[shortcut.name] = key
    }
  }
  return Object.keys(mistakes).length > 0 ? { ok: false, mistakes } : { ok: true, chosen }
}
