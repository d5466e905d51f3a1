import { customType, text, timestamp, uuid } from 'drizzle-orm/pg-core'

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })
export const moment = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
export const officeId = () => text().notNull()
export const id = () => uuid().primaryKey()
