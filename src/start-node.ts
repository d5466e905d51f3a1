/**
 * Everything of one process on Node: database, jobs, mailboxes, web. Each part that
 * starts leaves its way to stop; they stop in the opposite order, also where a later
 * part fails to start.
 */
import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { serve } from '@hono/node-server'
import { startWatchingReplies } from './acknowledgements/watch-replies.ts'
import { anchorFile, anchorFileOf } from './anchor-file.ts'
import type { Config } from './config.ts'
import { checkOfficeKeys } from './db/check-keys.ts'
import { lockDataDir } from './db/data-dir-lock.ts'
import { startEmbedded } from './db/embedded.ts'
import { migrateDatabase } from './db/migrate.ts'
import { loadDemoRota } from './demo/load-rota.ts'
import { buildService, pollDeps, readRulebook, type Service } from './deps.ts'
import { BadRules } from './errors.ts'
import { startWatchingDeliveries } from './escalations/watch-deliveries.ts'
import { startChecking } from './intake/check-ticker.ts'
import { judgeApart } from './intake/judge-apart.ts'
import { startSmtpReceiver } from './intake/smtp-receiver.ts'
import { watchMailbox } from './intake/watch-mailbox.ts'
import { startSweeping } from './jobs/sweep-ticker.ts'
import { keptSecret } from './kept-secret.ts'
import { localPlace } from './local-place.ts'
import { errorFields, logEvent } from './log.ts'
import { ROOM_OF_ITS_OWN } from './message/limits.ts'
import { prometheus } from './prometheus.ts'
import { ROOT } from './root.ts'
import { CHECK_ROTAS_EVERY_MS } from './rota/check-rotas.ts'
import { rulesOnDisk } from './rules-on-disk.ts'
import { readFilesApart } from './scans/read-files-apart.ts'
import { buildApp } from './web/app.tsx'

