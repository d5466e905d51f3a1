import { createHash } from 'node:crypto'
import type { WebContext } from '../web-deps.ts'

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
/** A word that is an id and nothing else. */
export const IS_ID = new RegExp(`^${UUID}$`)

/** Part of a route that only an id fits; a word that is none finds no page. */
export const ID = `:id{${UUID}}`

/** The id of the address; a word that is no id finds nothing rather than failing in the database. */
export const idOf = (c: WebContext): string => asId(c.req.param('id'))

/** The same for a word that came another way. */
export const asId = (word: string | undefined): string =>
  word !== undefined && IS_ID.test(word) ? word : '00000000-0000-0000-0000-000000000000'

/** A person in a form or an address: no name, and not the key by which they sign in. */
export const personId = ({ userKey }: { userKey: string }): string =>
  createHash('sha256').update(userKey).digest('hex').slice(0, 12)
