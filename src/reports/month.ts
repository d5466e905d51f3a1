/** Months as the office has them: on the clocks of London. Pure. */
import { addMonths, londonDay, startOfLondonDay } from '../clocks/days.ts'

/** `2026-11`. */
export type Month = string

export const monthOf = (at: Date): Month => londonDay(at).slice(0, 7)

/** A month as it stands in an address; undefined for anything else. */
export const parseMonth = (text: string | undefined): Month | undefined =>
  text !== undefined && /^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : undefined

/** Its first moment, and the first of the next. */
export const spanOf = (month: Month): { from: Date; to: Date } => ({
  from: startOfLondonDay(`${month}-01`),
  to: startOfLondonDay(addMonths(`${month}-01`, 1)),
})

/** From the first to the last, newest first, but never more than so many. */
export function monthsBetween(first: Month, last: Month, most: number): Month[] {
  const months: Month[] = []
  for (
    let month = last;
    month >= first && months.length < most;
    month = addMonths(`${month}-01`, -1).slice(0, 7)
  )
    months.push(month)
  return months
}

const NAMES = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
]

/** `November 2026`. */
export const sayMonth = (month: Month): string => `${NAMES[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
