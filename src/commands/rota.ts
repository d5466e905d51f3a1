import { parseTime } from '../clocks/days.ts'
import { inOffice } from '../db/db.ts'
import { openDatabase } from '../db/open.ts'
import { officeKeysOf } from '../kept-keys.ts'
import { readOffices } from '../offices/read-offices.ts'
import { readRota } from '../rota/read-rota.ts'
import { rotaText } from '../rota/rota-text.ts'
import { localRules, readWords } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

const OPTIONS = { office: { type: 'string' }, at: { type: 'string' } } as const

/** Prints who is on duty and the gaps of the week ahead; exit code 1 where there is a gap. */
export async function rotaVerb(words: string[]): Promise<number> {
  const read = readWords(words, OPTIONS)
  if (!read) return 2
  const all = readOffices(localRules())
  const { office: named, at } = read.values
  const offices = named === undefined ? all.all : all.all.filter(({ id }) => id === named)
  if (offices.length === 0) return misused(`There is no office "${named}".`)
  const now = at === undefined ? new Date() : momentIn(at)
  if (!now) return misused('Say a moment such as --at 2026-11-28T02:00 (London time) or 2026-11-28T02:00Z.')
  let gaps = 0
  await withDatabase(async ({ appUrl }, config) => {
    const { db, close } = openDatabase(appUrl, 1, officeKeysOf(config))
    try {
      for (const office of offices) {
        const rota = await inOffice(db, office.id, (tx) => readRota(tx, office.id))
        const said = rotaText(rota, office, now)
        gaps += said.gaps
        process.stdout.write(`${said.lines.join('\n')}\n\n`)
      }
    } finally {
      await close()
    }
  })
  return gaps === 0 ? 0 : 1
}

function momentIn(text: string): Date | undefined {
  const time = parseTime(text)
  return time && 'receivedAt' in time ? time.receivedAt : undefined
}

function misused(why: string): number {
  process.stderr.write(`${why}\n`)
  return 2
}
