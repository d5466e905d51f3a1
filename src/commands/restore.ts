import { createReadStream, existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { anchorFile, anchorFileOf } from '../anchor-file.ts'
import { anchorKey, anchorLine } from '../audit/anchor.ts'
import { check, type Loaded, load } from '../backup/load.ts'
import { opened } from '../backup/sealed.ts'
import { type Config, readConfig } from '../config.ts'
import { lockDataDir } from '../db/data-dir-lock.ts'
import { startEmbedded } from '../db/embedded.ts'
import { BadRules } from '../errors.ts'
import { Queue } from '../jobs/queue.ts'
import { ROOT } from '../root.ts'
import { passphraseOf, secretKeyOf } from './backup-settings.ts'
import { readWords } from './local-rules.ts'

/** Puts a backup into an empty database; with --dry-run it is only read to its end. */
export async function restoreVerb(words: string[]): Promise<number> {
  const read = readWords(words, { 'dry-run': { type: 'boolean' }, 'other-secret-key': { type: 'boolean' } })
  const [file, ...more] = read?.positionals ?? []
  if (!read) return 2
  if (file === undefined || more.length > 0) {
    process.stderr.write('Name one file to read: restore FILE\n')
    return 2
  }
  if (!existsSync(file)) throw new BadRules(`There is no file ${file}: name a backup.`)
  const config = readConfig(process.env)
  if (read.values['dry-run']) {
    const { manifest, rows } = await check(plainOf(file, passphraseOf(config)))
    process.stdout.write(
      `${file}: whole. Made ${manifest.madeAt} by release ${manifest.release}, ${total(rows)} rows of ${manifest.tables.length} tables. Nothing was changed.\n`,
    )
    return 0
  }
  // Asked for with another key too, and before anything is loaded: what was restored is signed at the end.
  const ownKey = secretKeyOf(config)
  const secretKey = read.values['other-secret-key'] ? undefined : ownKey
  const loaded = await intoEmpty(config, async ({ appUrl, ownerUrl }) => {
    const migrations = path.join(ROOT, 'drizzle')
    const plain = plainOf(file, passphraseOf(config))
    const done = await load(plain, { ownerUrl, migrations, secretKey, now: new Date() })
    await makeQueues(appUrl)
    return done
  })
  process.stdout.write(told(loaded))
  keepRestored(config, ownKey, loaded)
  return 0
}

/**
 * Anchors of the time after the backup name rows that are gone: signed lines say so, because
 * otherwise the history would stand as one that somebody has cut off.
 */
function keepRestored(config: Config, secretKey: string, { heads }: Loaded): void {
  const key = anchorKey(secretKey)
  const at = new Date().toISOString()
  const lines = heads.map((head) => anchorLine({ ...head, at }, key))
  const file = anchorFileOf(config)
  if (config.anchorMail !== undefined || file === undefined)
    process.stdout.write(
      `Keep these lines with the anchors of the history; verify-audit needs them:\n${lines.join('\n')}\n`,
    )
  // Last, so that a file that cannot be written keeps nobody from the lines.
  if (file !== undefined) anchorFile(file).keep(lines)
}

/** The frames in the file; throws BadRules where it was changed or cut off. */
export async function* plainOf(file: string, passphrase: string): AsyncGenerator<Uint8Array> {
  const unpacked = createGunzip()
  const feeding = pipeline(Readable.from(opened(createReadStream(file), passphrase)), unpacked)
  // What goes wrong there comes out of the loop below; whoever reads no further ends it on purpose.
  feeding.catch(() => {})
  yield* unpacked as AsyncIterable<Buffer>
  await feeding
}

type Urls = { appUrl: string; ownerUrl: string }

/** The database of the settings, or an embedded one that is made for it: one that has served is never filled. */
async function intoEmpty<T>(config: Config, work: (urls: Urls) => Promise<T>): Promise<T> {
  if (config.databaseUrl !== undefined) {
    if (config.databaseOwnerUrl === undefined)
      throw new BadRules('Set DATABASE_OWNER_URL: only the owner of the tables can fill them.')
    return work({ appUrl: config.databaseUrl, ownerUrl: config.databaseOwnerUrl })
  }
  const home = path.resolve(config.dataDir, 'postgres')
  const unlock = lockDataDir(config.dataDir)
  try {
    if (existsSync(home))
      throw new BadRules(
        `There is a database in ${config.dataDir}: move ${home} away, or set DATA_DIR to another folder that holds the file secret-key.`,
      )
    const keys = path.resolve(config.dataDir, 'office-keys.json')
    if (config.officeKeys === undefined && config.officeKeysFile === undefined && !existsSync(keys))
      throw new BadRules(
        `No letter of the backup can be read without the office keys: put the file office-keys.json of the installation into ${config.dataDir}, or set OFFICE_KEYS.`,
      )
    const server = await startEmbedded(config.dataDir)
    try {
      const done = await work(server)
      await server.stop()
      return done
    } catch (error) {
      // Made by us a moment ago, and half of a database is of no use to anybody.
      await server.stop()
      rmSync(home, { recursive: true, force: true })
      throw error
    }
  } finally {
    unlock()
  }
}

async function makeQueues(appUrl: string): Promise<void> {
  const queue = new Queue(appUrl, { supervise: true })
  await queue.start()
  await queue.makeQueues()
  await queue.stop()
}

const total = (rows: Record<string, number>): number => Object.values(rows).reduce((sum, one) => sum + one, 0)

const told = ({ manifest, rows, offices, answersKeptBack, alertsOpen, pagesFrom }: Loaded): string =>
  [
    `Everything is as it was at ${manifest.madeAt}: ${total(rows)} rows, offices ${offices.join(', ') || 'none'}.`,
    'Start the service now; letters that came since are read from the mailboxes again.',
    `Open alerts: ${alertsOpen}. Duty staff are told as soon as it runs; from ${pagesFrom.toISOString()} each pages again unless somebody has answered it.`,
    `Answers that were owed and are not sent: ${answersKeptBack}. Answers to letters of the time between wait for a person.`,
    'Disposals agreed on before the backup are carried out again. What people noted and decided since (holds, disposals, rota, rights) is not in it: have it done again.',
    '',
  ].join('\n')
