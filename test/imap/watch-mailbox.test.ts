import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../end-to-end/until.ts'
import { type TestService, testService } from '../service.ts'
import { type AWatch, startWatch } from './a-watch.ts'
import { type Certificates, makeCertificates } from './certificates.ts'
import { startHalfOpenProxy } from './half-open-proxy.ts'
import { SHORT, scriptedAccount } from './scripted-account.ts'
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts'
import { deliver, emptyFolder } from './scripted-state.ts'

let certificates: Certificates
let service: TestService
let server: ScriptedServer
let mailboxes = 0
beforeAll(async () => {
  certificates = makeCertificates()
  service = await testService()
})
afterAll(() => service.close())

let closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  closing = []
})

/** A server with one letter, and the watcher of a mailbox that no other test has. */
async function watched(
  options: Parameters<typeof startWatch>[2] & { through?: (port: number) => Promise<number> } = {},
): Promise<AWatch> {
  const port = (await options.through?.(server.port)) ?? server.port
  const watch = startWatch(service, accountAt(port), options)
  closing.push(() => watch.stop())
  return watch
}

const accountAt = (port: number, change: Record<string, unknown> = {}) =>
  scriptedAccount({ port }, certificates.authority, {
    address: `mailbox-${++mailboxes}@mopac.example.org`,
    ...change,
  })

async function startServer(): Promise<ScriptedServer> {
  server = await startScriptedServer({ certificate: certificates.good })
  closing.push(() => server.close())
  deliverTo('INBOX', 'Subject: one\n\nThe first')
  return server
}

const deliverTo = (path: string, source: string): number => {
  const folder = server.state.folders.get(path) ?? emptyFolder()
  server.state.folders.set(path, folder)
  return deliver(folder, source)
}
const count = (name: string) => server.commands.filter((command) => command.name === name).length
const isIdling = async () => [...server.sessions].some(({ idleTag }) => idleTag !== undefined)
const holds = (watch: AWatch, uids: number[], folder?: string) =>
  until(
    `the ledger holds ${uids.join(', ')}`,
    async () => JSON.stringify(await watch.held(folder)) === JSON.stringify(uids),
  )

