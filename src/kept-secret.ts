import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** A secret made at the first start and kept in the data directory, so that tokens stay good between starts. */
export function keptSecret(dataDir: string, name: string): string {
  const file = path.resolve(dataDir, name)
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}
