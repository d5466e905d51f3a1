/**
 * The same parts as Cloudflare handlers. Connections belong to one invocation, so each
 * builds its own service and closes it; nothing listens, and mailboxes are polled by
 * the clock and not by IDLE, because sockets end with the request.
 */
import { watchAllReplies } from './acknowledgements/watch-replies.ts'
import { type Config, readConfig } from './config.ts'
import { isTimeToRefresh } from './deadlines/refresh-calendars.ts'
import { buildService, pollDeps, type Rulebook, readRulebook, type Service } from './deps.ts'
import { BadRules } from './errors.ts'
import { RULE_FILES } from './generated/rules.ts'
import { pollOverImap } from './intake/poll-over-imap.ts'
import { sweepAll } from './jobs/sweep-ticker.ts'
import { localKeys, type OfficeKeys } from './keys/office-keys.ts'
import { isTimeToCheck } from './rota/check-rotas.ts'
import { rememberBuilt } from './rule-files.ts'
import { acceptRaw } from './web/api/messages-api.ts'
import { buildApp } from './web/app.tsx'

/** Bindings: the settings of the README as variables and secrets, and Postgres through Hyperdrive without its cache. */
export type Bindings = Record<string, unknown> & { HYPERDRIVE: { connectionString: string } }

type Context = { waitUntil(work: Promise<unknown>): void; passThroughOnException(): void }

/** What Email Routing hands over: the envelope and the raw bytes. */
type InboundEmail = {
  readonly from: string
  readonly to: string
  readonly raw: ReadableStream<Uint8Array>
  setReject(reason: string): void
}

const CONNECTIONS = 5

let rulebook: Rulebook | undefined

function readBundled(): Rulebook {
  rememberBuilt(RULE_FILES)
  return readRulebook(RULE_FILES)
}

function settings(env: Bindings): {
  config: Config
  databaseUrl: string
  smtpUrl: string
  secretKey: string
  officeKeys: OfficeKeys
  publicUrl: string
} {
  const config = readConfig(env)
  const { smtpUrl, secretKey, publicUrl, officeKeys } = config
  if (!smtpUrl || !secretKey || !publicUrl || !officeKeys) {
    throw new BadRules('On Workers SMTP_URL, SECRET_KEY, OFFICE_KEYS and PUBLIC_URL must be set.')
  }
  return {
    config,
    databaseUrl: env.HYPERDRIVE.connectionString,
    smtpUrl,
    secretKey,
    officeKeys: localKeys(officeKeys),
    publicUrl,
  }
}

/** Runs the work with a service of its own; closing it does not keep the caller waiting. */
async function withService<T>(
  env: Bindings,
  context: Context,
  work: (service: Service, config: Config) => Promise<T>,
): Promise<T> {
  rulebook ??= readBundled()
  const { config, ...place } = settings(env)
  const service = buildService(config, rulebook, {
    ...place,
    apiKeys: config.apiKeys,
    demo: false,
    supervise: false,
    connections: CONNECTIONS,
  })
  await service.queue.start()
  try {
    return await work(service, config)
  } finally {
    context.waitUntil(service.close())
  }
}

/** The jobs of what just came in, without keeping the sender waiting. The next scheduled run does what is left. */
const workThrough = (service: Service): Promise<number> => service.queue.workThrough(service.handlers)

export default {
  fetch: (request: Request, env: Bindings, context: Context): Promise<Response> =>
    withService(env, context, async (service) => {
      const response = await buildApp(service.web).fetch(request)
      if (request.method === 'POST') await workThrough(service)
      return response
    }),

  /** Every minute: poll, sweep, and do what is owed. */
  scheduled: (_event: unknown, env: Bindings, context: Context): Promise<void> =>
    withService(env, context, async (service, config) => {
      for (const account of config.mailboxes) await pollOverImap(pollDeps(service), account)
      await service.checkMailboxes()
      await service.checkSending()
      await service.checkScanner()
      await service.checkBackups()
      await service.keepAnchors()
      await service.checkRulesets()
      if (isTimeToCheck(service.now())) await service.checkRotas()
      await service.checkDrills()
      if (isTimeToRefresh(service.now())) await service.refreshCalendars()
      await service.checkDeadlines()
      await service.checkSchedules()
      await service.fillSearchText()
      await sweepAll(service)
      await watchAllReplies(service)
      await service.watchDeliveries()
      await workThrough(service)
    }),

  /** An error thrown here is a temporary failure, so that the sender's server tries again; only a wrong address is refused. */
  email: (message: InboundEmail, env: Bindings, context: Context): Promise<void> =>
    withService(env, context, async (service) => {
      const source = new Uint8Array(await new Response(message.raw).arrayBuffer())
      const accepted = await acceptRaw(service.web, {
        source,
        to: message.to,
        envelopeFrom: message.from,
        folder: 'email',
      })
      if (!accepted.ok && accepted.because === 'no-such-mailbox') {
        return message.setReject('No office here has that address')
      }
      if (!accepted.ok) throw new Error(`The mail was not stored: ${accepted.because}`)
      await workThrough(service)
    }),
}
