import { readFile } from 'node:fs/promises'
import { calendarsNow } from '../cases/calendars-now.ts'
import { calendarsEndOn } from '../clocks/calendars.ts'
import { sayDay } from '../clocks/days.ts'
import { inOffice } from '../db/db.ts'
import { checkDeadlines } from '../deadlines/check-deadlines.ts'
import { GOV_UK, refreshCalendars } from '../deadlines/refresh-calendars.ts'
import { readWords } from './local-rules.ts'
import { withDeadlines } from './with-deadlines.ts'

/** Takes the bank holidays from GOV.UK, another address or a file, and works the deadlines out again. */
export async function refreshCalendarsVerb(words: string[]): Promise<number> {
  const read = readWords(words, { from: { type: 'string' }, file: { type: 'string' } })
  if (!read) return 2
  const { from, file } = read.values
  return withDeadlines(async (deps, config) => {
    const source = file === undefined ? (from ?? config.calendarUrl ?? GOV_UK) : `file ${file}`
    const text = file === undefined ? undefined : { ok: true as const, text: await readFile(file, 'utf8') }
    const found = await refreshCalendars(deps, source, text)
    if (found.outcome === 'not-fetched' || found.outcome === 'refused') {
      process.stderr.write(`Nothing was taken; what is held stays in force. ${found.because}\n`)
      return 1
    }
    await checkDeadlines(deps)
    for (const { id } of deps.offices.all) {
      const calendars = await inOffice(deps.db, id, (tx) => calendarsNow(tx, deps.calendars, id))
      const version = calendars['england-and-wales'].version
      process.stdout.write(`${id}: version ${version}, listed to ${sayDay(calendarsEndOn(calendars))}.\n`)
    }
    process.stdout.write(found.outcome === 'same' ? 'No day has changed.\n' : 'The days have changed.\n')
    return 0
  })
}