export type Running = {
  service: Service
  url: string
  /** Where the embedded mailbox listens; undefined in production without one. */
  smtp: { host: string; port: number } | undefined
  outboxFolder: string | undefined
  stop(): Promise<void>
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1']

/** Starts all of it; throws BadRules, in one sentence, for whatever an operator can put right. */
export async function startNode(config: Config): Promise<Running> {
  const stops: (() => Promise<void> | void)[] = []
  const stop = async () => {
    // One part that cannot stop does not keep the others running: the database is the last of them.
    for (const next of stops.splice(0).reverse()) {
      try {
        await next()
      } catch (error) {
        logEvent('stop.failed', errorFields(error))
      }
    }
  }
  try {
    return await startParts(config, stops, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function startParts(
  config: Config,
  stops: (() => Promise<void> | void)[],
  stop: () => Promise<void>,
): Promise<Running> {
  const demo = config.mode === 'embedded'
  if (demo && !LOOPBACK.includes(config.host)) {
    throw new BadRules(
      `HOST=${config.host} would show the demo sign-in to the network: leave it at 127.0.0.1, or set WAYPOST_MODE=production.`,
    )
  }
  const files = rulesOnDisk(ROOT)
  const apart = judgeApart(files)
  stops.push(() => apart.close())
  const rulebook = {
    ...readRulebook(files),
    judge: apart.judge,
    room: ROOM_OF_ITS_OWN,
    readFiles: readFilesApart,
  }
  const usesDataDir =
    config.databaseUrl === undefined || config.secretKey === undefined || config.smtpUrl === undefined
  if (usesDataDir) stops.push(lockDataDir(config.dataDir))
  const databaseUrl = await databaseFor(config, stops)
  const { place, outbox } = await localPlace(config)
  if (outbox) stops.push(() => outbox.close())
  const anchors = anchorFileOf(config)
  const service = buildService(config, rulebook, {
    ...place,
    databaseUrl,
    apiKeys:
      demo && Object.keys(config.apiKeys).length === 0
        ? demoApiKeys(config, rulebook.offices)
        : config.apiKeys,
    connections: 10,
    anchors: anchors === undefined ? undefined : anchorFile(anchors),
    ...(usesDataDir ? { isDiskFull: () => isDiskFull(config.dataDir) } : {}),
    demoNotes: outbox && { smtpAddress: `${config.host}:${config.smtpPort}`, outboxFolder: outbox.folder },
  })
  stops.push(() => service.close())
  await checkOfficeKeys(
    service.database.db,
    place.officeKeys,
    rulebook.offices.all.map(({ id }) => id),
  )
  await service.queue.start()
  await service.queue.makeQueues()
  stops.push(await listenWeb(service, config))
  const smtp = demo ? await listenSmtp(service, config, stops) : undefined
  // Before anybody looks whether the rota has gaps: an alarm about the demonstration would be of no use.
  if (smtp && config.demoLetters === 'yes') await loadDemoRota(service)
  await service.queue.work(service.handlers)
  for (const account of config.mailboxes) {
    stops.push(watchMailbox({ ...pollDeps(service), pollSeconds: config.pollSeconds }, account))
  }
  stops.push(startSweeping(service))
  stops.push(startChecking(service.checkMailboxes))
  stops.push(startChecking(service.checkSending))
  stops.push(startChecking(service.checkScanner))
  stops.push(startChecking(service.checkBackups))
  stops.push(startChecking(service.keepAnchors))
  stops.push(startChecking(service.checkRulesets))
  stops.push(startChecking(service.checkRotas, CHECK_ROTAS_EVERY_MS))
  stops.push(startChecking(service.checkDrills))
  stops.push(startChecking(service.checkDeadlines))
  stops.push(startChecking(service.checkSchedules))
  stops.push(startChecking(service.fillSearchText))
  stops.push(startChecking(service.refreshCalendars))
  stops.push(startWatchingReplies(service))
  stops.push(startWatchingDeliveries(service.watchDeliveries))
  return { service, url: place.publicUrl, smtp, outboxFolder: outbox?.folder, stop }
}

/** The database writes its log in pieces of 16 MB and ends where it gets none. */
const ROOM_BYTES = 64 * 1024 * 1024

async function isDiskFull(dataDir: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(dataDir)
  return bavail * bsize < ROOM_BYTES
}

async function databaseFor(config: Config, stops: (() => Promise<void> | void)[]): Promise<string> {
  if (config.databaseUrl !== undefined) {
    if (config.databaseOwnerUrl !== undefined)
      await migrateDatabase(config.databaseOwnerUrl, path.join(ROOT, 'drizzle'))
    return config.databaseUrl
  }
  const server = await startEmbedded(config.dataDir)
  stops.push(() => server.stop())
  await migrateDatabase(server.ownerUrl, path.join(ROOT, 'drizzle'))
  return server.appUrl
}

const demoApiKeys = (config: Config, offices: Service['offices']): Record<string, string> =>
  Object.fromEntries(offices.all.map(({ id }) => [id, keptSecret(config.dataDir, `api-key-${id}`)]))

const taken = (setting: string, port: number) => (error: unknown) => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    throw new BadRules(`Port ${port} is taken: stop what uses it, or set ${setting} to another port.`)
  }
  if (code === 'EACCES')
    throw new BadRules(`Port ${port} may not be opened by this user: set ${setting} to one above 1023.`)
  throw error
}

/** Gathered only where somebody reads them. */
function metricsOf({ web }: Service, { metricsToken }: Config): Service['web']['metrics'] {
  return metricsToken === undefined ? undefined : { ...prometheus(web), token: metricsToken }
}

function listenWeb(service: Service, config: Config): Promise<() => Promise<void>> {
  const app = buildApp({ ...service.web, metrics: metricsOf(service, config) })
  return new Promise<() => Promise<void>>((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, () => {
      server.off('error', reject)
      resolve(
        () =>
          new Promise((closed) => {
            server.close(() => closed())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      )
    })
    server.once('error', reject)
  }).catch(taken('PORT', config.port))
}

async function listenSmtp(
  service: Service,
  config: Config,
  stops: (() => Promise<void> | void)[],
): Promise<{ host: string; port: number }> {
  const { web, offices } = service
  const { db, queue, now, watchdog } = web
  const deps = { db, queue, now, watchdog, offices }
  const receiver = await startSmtpReceiver(deps, config.host, config.smtpPort).catch(
    taken('SMTP_PORT', config.smtpPort),
  )
  stops.push(() => receiver.close())
  return { host: config.host, port: receiver.port }
}
