import { readCalendars } from '../clocks/calendars.ts'
import { deadline } from '../clocks/clock.ts'
import { parseEvent } from '../clocks/clock-event.ts'
import { CLOCK_KINDS, isClockKind } from '../clocks/clock-rules.ts'
import { parseTime, sayDay } from '../clocks/days.ts'
import { readOffices } from '../offices/read-offices.ts'
import { localRules, readWords } from './local-rules.ts'

const OPTIONS = {
  received: { type: 'string' },
  office: { type: 'string' },
  event: { type: 'string', multiple: true },
  explain: { type: 'boolean' },
} as const

/** Prints the due day; with --explain each day, counted or not, and why. */
export async function deadlineVerb(words: string[]): Promise<number> {
  const read = readWords(words, OPTIONS)
  if (!read) return 2
  const [kind] = read.positionals
  if (kind === undefined || !isClockKind(kind)) return misused(`KIND is one of ${CLOCK_KINDS.join(', ')}.`)
  const received = parseTime(read.values.received ?? '')
  if (!received)
    return misused('Say when it was received: --received 2026-11-23, or with a time and its zone.')
  const events = (read.values.event ?? []).map(parseEvent)
  for (const event of events) if (!event.ok) return misused(event.because)
  const files = localRules()
  const offices = readOffices(files)
  const office = read.values.office === undefined ? offices.all[0] : offices.get(read.values.office)
  if (!office) return misused(`There is no office "${read.values.office}".`)
  const due = deadline({
    kind,
    ...received,
    events: events.flatMap((event) => (event.ok ? [event.event] : [])),
    calendars: readCalendars(files),
    division: office.calendar,
  })
  if ('refused' in due) {
    process.stderr.write(`${due.because}\n`)
    return 1
  }
  process.stdout.write(`${due.dueOn}\n`)
  if (read.values.explain) {
    const lines = due.days.map(
      (day) =>
        `${day.on}  ${day.counted ? String(day.number ?? '').padStart(3) : '  –'}  ${sayDay(day.on)}: ${day.because}`,
    )
    process.stdout.write(`${[...lines, '', due.because].join('\n')}\n`)
  }
  return 0
}

function misused(why: string): number {
  process.stderr.write(`${why}\n`)
  return 2
}
