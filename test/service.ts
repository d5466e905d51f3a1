import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readConfig } from '../src/config.ts'
import { type Db, inOffice } from '../src/db/db.ts'
import { buildService, type Place, readRulebook, type Service } from '../src/deps.ts'
import { type Offered, storeMessage } from '../src/intake/store-message.ts'
import { startOutboxFolder } from '../src/outbox/outbox-folder.ts'
import { rulesOnDisk } from '../src/rules-on-disk.ts'
import { type TestDatabase, testDatabase } from './db.ts'
import { alwaysOnCall } from './duty.ts'
import { TEST_KEYS } from './test-keys.ts'

/** The real rules, read once for a test file. */
export const rulebook = readRulebook(rulesOnDisk(process.cwd()))

export const SECRET = 'a secret that only tests know, of enough characters'

export type TestService = Service & {
  testDatabase: TestDatabase
  /** The mails that the outgoing server took, oldest first, as it filed them. */
  outgoing(): string[]
  /** The same mails byte for byte, with the Return-Path line that the server put on top. */
  outgoingBytes(): Uint8Array[]
  /** Puts the clock there, or a moment later than now. */
  setNow(to: Date): void
  /** Stores bytes as if they had come by SMTP from that envelope sender, and does the jobs. */
  receive(source: Uint8Array | string, options?: Partial<Offered>): Promise<string>
  /** Does every job that is waiting and due. */
  doJobs(): Promise<number>
  read<T>(officeId: string, work: (tx: Db) => Promise<T>): Promise<T>
}

/** What taking mail in needs of the service, for a test that does it by hand. */
export const takeInDeps = (service: TestService) => ({
  ...rulebook,
  db: service.database.db,
  queue: service.queue,
  secretKey: SECRET,
  now: service.now,
})

/** What a job needs that tells duty staff something, for a test that does it by hand. */
export const sendingDeps = (service: TestService) => ({
  ...service,
  db: service.database.db,
  secretKey: SECRET,
  publicUrl: 'http://127.0.0.1:8787',
  senderOf: () => 'enquiries@mopac.example.org',
})

/** The whole service on a database of its own, with a real outgoing server that files what it takes. */
export async function testService(place: Partial<Place> = {}): Promise<TestService> {
  const database = await testDatabase()
  const folder = mkdtempSync(path.join(tmpdir(), 'waypost-outbox-'))
  const outboxFolder = await startOutboxFolder(folder)
  let offsetMs = 0
  const now = () => new Date(Date.now() + offsetMs)
  const service = buildService(readConfig({}), rulebook, {
    databaseUrl: database.appUrl,
    smtpUrl: outboxFolder.url,
    secretKey: SECRET,
    officeKeys: TEST_KEYS,
    publicUrl: 'http://127.0.0.1:8787',
    apiKeys: { mopac: 'an-api-key-for-mopac-tests' },
    demo: true,
    supervise: false,
    connections: 6,
    now,
    onCall: alwaysOnCall,
    ...place,
  })
  await service.queue.start()
  const doJobs = () => service.queue.workThrough(service.handlers)
  const outgoingBytes = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.eml') && !name.startsWith('.'))
      .sort()
      .map((name) => readFileSync(path.join(folder, name)))
  return {
    ...service,
    testDatabase: database,
    outgoing: () => outgoingBytes().map((mail) => unfolded(mail.toString('utf8'))),
    outgoingBytes,
    setNow: (to) => {
      offsetMs = to.getTime() - Date.now()
    },
    receive: async (source, options = {}) => {
      const bytes =
        typeof source === 'string' ? new TextEncoder().encode(source.replace(/\r?\n/g, '\r\n')) : source
      const stored = await storeMessage(
        { db: service.database.db, queue: service.queue, now },
        {
          officeId: 'mopac',
          mailbox: 'enquiries@mopac.example.org',
          folder: 'SMTP',
          channel: 'email',
          source: bytes,
          receivedAt: now(),
          envelopeFrom:
            /^From:.*<(.*?)>/m.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 2_000)))?.[1] ??
            'writer@example.net',
          ...options,
        },
      )
      await doJobs()
      return stored.rawMessageId
    },
    doJobs,
    read: (officeId, work) => inOffice(service.database.db, officeId, work),
    close: async () => {
      await service.close()
      await outboxFolder.close()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Without the soft line breaks of quoted-printable and with header lines in one piece, so that words can be looked for. */
const unfolded = (mail: string): string =>
  mail
    .replace(/=\r\n/g, '')
    .replaceAll('=3D', '=')
    .replace(/\r\n[ \t]+/g, ' ')

export { plainMail } from './plain-mail.ts'
