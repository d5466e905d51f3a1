/**
 * The bank holidays as GOV.UK publishes them, and whether they may take the place of
 * those we hold. Whatever looks wrong is refused whole: a wrong holiday moves hundreds
 * of due days, and the lists that we hold are good for a year and more.
 */
import { z } from 'zod'
import {
  type Calendar,
  type Calendars,
  calendarName,
  DIVISIONS,
  type Division,
  eachDivision,
  titled,
} from './calendars.ts'
import { type IsoDate, sayDay, weekdayOf } from './days.ts'

/** https://www.gov.uk/bank-holidays.json; further fields are left alone, so that a new one breaks nothing. */
const Published = z.object({
  division: z.string(),
  events: z
    .array(z.object({ title: z.string().min(3).max(100), date: z.iso.date(), notes: z.string().max(200) }))
    .min(1)
    .max(2_000),
})
const PublishedFile = z.object({
  'england-and-wales': Published,
  scotland: Published,
  'northern-ireland': Published,
})

/** How many bank holidays each part has in a year: the fewest, so that more may be proclaimed. */
const FEWEST: Record<Division, number> = { 'england-and-wales': 8, scotland: 9, 'northern-ireland': 10 }

export type Fetched = { ok: true; calendars: Calendars } | { ok: false; because: string }

/** A text as it was fetched, joined to the lists that are held; or why it is refused. */
export function readGovUk(
  text: string,
  about: { held: Calendars; today: IsoDate; version: string },
): Fetched {
  const read = parse(text)
  if (!read)
    return { ok: false, because: 'It is not a list of bank holidays in the form that GOV.UK publishes.' }
  const joined: Partial<Record<Division, Calendar>> = {}
  for (const division of DIVISIONS) {
    const calendar = join(division, read[division], about)
    if (typeof calendar === 'string') return { ok: false, because: `${calendarName(division)}: ${calendar}` }
    joined[division] = calendar
  }
  return { ok: true, calendars: joined as Calendars }
}

function parse(text: string): z.output<typeof PublishedFile> | undefined {
  try {
    const read = PublishedFile.safeParse(JSON.parse(text))
    if (!read.success) return undefined
    return DIVISIONS.every((one) => read.data[one].division === one) ? read.data : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

type About = { held: Calendars; today: IsoDate; version: string }

/** The whole years that were published in place of ours, and ours for the others; or what is wrong. */
function join(
  division: Division,
  { events }: z.output<typeof Published>,
  { held, today, version }: About,
): Calendar | string {
  const ours = held[division]
  const days = new Map(events.map(({ date, title, notes }) => [date, titled(title, notes)]))
  if (days.size !== events.length) return 'a day is listed twice.'
  const weekend = [...days.keys()].find((on) => /^S/.test(weekdayOf(on)))
  if (weekend) return `${sayDay(weekend)} is at a weekend, when no bank holiday is kept.`
  const years = wholeYears(division, [...days.keys()])
  const nextYear = Number(today.slice(0, 4)) + 1
  if (typeof years === 'string') return years
  const { first, last } = years
  if (last < nextYear) return `${nextYear} is missing or is not whole.`
  const lost = [...ours.holidays.keys()].find(
    (on) => on <= today && yearOf(on) >= Math.min(first, nextYear - 2) && !days.has(on),
  )
  if (lost) return `${sayDay(lost)}, a holiday that is past, is no longer listed.`
  const kept = [...ours.holidays].filter(([on]) => yearOf(on) < first || yearOf(on) > last)
  return {
    version,
    readOn: today,
    coversFrom: firstOf(ours.coversFrom, `${first}-01-01`),
    coversTo: lastOf(ours.coversTo, `${last}-12-31`),
    holidays: new Map(
      [...kept, ...[...days].filter(([on]) => yearOf(on) <= last)].sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  }
}

/** The first and the last year that are whole. The last published may still grow, any before it may not. */
function wholeYears(division: Division, days: readonly IsoDate[]): { first: number; last: number } | string {
  const counts = new Map<number, number>()
  for (const on of days) counts.set(yearOf(on), (counts.get(yearOf(on)) ?? 0) + 1)
  const years = [...counts.keys()].sort((a, b) => a - b)
  const [first = 0, newest = 0] = [years[0], years.at(-1)]
  for (let year = first; year <= newest; year++) {
    if ((counts.get(year) ?? 0) >= FEWEST[division]) continue
    if (year === newest && year > first) return { first, last: newest - 1 }
    return `${year} has ${counts.get(year) ?? 0} bank holidays, fewer than the ${FEWEST[division]} of every year.`
  }
  return { first, last: newest }
}

const yearOf = (on: IsoDate): number => Number(on.slice(0, 4))

const firstOf = (...days: [IsoDate, IsoDate]): IsoDate => days.sort()[0]

const lastOf = (...days: [IsoDate, IsoDate]): IsoDate => days.sort()[1]

/** Lists as they are kept in a row: JSON has no maps. */
export type KeptCalendars = Record<Division, Omit<Calendar, 'holidays'> & { holidays: [IsoDate, string][] }>

export const keepable = (calendars: Calendars): KeptCalendars =>
  eachDivision((one) => ({ ...calendars[one], holidays: [...calendars[one].holidays] }))

/**
 * What was kept, with the years after it from the lists that are shipped. Its version names
 * both where both are read: a deadline that no list reached is worked out by the new release.
 */
export const inForce = (shipped: Calendars, kept: KeptCalendars): Calendars =>
  eachDivision((one) => {
    const [ours, theirs] = [shipped[one], kept[one]]
    const later = [...ours.holidays].filter(([on]) => on > theirs.coversTo)
    const isLonger = ours.coversTo > theirs.coversTo
    return {
      ...theirs,
      version: isLonger ? `${theirs.version}+${ours.version}` : theirs.version,
      coversTo: lastOf(ours.coversTo, theirs.coversTo),
      holidays: new Map([...theirs.holidays, ...later]),
    }
  })

/** Whether both close the same days under the same names. */
export const sameDays = (a: Calendars, b: Calendars): boolean =>
  DIVISIONS.every(
    (one) =>
      a[one].coversTo === b[one].coversTo &&
      JSON.stringify([...a[one].holidays]) === JSON.stringify([...b[one].holidays]),
  )
