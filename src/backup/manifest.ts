/** What a backup says of itself: at its beginning what is in it, at its end how much. */
import { createHmac } from 'node:crypto'
import { z } from 'zod'

const Name = z.string().regex(/^[a-z_][a-z0-9_]*$/)

export const Manifest = z.strictObject({
  madeAt: z.iso.datetime(),
  /** Of package.json, for people. */
  release: z.string(),
  /** SHA-256 of each migration that the tables have been through, the first one first. */
  migrations: z.array(z.string()),
  /** Which secret key the seals in it were made with; tells nothing of the key. */
  secretMark: z.string(),
  /** In the order in which they can be filled: what is pointed at comes before what points. */
  tables: z.array(z.strictObject({ name: Name, columns: z.array(Name) })),
})
export type Manifest = z.infer<typeof Manifest>

/** Before the rows of each table, and after the last. */
export const TableNote = z.union([
  z.strictObject({ table: Name }),
  z.strictObject({ end: z.record(Name, z.number().int()) }),
])
export type TableNote = z.infer<typeof TableNote>

export const secretMark = (secretKey: string): string =>
  createHmac('sha256', secretKey).update('waypost.backup.mark').digest('hex').slice(0, 16)
