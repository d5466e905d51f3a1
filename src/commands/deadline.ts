import { DIVISIONS, readCalendars } from '../clocks/calendars.ts'
import { type DeadlineAsked, deadline } from '../clocks/clock.ts'
import { parseEvent } from '../clocks/clock-event.ts'
import { CLOCK_KINDS, isClockKind } from '../clocks/clock-rules.ts'
import { parseDay, parseTime, sayDay } from '../clocks/days.ts'
import { calendarsRead, ladderOf } from '../clocks/ladder.ts'
import { type WhatIf, whatIf } from '../clocks/what-if.ts'
import { readOffices } from '../offices/read-offices.ts'
import { localRules, readWords } from './local-rules.ts'

const OPTIONS = {
  received: { type: 'string' },
  office: { type: 'string' },
  event: { type: 'string', multiple: true },
  explain: { type: 'boolean' },
  'if-answered': { type: 'string' },
  'if-holiday': { type: 'string' },
} as const

/** Prints the due day; with --explain each day, counted or not, and why; and what would be if. */
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
  const ifs = readIfs(read.values)
  if (typeof ifs === 'string') return misused(ifs)
  const asked: DeadlineAsked = {
    kind,
    ...received,
    events: events.flatMap((event) => (event.ok ? [event.event] : [])),
    calendars: readCalendars(files),
    division: office.calendar,
  }
  const due = deadline(asked)
  if ('refused' in due) {
    process.stderr.write(`${due.because}\n`)
    return 1
  }
  process.stdout.write(`${due.dueOn}\n`)
  if (read.values.explain) process.stdout.write(`${explained(asked, due).join('\n')}\n`)
  if (ifs.answeredOn || ifs.holiday) process.stdout.write(`${whatIf(asked, ifs).says}\n`)
  return 0
}

/** The ladder of days, the working in a sentence, and the lists of holidays that were read. */
function explained({ kind, calendars, division }: DeadlineAsked, due: Due): string[] {
  const read = calendarsRead(kind, calendars, division)
  return [
    ...ladderOf(kind, due.days).map(
      ({ on, counted, number, because, law }) =>
        `${on}  ${counted ? String(number ?? '').padStart(3) : '  –'}  ${sayDay(on)}: ${because}${law ? ` [${law}]` : ''}`,
    ),
    '',
    due.because,
    ...(due.extension
      ? [
          `An extension needs a notice by ${sayDay(due.extension.by)} that ${due.extension.notice} (${due.extension.law}).`,
        ]
      : []),
    ...(read.length > 0 ? [`Bank holidays: ${read.join('; ')}.`] : []),
  ]
}

type Due = Exclude<ReturnType<typeof deadline>, { refused: unknown }>

/** `--if-answered DAY` and `--if-holiday DAY[:PART]`; what is wrong with them in a sentence. */
function readIfs(values: { 'if-answered'?: string; 'if-holiday'?: string }): WhatIf | string {
  const answeredOn = values['if-answered'] === undefined ? undefined : parseDay(values['if-answered'])
  if (values['if-answered'] !== undefined && !answeredOn) return 'Say --if-answered with a day: 2026-12-22.'
  if (values['if-holiday'] === undefined) return answeredOn ? { answeredOn } : {}
  const [day = '', part = 'england-and-wales'] = values['if-holiday'].split(':')
  const [on, division] = [parseDay(day), DIVISIONS.find((one) => one === part)]
  if (!on || !division)
    return `Say --if-holiday with a day, and the part where it is kept: 2027-06-14:scotland (${DIVISIONS.join(', ')}).`
  return { ...(answeredOn ? { answeredOn } : {}), holiday: { on, division } }
}

function misused(why: string): number {
  process.stderr.write(`${why}\n`)
  return 2
}
