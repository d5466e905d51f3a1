import { findEmbedded } from '../db/embedded.ts'
import { seedCases } from '../demo/seed-cases.ts'
import { BadRules } from '../errors.ts'
import { officeKeysOf } from '../kept-keys.ts'
import { readOffices } from '../offices/read-offices.ts'
import { localRules, readWords } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

const MOST = 1_000_000

/** `seed 100000`: so many made-up cases more, in an embedded database and in no other. */
export async function seedVerb(words: string[]): Promise<number> {
  const read = readWords(words, {})
  const count = Number(read?.positionals[0])
  if (!read || !Number.isInteger(count) || count < 1 || count > MOST) {
    process.stderr.write(`Say how many cases, from 1 to ${MOST}: waypost seed 100000\n`)
    return 2
  }
  const { all } = readOffices(localRules())
  await withDatabase(async (_, config) => {
    const embedded =
      config.databaseUrl === undefined && config.mode === 'embedded' && findEmbedded(config.dataDir)
    if (!embedded)
      throw new BadRules(
        'Made-up cases go into an embedded database only: unset DATABASE_URL and WAYPOST_MODE, and give DATA_DIR a directory of its own.',
      )
    const startedAt = performance.now()
    const there = await seedCases({
      ...{
        superuserUrl: embedded.superuserUrl,
        officeKeys: officeKeysOf(config),
        offices: all,
        count,
        now: new Date(),
      },
      say: (text) => process.stderr.write(`  ${text}\n`),
    })
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    process.stdout.write(`${count} made-up cases in ${seconds} s; ${there} are there now.\n`)
  })
  return 0
}
