import path from 'node:path'
import { type Config, readConfig } from '../config.ts'
import { findHolder, lockDataDir } from '../db/data-dir-lock.ts'
import { findEmbedded, startEmbedded } from '../db/embedded.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { ROOT } from '../root.ts'

export type DatabaseUrls = { appUrl: string; ownerUrl: string | undefined }

/**
 * Runs the work against this installation's database: the one that is set, the embedded
 * one of a running service, or the embedded one started for this and stopped again.
 */
export async function withDatabase<T>(work: (urls: DatabaseUrls, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  if (config.databaseUrl !== undefined) {
    return work({ appUrl: config.databaseUrl, ownerUrl: config.databaseOwnerUrl }, config)
  }
  const running = findHolder(config.dataDir) === undefined ? undefined : findEmbedded(config.dataDir)
  if (running) return work(running, config)
  const unlock = lockDataDir(config.dataDir)
  try {
    const server = await startEmbedded(config.dataDir)
    try {
      await migrateDatabase(server.ownerUrl, path.join(ROOT, 'drizzle'))
      return await work(server, config)
    } finally {
      await server.stop()
    }
  } finally {
    unlock()
  }
}