describe('watching a mailbox', () => {
  it('reads at once what is there, and a new letter as soon as IDLE rings', async () => {
    await startServer()
    const watch = await watched({ pollSeconds: 60 })
    await holds(watch, [1])
    await until('it listens', isIdling)
    deliverTo('INBOX', 'Subject: two\n\nThe second')
    server.tellAll('* 2 EXISTS')
    await holds(watch, [1, 2])
  })

  it('reads a new letter within the interval where IDLE never rings', async () => {
    await startServer()
    const watch = await watched({ pollSeconds: 1 })
    await holds(watch, [1])
    deliverTo('INBOX', 'Subject: two\n\nThe second')
    await holds(watch, [1, 2])
  })

  it('reads on where the server has no IDLE at all', async () => {
    await startServer()
    server.state.capabilities = server.state.capabilities.filter((name) => name !== 'IDLE')
    const watch = await watched({ pollSeconds: 1 })
    await holds(watch, [1])
    deliverTo('INBOX', 'Subject: two\n\nThe second')
    await holds(watch, [1, 2])
    expect(count('IDLE')).toBe(0)
  })

  it('reads all folders in turn over one connection, and signs in once for many polls', async () => {
    await startServer()
    server.state.folders.set('Junk', emptyFolder({ specialUse: '\\Junk' }))
    deliverTo('Junk', 'Subject: not junk\n\nHelp me')
    const watch = await watched({ pollSeconds: 1 })
    await holds(watch, [1])
    await holds(watch, [1], 'Junk')
    const before = count('IDLE')
    await until('it has polled twice more', async () => count('IDLE') >= before + 2)
    expect(count('AUTHENTICATE')).toBe(1)
    expect(server.sessions.size).toBe(1)
  })

  it('5: a link that falls silent while idling is given up within three intervals, and a new one reads on', async () => {
    await startServer()
    let proxy: Awaited<ReturnType<typeof startHalfOpenProxy>> | undefined
    const watch = await watched({
      pollSeconds: 1,
      through: async (port) => {
        proxy = await startHalfOpenProxy(port)
        closing.push(async () => proxy?.close())
        return proxy.port
      },
    })
    await holds(watch, [1])
    await until('it listens', isIdling)
    proxy?.fallSilent()
    const silentAt = Date.now()
    deliverTo('INBOX', 'Subject: two\n\nThe second')
    await holds(watch, [1, 2])
    // Three intervals and the first wait of the backoff, and as long again for a busy machine.
    expect(Date.now() - silentAt).toBeLessThan(2 * (3_000 + 1_000))
    expect(proxy?.accepted()).toBe(2)
  })

  it('a server that cuts every IDLE is not asked again without a pause', async () => {
    await startServer()
    server.on('IDLE', (session) => session.cut())
    const watch = await watched({ pollSeconds: 1 })
    await holds(watch, [1])
    const before = count('AUTHENTICATE')
    const from = Date.now()
    await until('it has come back twice', async () => count('AUTHENTICATE') >= before + 2)
    expect(Date.now() - from).toBeGreaterThan(900)
    deliverTo('INBOX', 'Subject: two\n\nThe second')
    await holds(watch, [1, 2])
  })

  it('a server that is away is tried again, and read when it is back', async () => {
    await startServer()
    server.on('GREETING', (session) => session.cut())
    const watch = await watched({ pollSeconds: 1, limits: SHORT })
    await until('the state says so', async () => (await watch.lastFailure()) === 'cut-off')
    expect(await watch.held()).toEqual([])
    server.on('GREETING', (session) => session.say('* OK back'))
    await holds(watch, [1])
    await until('the state is in order', async () => (await watch.lastFailure()) === null)
  })

  it('22: a throttling server is left alone for as long as it asks, and then read', async () => {
    await startServer()
    const asked: number[] = []
    server.on('AUTHENTICATE', (session, { tag }, proceed) => {
      asked.push(Date.now())
      if (asked.length > 1) return proceed()
      session.say(`${tag} BAD Request is throttled. Suggested Backoff Time: 2500 milliseconds`)
    })
    const watch = await watched({ pollSeconds: 1 })
    await until('the state says so', async () => (await watch.lastFailure()) === 'throttled')
    await holds(watch, [1])
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(2_500)
    expect(await watch.openAlarms()).toEqual([])
  })

  it('stops cleanly: it takes leave and polls no more', async () => {
    await startServer()
    const watch = await watched({ pollSeconds: 1 })
    await holds(watch, [1])
    await until('it listens', isIdling)
    await watch.stop()
    expect(count('LOGOUT')).toBe(1)
    await until('nobody is connected', async () => server.sessions.size === 0)
    expect(await watch.held()).toEqual([1])
  })
})

describe('getting into a mailbox', () => {
  it('a refused sign-in raises the alarm at once, is not hurried, and the alarm ends with the right password', async () => {
    await startServer()
    const account = accountAt(server.port)
    server.state.password = 'another by now'
    const refused = startWatch(service, account, { pollSeconds: 1 })
    closing.push(() => refused.stop())
    await until('the alarm is open', async () => (await refused.openAlarms()).includes('mailbox-refused'))
    expect(await refused.lastFailure()).toBe('sign-in-refused')
    expect(count('AUTHENTICATE')).toBe(1)
    await refused.stop()
    server.state.password = 'the right one'
    const taken = startWatch(service, account, { pollSeconds: 1 })
    closing.push(() => taken.stop())
    await holds(taken, [1])
    await until('the alarm is over', async () => (await taken.openAlarms()).length === 0)
  })

  it('23: authenticated but not connected has an alarm of its own, which says that no password is wrong', async () => {
    await startServer()
    server.on('EXAMINE', (session, { tag }) =>
      session.say(`${tag} BAD User is authenticated but not connected.`),
    )
    const watch = await watched({ pollSeconds: 1 })
    await until('the alarm is open', async () => (await watch.openAlarms()).length > 0)
    expect(await watch.openAlarms()).toEqual(['mailbox-not-connected'])
    expect(await watch.lastFailure()).toBe('not-connected')
  })
})
