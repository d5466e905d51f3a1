import { checkOfficeKeys } from '../db/check-keys.ts'
import { openDatabase } from '../db/open.ts'
import { rotateKeys } from '../db/rotate-keys.ts'
import { officeKeysOf } from '../kept-keys.ts'
import { readOffices } from '../offices/read-offices.ts'
import { localRules, readWords } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

/** Puts all keys under the current office key; afterwards the former one can be taken out of the settings. */
export async function rotateKeysVerb(words: string[]): Promise<number> {
  if (!readWords(words, {})) return 2
  await withDatabase(async ({ appUrl }, config) => {
    const keys = officeKeysOf(config)
    const { db, close } = openDatabase(appUrl, 1, keys)
    try {
      const offices = readOffices(localRules()).all.map(({ id }) => id)
      await checkOfficeKeys(db, keys, offices)
      for (const office of offices) {
        const { rewrapped, encrypted, held } = await rotateKeys(db, office)
        const kept =
          held > 0
            ? ` ${held} of cases that are held stay unencrypted: run this again when the holds are over.`
            : ''
        process.stdout.write(
          `${office}: ${rewrapped} keys put under the office key "${keys.current}", ${encrypted} rows encrypted.${kept}\n`,
        )
      }
    } finally {
      await close()
    }
  })
  return 0
}
