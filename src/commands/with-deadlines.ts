import { readCalendars } from '../clocks/calendars.ts'
import type { Config } from '../config.ts'
import { openDatabase } from '../db/open.ts'
import type { CheckDeps } from '../deadlines/check-deadlines.ts'
import { Queue } from '../jobs/queue.ts'
import { officeKeysOf } from '../kept-keys.ts'
import { readOffices } from '../offices/read-offices.ts'
import { localRules } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

/** Runs the work with what deadlines need of the service, and without what judges and sends mail. */
export const withDeadlines = <T>(work: (deps: CheckDeps, config: Config) => Promise<T>): Promise<T> =>
  withDatabase(async ({ appUrl }, config) => {
    const files = localRules()
    const [offices, calendars] = [readOffices(files), readCalendars(files)]
    const database = openDatabase(appUrl, 4, officeKeysOf(config))
    const queue = new Queue(appUrl, { supervise: true })
    await queue.start()
    try {
      await queue.makeQueues()
      return await work({ db: database.db, queue, offices, calendars, now: () => new Date() }, config)
    } finally {
      await queue.stop()
      await database.close()
    }
  })
