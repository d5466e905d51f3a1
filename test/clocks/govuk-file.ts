import { DIVISIONS, type Division } from '../../src/clocks/calendars.ts'
import { CALENDARS } from './calendars-on-disk.ts'

export type GovUkFile = Record<
  Division,
  { division: string; events: { title: string; date: string; notes: string; bunting: boolean }[] }
>

/** What GOV.UK would publish if it listed the days that we ship, as far as `wanted` says. */
export const govUkFile = (wanted: (date: string) => boolean = () => true): GovUkFile =>
  Object.fromEntries(
    DIVISIONS.map((division) => [
      division,
      {
        division,
        events: [...CALENDARS[division].holidays]
          .filter(([date]) => wanted(date))
          .map(([date, title]) => ({
            title: title.replace(', substitute day', ''),
            date,
            notes: title.endsWith('substitute day') ? 'Substitute day' : '',
            bunting: true,
          })),
      },
    ]),
  ) as GovUkFile

/** The same file without that day, in every part. */
export const withoutDay = (file: GovUkFile, date: string): GovUkFile => {
  for (const division of DIVISIONS)
    file[division].events = file[division].events.filter((event) => event.date !== date)
  return file
}
