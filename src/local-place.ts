import path from 'node:path'
import type { Config } from './config.ts'
import type { Place } from './deps.ts'
import { officeKeysOf } from './kept-keys.ts'
import { keptSecret } from './kept-secret.ts'
import { type OutboxFolder, startOutboxFolder } from './outbox/outbox-folder.ts'

/** What this installation's settings say of a place, with what an embedded start brings where they say nothing. */
export type LocalPlace = {
  place: Omit<Place, 'databaseUrl' | 'connections'>
  /** The outgoing server that files mails; undefined where a real one is set. The caller closes it. */
  outbox: OutboxFolder | undefined
}

/** Starts the outgoing server where none is set. Node only. */
export async function localPlace(config: Config): Promise<LocalPlace> {
  const outbox = config.smtpUrl ? undefined : await startOutboxFolder(path.resolve(config.dataDir, 'outbox'))
  const place = {
    smtpUrl: config.smtpUrl ?? outbox?.url ?? '',
    secretKey: config.secretKey ?? keptSecret(config.dataDir, 'secret-key'),
    officeKeys: officeKeysOf(config),
    publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
    apiKeys: config.apiKeys,
    demo: config.mode === 'embedded',
    supervise: true,
  }
  return { place, outbox }
}
