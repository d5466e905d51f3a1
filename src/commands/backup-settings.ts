import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../config.ts'
import { BadRules } from '../errors.ts'
import { ROOT } from '../root.ts'

export function passphraseOf({ backupPassphrase }: Config): string {
  if (backupPassphrase !== undefined) return backupPassphrase
  throw new BadRules(
    'Set BACKUP_PASSPHRASE, at least 16 characters, and keep it where a backup is not: without it nobody opens one.',
  )
}

/** The key of this installation; never a new one, because a backup goes with the old. */
export function secretKeyOf({ secretKey, dataDir }: Config): string {
  const file = path.resolve(dataDir, 'secret-key')
  if (secretKey !== undefined) return secretKey
  if (existsSync(file)) return readFileSync(file, 'utf8')
  throw new BadRules(
    `There is no secret key: set SECRET_KEY, or put the file secret-key of the installation into ${dataDir}.`,
  )
}

export const releaseName = (): string =>
  (JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string }).version
