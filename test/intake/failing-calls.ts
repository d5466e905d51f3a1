import { drizzle } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import type { Db } from '../../src/db/db.ts'
import { decrypts } from '../../src/db/decrypting-client.ts'
import * as schema from '../../src/db/schema.ts'
import { TEST_KEYS } from '../test-keys.ts'
import { OnlyThatCall } from './model-server.ts'

/** `call`: that one call fails. `process`: that one and every one after it, as when the process dies there. */
export type FailsAs = 'call' | 'process'

/** Counts every call to the outside, and makes the n-th fail. */
export class FailingCalls {
  calls = 0
  readonly #failsAt: number
  readonly #failsAs: FailsAs

  constructor(failsAt: number, failsAs: FailsAs) {
    this.#failsAt = failsAt
    this.#failsAs = failsAs
  }

  get hasFailed(): boolean {
    return this.calls >= this.#failsAt
  }

  call = (): void => {
    this.calls++
    const isNow = this.calls === this.#failsAt || (this.#failsAs === 'process' && this.hasFailed)
    if (isNow) throw new OnlyThatCall('That call failed')
  }

  /**
   * The same Postgres, where the beginning of a transaction, each statement in it, and
   * the answer to its commit may fail. The last is the unkind one: it is committed, and
   * the poller does not know.
   */
  database(client: postgres.Sql): Db {
    const real: Db = drizzle(decrypts(client, TEST_KEYS), {
      schema,
      casing: 'snake_case',
      logger: { logQuery: this.call },
    })
    const transaction: Db['transaction'] = async (work) => {
      this.call()
      const result = await real.transaction(work)
      this.call()
      return result
    }
    return new Proxy(real, {
      get: (target, key) => (key === 'transaction' ? transaction : Reflect.get(target, key)),
    })
  }
}
