/** The data map as a page of Markdown; docs/data-map.md is this, and a test holds it to it. */
import { DISPOSAL_PLAN, NOT_OF_A_CASE } from '../retention/disposal-plan.ts'
import { may, ROLES, roleName } from '../web/roles.ts'
import { DATA_MAP, type Mapped, type Whose } from './data-map.ts'

const WHOSE: Readonly<Record<Whose, string>> = {
  writers: 'writers, and people they write about',
  'writers, staff': 'the same, and staff who act',
  staff: 'staff who sign in',
  duty: 'people on the duty rota',
  nobody: 'nobody',
}

/** What becomes of its rows when a case is disposed of, as the plan of disposal has it. */
export function keptFor(table: string): string {
  if (table === 'sessions') return 'removed when they are over'
  const steps = DISPOSAL_PLAN.filter((step) => step.table === table)
  if (steps.some(({ blank }) => !blank)) return 'goes with the case'
  const emptied = steps.flatMap(({ blank }) => Object.keys(blank ?? {}))
  if (emptied.length > 0) return `stays when the case goes, without: ${emptied.join(', ')}`
  return NOT_OF_A_CASE[table] === undefined ? '' : 'not of a case; nothing removes it by itself'
}

export function seenBy({ seenBy: action }: Mapped): string {
  if (action === 'nobody') return 'no page'
  const roles = ROLES.filter((role) => may(role, action))
  const without = ROLES.filter((role) => !may(role, action))
  return without.length === 0
    ? 'everybody of the office'
    : without.length <= 2
      ? `all but ${without.map(roleName).join(', ')}`
      : roles.map(roleName).join(', ')
}

const inSnake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

export function dataMapText(): string {
  const rows = Object.entries(DATA_MAP).map(([table, one]) =>
    [
      `\`${table}\``,
      WHOSE[one.whose],
      one.holds,
      one.personal.map(inSnake).join(', ') || 'none',
      keptFor(table),
      seenBy(one),
    ].join(' | '),
  )
  return `${HEAD}\n| Table | Whose | What for | Columns that hold it | Kept | Seen by |\n| --- | --- | --- | --- | --- | --- |\n${rows.map((row) => `| ${row} |`).join('\n')}\n${FOOT}`
}

const HEAD = `# Data map

Where personal data is, table by table. Made by \`npm run -s waypost -- data-map\` out of \`src/papers/data-map.ts\`, the plan of disposal and the table of roles; a test walks the schema and fails where a table or a column of words is not in it.

Every row carries its office, and the database shows a transaction no other office's rows (docs/decisions/0003-roles-rows-and-history.md). “Seen by” are the roles that may open pages on which it stands; a case may be closed to some of them (kept from, sealed). What is encrypted, and by which key, is in [encryption.md](encryption.md). How long a case is kept is in the office's profile, \`rules/offices\`; a hold, and a period that is not set, keep it for longer.
`

const FOOT = `
## Outside the tables

| Where | What | How long |
| --- | --- | --- |
| the office's mailbox | the letters: nothing there is ever removed, moved or marked by the service | as the office's own rule for the mailbox says |
| \`pgboss\` schema | jobs: ids and nothing else | an hour after they are done |
| log on standard error | events, ids, kinds of errors; a closed list of fields (\`src/log.ts\`) | as the machine's log is kept |
| backups | every row, sealed with a passphrase; letters in it are encrypted by office keys that are not in it | as whoever runs the service removes them: no longer than a record may outlive its disposal |
| outgoing mail servers, GOV.UK Notify, webhooks | acknowledgements to the writer; pages without a name or a word of a letter | as those services say |
| \`DATA_DIR/outbox\` of a demonstration | the mails that were sent | until somebody removes them |

Nothing is sent anywhere else: no model, map, font or counter of somebody else's is asked (\`src/web/sign-in/protection.ts\` forbids it to pages, and judging reads no network).
`
