import { and, eq, isNotNull } from 'drizzle-orm'
import type { OfficeKeys } from '../keys/office-keys.ts'
import { type Db, inOffice } from './db.ts'
import { unwrapped } from './decrypting-client.ts'
import { dataKeys } from './schema.ts'

/**
 * Throws, in one sentence, where letters are kept that these keys do not open: a service without
 * the right key would take letters in and show none. Tries one key of each office and office key.
 */
export async function checkOfficeKeys(db: Db, keys: OfficeKeys, officeIds: readonly string[]): Promise<void> {
  for (const officeId of officeIds) {
    const some = await inOffice(db, officeId, (tx) =>
      tx
        .selectDistinctOn([dataKeys.officeKey])
        .from(dataKeys)
        .where(and(eq(dataKeys.officeId, officeId), isNotNull(dataKeys.wrapped)))
        .orderBy(dataKeys.officeKey),
    )
    for (const row of some) await unwrapped(keys, row)
  }
}
