import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/db/embedded.ts'
import { migrateDatabase } from '../src/db/migrate.ts'
import { Queue } from '../src/jobs/queue.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { appUrl: string; ownerUrl: string; superuserUrl: string; template: string }
  }
}

/**
 * One real Postgres for the run, with a migrated database that each test file clones. It does not
 * wait for the disk: nothing of it outlives the run, and what must outlive a crash is tested
 * on servers that do.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'waypost-test-'))
  const server = await startEmbedded(dataDir)
  await migrateDatabase(server.ownerUrl, 'drizzle')
  const queue = new Queue(server.appUrl, { supervise: true })
  await queue.start()
  await queue.makeQueues()
  await queue.stop()
  const superuserUrl = Object.assign(new URL(server.superuserUrl), { pathname: '/postgres' }).href
  const admin = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  for (const setting of ['fsync', 'full_page_writes']) await admin.unsafe(`alter system set ${setting} = off`)
  await admin.unsafe('select pg_reload_conf()')
  await admin.unsafe("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'waypost'")
  await admin.end()
  project.provide('postgres', {
    appUrl: server.appUrl,
    ownerUrl: server.ownerUrl,
    superuserUrl,
    template: 'waypost',
  })
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
