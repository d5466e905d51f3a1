import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { MACHINE, record } from '../audit/record.ts'
import { type DumpFacts, dump } from '../backup/dump.ts'
import { secretMark } from '../backup/manifest.ts'
import { type Cost, sealed } from '../backup/sealed.ts'
import { inOffice } from '../db/db.ts'
import { openDatabase } from '../db/open.ts'
import { BadRules } from '../errors.ts'
import { noteBeat } from '../jobs/beat.ts'
import { readOffices } from '../offices/read-offices.ts'
import { passphraseOf, releaseName, secretKeyOf } from './backup-settings.ts'
import { localRules, readWords } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

/** Writes everything that the database holds to one file; the service may go on meanwhile. */
export async function backupVerb(words: string[]): Promise<number> {
  const read = readWords(words, {})
  const [file, ...more] = read?.positionals ?? []
  if (!read) return 2
  if (file === undefined || more.length > 0) {
    process.stderr.write('Name one file to write to: backup FILE\n')
    return 2
  }
  if (existsSync(file)) throw new BadRules(`${file} is there already: name a file that is not.`)
  await withDatabase(async ({ appUrl, ownerUrl }, config) => {
    if (ownerUrl === undefined)
      throw new BadRules('Set DATABASE_OWNER_URL: only the owner of the tables can read all of them.')
    const madeAt = new Date()
    const facts = {
      madeAt: madeAt.toISOString(),
      release: releaseName(),
      secretMark: secretMark(secretKeyOf(config)),
    }
    const rows = await writeBackup(file, { ownerUrl, facts, passphrase: passphraseOf(config) })
    await noteInHistory(appUrl, { madeAt, rows })
    process.stdout.write(`${file}: ${rows} rows. Try it with \`restore ${file} --dry-run\`.\n`)
  })
  return 0
}

/** Whole or not there: under another name first, to the disk, then by its name. The result counts rows. */
export async function writeBackup(
  file: string,
  from: { ownerUrl: string; facts: DumpFacts; passphrase: string; cost?: Cost },
): Promise<number> {
  const unfinished = `${file}.unfinished`
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
  let rows = 0
  const count = (of: Record<string, number>) => {
    rows = Object.values(of).reduce((sum, one) => sum + one, 0)
  }
  try {
    await pipeline(
      Readable.from(dump(from.ownerUrl, from.facts, count)),
      createGzip(),
      (packed: AsyncIterable<Buffer>) => sealed(packed, from.passphrase, from.cost),
      createWriteStream(unfinished, { mode: 0o600, flags: 'wx' }),
    )
    const written = await open(unfinished, 'r+')
    await written.sync()
    await written.close()
    renameSync(unfinished, file)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  return rows
}

/** A copy of everything has left the database: each office's history says so. */
async function noteInHistory(
  appUrl: string,
  { madeAt, rows }: { madeAt: Date; rows: number },
): Promise<void> {
  const { db, close } = openDatabase(appUrl, 1)
  try {
    for (const { id } of readOffices(localRules()).all) {
      await inOffice(db, id, (tx) =>
        record(tx, [{ officeId: id, at: madeAt, actor: MACHINE, action: 'backup-made', detail: { rows } }]),
      )
      // What is in it is as old as its beginning.
      await noteBeat({ db, now: () => madeAt }, { officeId: id, part: 'backup' })
    }
  } finally {
    await close()
  }
}
