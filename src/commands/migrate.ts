import path from 'node:path'
import { migrateDatabase } from '../db/migrate.ts'
import { BadRules } from '../errors.ts'
import { Queue } from '../jobs/queue.ts'
import { ROOT } from '../root.ts'
import { readWords } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

/** Brings the tables and the job queues up to date. Twice does no harm. */
export async function migrate(words: string[]): Promise<number> {
  if (!readWords(words, {})) return 2
  await withDatabase(async ({ appUrl, ownerUrl }) => {
    if (ownerUrl === undefined) {
      throw new BadRules('Set DATABASE_OWNER_URL: only the owner of the tables may change them.')
    }
    await migrateDatabase(ownerUrl, path.join(ROOT, 'drizzle'))
    const queue = new Queue(appUrl, { supervise: true })
    await queue.start()
    await queue.makeQueues()
    await queue.stop()
  })
  process.stdout.write('The database is up to date.\n')
  return 0
}
