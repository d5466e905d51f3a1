import type postgres from 'postgres'

/** Above this a statement is one of a kind (a long list, a big batch), and keeping its plan would only fill memory. */
const MOST_PARAMETERS = 400

type Unsafe = (text: string, parameters?: unknown[], options?: object) => unknown
type Client = { unsafe: Unsafe; begin?: (...given: unknown[]) => unknown }

/**
 * The client with its statements prepared once for each connection. The query builder
 * asks for none to be, so that each would be parsed anew and cost a second way to the
 * server and back; through Hyperdrive too, which keeps plans of named statements.
 */
export function prepared<S extends postgres.Sql>(sql: S): S {
  prepare(sql as unknown as Client)
  return sql
}

function prepare(client: Client): void {
  const { unsafe, begin } = client
  client.unsafe = (text, parameters = [], options = {}) =>
    unsafe(text, parameters, { ...options, prepare: parameters.length <= MOST_PARAMETERS })
  if (!begin) return
  // A transaction has a client of its own, which has to be told as well.
  client.begin = (...given) => {
    const work = given.pop() as (transaction: Client) => unknown
    return begin(...given, (transaction: Client) => {
      prepare(transaction)
      return work(transaction)
    })
  }
}
