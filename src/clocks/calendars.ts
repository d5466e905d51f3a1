/**
 * Which days the law counts. Three lists of bank holidays, one for each part of the
 * United Kingdom, read from `rules/calendars/` in the fields of GOV.UK's own file.
 */
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import { filesIn, type RuleFiles, readRuleFile } from '../rule-files.ts'
import { type IsoDate, sayDay, weekdayOf } from './days.ts'

/** The parts of the United Kingdom that have bank holidays of their own. */
export const DIVISIONS = ['england-and-wales', 'scotland', 'northern-ireland'] as const

export type Division = (typeof DIVISIONS)[number]

/** `uk-any`: closed wherever any part of the United Kingdom is (FOIA 2000 s.10(6)). */
export type CalendarKind = Division | 'uk-any'

const CalendarFile = z
  .strictObject({
    division: z.enum(DIVISIONS),
    version: z.string().min(4),
    readOn: z.iso.date(),
    source: z.string().min(10),
    coversFrom: z.iso.date(),
    coversTo: z.iso.date(),
    events: z
      .array(
        z.strictObject({
          title: z.string().min(3),
          date: z.iso.date(),
          notes: z.string(),
          bunting: z.boolean(),
        }),
      )
      .min(1),
  })
  .superRefine(({ coversFrom, coversTo, events }, check) => {
    let previous = ''
    events.forEach(({ date }, at) => {
      const path = ['events', at, 'date']
      if (date < coversFrom || date > coversTo)
        check.addIssue({ code: 'custom', path, message: `${date} is outside coversFrom and coversTo` })
      if (date <= previous)
        check.addIssue({
          code: 'custom',
          path,
          message: `${date} comes after ${previous}: list each day once, in order`,
        })
      previous = date
    })
  })

/** One division's closed days, and the stretch of days for which that list is whole. */
export type Calendar = {
  version: string
  readOn: IsoDate
  coversFrom: IsoDate
  coversTo: IsoDate
  holidays: ReadonlyMap<IsoDate, string>
}

export type Calendars = Readonly<Record<Division, Calendar>>

/** The three calendars, checked; BadRules when one is missing, misnamed or holds a bad date. */
export function readCalendars(files: RuleFiles): Calendars {
  const texts = new Map(filesIn(files, 'rules/calendars'))
  const read = (division: Division): Calendar => {
    const path = `rules/calendars/${division}.yaml`
    const text = texts.get(path)
    if (text === undefined)
      throw new BadRules(`${path} is missing: no working day can be counted without it.`)
    const { events, ...file } = readRuleFile(path, text, CalendarFile)
    if (file.division !== division) throw new BadRules(`${path}: division says ${file.division}`)
    return {
      ...file,
      holidays: new Map(events.map(({ date, title, notes }) => [date, titled(title, notes)])),
    }
  }
  return eachDivision(read)
}

/** Something of each part. */
export const eachDivision = <T>(make: (division: Division) => T): Record<Division, T> => ({
  'england-and-wales': make('england-and-wales'),
  scotland: make('scotland'),
  'northern-ireland': make('northern-ireland'),
})

/** A holiday as it is named here, from the fields of GOV.UK's file. */
export const titled = (title: string, notes: string): string =>
  notes.toLowerCase() === 'substitute day' ? `${title}, substitute day` : title

/** Whether a day counts; `unknown` where the lists do not reach, because a guess could miss a deadline. */
export type DayState =
  | { state: 'open' }
  | { state: 'closed'; because: string }
  | { state: 'unknown'; because: string }

const NAMES: Record<Division, string> = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
}

export const calendarName = (division: Division): string => NAMES[division]

/** The same calendars with one more holiday, as if it had been proclaimed. */
export function addHoliday(
  calendars: Calendars,
  { on, division }: { on: IsoDate; division: Division },
): Calendars {
  const holidays = new Map(calendars[division].holidays)
  if (!holidays.has(on)) holidays.set(on, 'a holiday proclaimed')
  return { ...calendars, [division]: { ...calendars[division], holidays } }
}

/** A name for the three lists as they are: the same lists have the same name. */
export const calendarsLabel = (calendars: Calendars): string =>
  [...new Set(DIVISIONS.map((division) => calendars[division].version))].join(' ')

/**
 * Whether that day is a working day, and if not why not: the weekend, or the holiday by
 * its name and place. The office's own closure days are not asked about: a day on which
 * only the office is shut still counts in law.
 */
export function dayState(calendars: Calendars, kind: CalendarKind, on: IsoDate): DayState {
  const weekday = weekdayOf(on)
  if (weekday === 'Saturday' || weekday === 'Sunday') return { state: 'closed', because: weekday }
  const asked = kind === 'uk-any' ? DIVISIONS : [kind]
  for (const division of asked) {
    const holiday = calendars[division].holidays.get(on)
    if (holiday) return { state: 'closed', because: `${holiday} (${NAMES[division]})` }
  }
  const short = asked.find(
    (division) => on < calendars[division].coversFrom || on > calendars[division].coversTo,
  )
  if (short === undefined) return { state: 'open' }
  return { state: 'unknown', because: outsideOf(short, calendars[short], on) }
}

const outsideOf = (division: Division, { coversFrom, coversTo }: Calendar, on: IsoDate): string =>
  `The bank holidays of ${NAMES[division]} are listed from ${sayDay(coversFrom)} to ${sayDay(coversTo)}; ${sayDay(on)} is outside that, so the due day cannot be worked out.`

/** The last day for which every list is whole: an operator is warned before it comes near. */
export const calendarsEndOn = (calendars: Calendars): IsoDate =>
  DIVISIONS.map((division) => calendars[division].coversTo).reduce((a, b) => (a.localeCompare(b) < 0 ? a : b))
