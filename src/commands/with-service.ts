import path from 'node:path'
import type { Config } from '../config.ts'
import { buildService, readRulebook, type Service } from '../deps.ts'
import { keptSecret } from '../kept-secret.ts'
import { startOutboxFolder } from '../outbox/outbox-folder.ts'
import { localRules } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

/** Runs the work with the real service around it, against this installation's database and outgoing server. */
export const withService = <T>(work: (service: Service, config: Config) => Promise<T>): Promise<T> =>
  withDatabase(async ({ appUrl }, config) => {
    const demo = config.mode === 'embedded'
    const outbox = config.smtpUrl
      ? undefined
      : await startOutboxFolder(path.resolve(config.dataDir, 'outbox'))
    const service = buildService(config, readRulebook(localRules()), {
      databaseUrl: appUrl,
      smtpUrl: config.smtpUrl ?? outbox?.url ?? '',
      secretKey: config.secretKey ?? keptSecret(config.dataDir, 'secret-key'),
      publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
      apiKeys: config.apiKeys,
      demo,
      supervise: true,
      connections: 4,
    })
    await service.queue.start()
    try {
      await service.queue.makeQueues()
      return await work(service, config)
    } finally {
      await service.close()
      await outbox?.close()
    }
  })
