/**
 * One person's shifts as an iCalendar object (RFC 5545). It says “On duty (primary)” and nothing
 * else: a calendar is shown on telephones, in meetings and to assistants. Moments are in UTC, so
 * that no time zone has to be described and both changes of the clocks are as the rota has them.
 */
import type { Because } from './on-call.ts'
import { LAYERS, type Rota } from './rota.ts'
import { SHIFTS_AHEAD_DAYS, type Shift, shiftsOf } from './shifts.ts'

const DAY_MS = 24 * 60 * 60_000
/** What is past stays in the calendar so long. */
const SHOWN_BACK_DAYS = 28
/** We look further back, so that a turn that is shown has its own beginning and stays the same event. */
const LOOKED_BACK_DAYS = 42

/** That person's shifts, from four weeks ago to twelve ahead. */
export function shiftsForCalendar(rota: Rota, personId: string, now: Date): Shift[] {
  const at = (days: number) => new Date(now.getTime() + days * DAY_MS)
  const period = { from: at(-LOOKED_BACK_DAYS), to: at(SHIFTS_AHEAD_DAYS) }
  return LAYERS.flatMap((layer) => shiftsOf(rota, layer, period))
    .filter(({ person, to }) => person.id === personId && to > at(-SHOWN_BACK_DAYS))
    .map((shift) => (shift.from > period.from ? shift : { ...shift, from: beginningOf(rota, shift) }))
}

/** Of a cover that began before we looked: cut off there, it would be another event every day. */
function beginningOf({ covers }: Rota, { because, from }: Shift): Date {
  const cover = 'coverId' in because ? covers.find(({ id }) => id === because.coverId) : undefined
  return cover?.from ?? from
}

/** The calendar, in lines that end as RFC 5545 section 3.1 wants them. */
export function calendarOf(shifts: readonly Shift[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Waypost//Duty rota//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:On duty',
    // RFC 7986 section 5.7, and the older name of the same that Outlook reads.
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...shifts.flatMap((shift) => eventOf(shift, now)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const eventOf = ({ layer, from, to, because }: Shift, now: Date): string[] => [
  'BEGIN:VEVENT',
  `UID:${sourceOf(because)}-${inUtc(from)}-${layer}@duty.waypost`,
  `DTSTAMP:${inUtc(now)}`,
  `DTSTART:${inUtc(from)}`,
  `DTEND:${inUtc(to)}`,
  `SUMMARY:On duty (${layer})`,
  // Somebody on duty for a week is still free to meet.
  'TRANSP:TRANSPARENT',
  'CLASS:PRIVATE',
  'END:VEVENT',
]

/** What the shift comes from; an id of ours and never a person's. */
const sourceOf = (because: Because): string =>
  'coverId' in because ? because.coverId : `${because.rotationId}-${because.turn}`

const inUtc = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

const LONGEST_OCTETS = 75

/** A line of more octets goes on in the next one after a space (RFC 5545 section 3.1). All of ours are ASCII. */
function folded(line: string): string {
  const pieces = [line.slice(0, LONGEST_OCTETS)]
  for (let at = LONGEST_OCTETS; at < line.length; at += LONGEST_OCTETS - 1) {
    pieces.push(line.slice(at, at + LONGEST_OCTETS - 1))
  }
  return pieces.join('\r\n ')
}
