import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { writeWhole } from './db/whole-file.ts'
import { BadRules } from './errors.ts'

const BYTES = 32
const LENGTH = Math.ceil((BYTES * 4) / 3)

/**
 * A secret made at the first start and kept in the data directory, so that tokens stay
 * good between starts. One that is not whole stops the start: sealed with the rest of a
 * key, anybody's token would be good.
 */
export function keptSecret(dataDir: string, name: string): string {
  const file = path.resolve(dataDir, name)
  if (!existsSync(file)) writeWhole(file, randomBytes(BYTES).toString('base64url'))
  const secret = readFileSync(file, 'utf8')
  if (secret.length < LENGTH)
    throw new BadRules(`The secret in ${file} is not whole: put it back from a copy, or remove the file.`)
  return secret
}
