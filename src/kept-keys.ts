/** Where the office keys of this installation are: a setting, a file, or the data directory. Node only. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Config, readKeySet } from './config.ts'
import { writeWhole } from './db/whole-file.ts'
import { BadRules } from './errors.ts'
import { KEY_BYTES, localKeys, type OfficeKeys } from './keys/office-keys.ts'

/** In the data directory, beside the database of an embedded start. */
const KEPT = 'office-keys.json'

/** Throws in one sentence where they are not to be had. An embedded start makes a key at its first. */
export function officeKeysOf(config: Config): OfficeKeys {
  if (config.officeKeys) return localKeys(config.officeKeys)
  if (config.officeKeysFile !== undefined) return readKeys(config.officeKeysFile)
  return keysIn(config.dataDir)
}

/** Those of an embedded start in that directory. */
export function keysIn(dataDir: string): OfficeKeys {
  const file = path.resolve(dataDir, KEPT)
  if (!existsSync(file)) {
    const keys = { first: randomBytes(KEY_BYTES).toString('base64') }
    writeWhole(file, JSON.stringify({ current: 'first', keys }))
  }
  return readKeys(file)
}

function readKeys(file: string): OfficeKeys {
  const wrong = (what: string) =>
    new BadRules(`The office keys in ${file} ${what}: put the file back from where it is kept.`)
  if (!existsSync(file)) throw wrong('are not there')
  const set = readKeySet(readFileSync(file, 'utf8'))
  if (!set) throw wrong('are not whole')
  return localKeys(set)
}
