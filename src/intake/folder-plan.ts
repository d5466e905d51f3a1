/** Which folders of an account are watched, from the settings and from what the server lists. Pure. */
import type { Folder } from './mailbox.ts'

export type WatchedFolder = { path: string; specialUse: string | undefined }

export type FolderPlan = {
  watched: readonly WatchedFolder[]
  /** Named in the settings, and neither there nor found under another name. */
  missing: readonly string[]
  /** May hold letters, and nobody reads them. */
  unwatched: readonly string[]
}

/** Names that people give to these folders, for servers that call them otherwise. */
const USUAL_NAMES: readonly [RegExp, string][] = [
  [/^(?:junk|spam|bulk)(?: ?e-?mail)?$/i, '\\Junk'],
  [/^archives?$/i, '\\Archive'],
  [/^(?:deleted(?: items| messages)?|trash|bin)$/i, '\\Trash'],
]

/** What an office put there itself, threw away, or sees in other folders as well. */
const NOT_FOR_LETTERS = new Set([
  '\\Sent',
  '\\Drafts',
  '\\Trash',
  '\\All',
  '\\Flagged',
  '\\Important',
  '\\Noselect',
])

/**
 * INBOX always, junk wherever the server has it, and what the settings name. A name that
 * is not there is looked for by its special use (RFC 6154): by the usual meaning of the
 * name, or by the use that the folder had when we last saw it.
 */
export function planFolders(
  wanted: readonly string[],
  listed: readonly Folder[],
  usesBefore: ReadonlyMap<string, string>,
): FolderPlan {
  const watched = new Map<string, WatchedFolder>([['INBOX', { path: 'INBOX', specialUse: undefined }]])
  const missing: string[] = []
  for (const name of wanted.filter((one) => !isInbox(one))) {
    const found = findFolder(name, listed, usesBefore)
    if (found) watched.set(found.path, pick(found))
    else missing.push(name)
  }
  for (const folder of listed) if (folder.specialUse === '\\Junk') watched.set(folder.path, pick(folder))
  const unwatched = listed
    .filter(
      ({ path, specialUse }) =>
        !watched.has(path) && !isInbox(path) && !NOT_FOR_LETTERS.has(specialUse ?? ''),
    )
    .map(({ path }) => path)
  return { watched: [...watched.values()], missing, unwatched }
}

const isInbox = (path: string): boolean => path.toUpperCase() === 'INBOX'

const pick = ({ path, specialUse }: Folder): WatchedFolder => ({ path, specialUse })

function findFolder(
  name: string,
  listed: readonly Folder[],
  usesBefore: ReadonlyMap<string, string>,
): Folder | undefined {
  const use = usesBefore.get(name) ?? USUAL_NAMES.find(([pattern]) => pattern.test(name))?.[1]
  return (
    listed.find(({ path }) => path === name) ??
    (use === undefined ? undefined : listed.find(({ specialUse }) => specialUse === use))
  )
}

/** New since the server listed its folders for the first time, and on its top level, where rules put letters. */
export const newFolders = (plan: FolderPlan, knownBefore: readonly string[] | null): string[] =>
  knownBefore === null
    ? []
    : plan.unwatched.filter((path) => !knownBefore.includes(path) && !/[/.\\]/.test(path))
