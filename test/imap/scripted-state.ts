/** What a scripted server holds; a test changes it between two commands as it likes. */
export type ScriptedMessage = { uid: number; source: string; internalDate: string; seen: boolean }

export type ScriptedFolder = {
  validity: number
  uidNext: number
  messages: ScriptedMessage[]
  specialUse?: string
}

export type ScriptedState = {
  capabilities: string[]
  user: string
  password: string
  /** Access tokens that XOAUTH2 takes now. */
  accessTokens: Set<string>
  folders: Map<string, ScriptedFolder>
}

export const emptyFolder = (change: Partial<ScriptedFolder> = {}): ScriptedFolder => ({
  validity: 1,
  uidNext: 1,
  messages: [],
  ...change,
})

export const freshState = (): ScriptedState => ({
  capabilities: ['IMAP4rev1', 'SASL-IR', 'AUTH=PLAIN', 'AUTH=XOAUTH2', 'IDLE', 'UIDPLUS', 'SPECIAL-USE'],
  user: 'enquiries',
  password: 'the right one',
  accessTokens: new Set(),
  folders: new Map([['INBOX', emptyFolder()]]),
})

/** Puts a message into the folder and gives its uid. */
export function deliver(
  folder: ScriptedFolder,
  source: string,
  internalDate = '23-Nov-2026 09:00:00 +0000',
): number {
  const uid = folder.uidNext++
  folder.messages.push({ uid, source: source.replace(/\r?\n/g, '\r\n'), internalDate, seen: false })
  return uid
}

/** Those of the set `2,4:7,9:*` that are there; as RFC 9051 section 9 says, `n:*` always names the last. */
export function inSet(folder: ScriptedFolder, set: string): ScriptedMessage[] {
  const last = folder.messages.at(-1)?.uid ?? 0
  const end = (word: string) => (word === '*' ? last : Number(word))
  const ranges = set.split(',').map((part): [number, number] => {
    const [from = '', to = from] = part.split(':')
    return [Math.min(end(from), end(to)), Math.max(end(from), end(to))]
  })
  return folder.messages.filter(({ uid }) => ranges.some(([from, to]) => uid >= from && uid <= to))
}
