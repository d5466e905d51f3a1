import { readFileSync } from 'node:fs'
import { DIVISIONS, readCalendars } from '../../src/clocks/calendars.ts'
import type { RuleFiles } from '../../src/rule-files.ts'

/** The calendar files of the repository, as texts. */
export const CALENDAR_FILES: RuleFiles = Object.fromEntries(
  DIVISIONS.map((division) => {
    const path = `rules/calendars/${division}.yaml`
    return [path, readFileSync(path, 'utf8')]
  }),
)

export const CALENDARS = readCalendars(CALENDAR_FILES)
