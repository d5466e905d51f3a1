/**
 * The whole service with a line to its database and an outgoing server that fail to
 * order, a way to send it letters as a mail server does, and a drain after which
 * nothing may still be owed.
 */
import { randomUUID } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { readConfig } from '../../src/config.ts'
import { CLIMBING } from '../../src/db/alert-states.ts'
import { type Db, inOffice } from '../../src/db/db.ts'
import { escalations } from '../../src/db/schema.ts'
import { buildService, pollDeps, type Service } from '../../src/deps.ts'
import { pollOverImap } from '../../src/intake/poll-over-imap.ts'
import { startSmtpReceiver } from '../../src/intake/smtp-receiver.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { buildApp } from '../../src/web/app.tsx'
import { type TestDatabase, testDatabase } from '../db.ts'
import { alwaysOnCall } from '../duty.ts'
import { makeCertificates } from '../imap/certificates.ts'
import { scriptedAccount } from '../imap/scripted-account.ts'
import { type ScriptedServer, startScriptedServer } from '../imap/scripted-server.ts'
import { deliver } from '../imap/scripted-state.ts'
import { plainMail } from '../plain-mail.ts'
import { rulebook, SECRET } from '../service.ts'
import { type ScriptedSmtp, startScriptedSmtp } from '../smtp/scripted-smtp.ts'
import { TEST_KEYS } from '../test-keys.ts'
import { type PostgresProxy, startPostgresProxy } from './postgres-proxy.ts'
import type { Sent } from './total-queue.ts'

const API_KEY = 'an-api-key-for-mopac-tests'
const MINUTE = 60_000

export type Letter = Sent & { source: string; from: string }

export type FaultyService = {
  service: Service
  database: TestDatabase
  proxy: PostgresProxy
  outgoing: ScriptedSmtp
  /** The code of the receiver's last answer: 250, 451. A line that broke is 0. */
  bySmtp(letter: Letter): Promise<number>
  byApi(letter: Letter): Promise<number>
  imap: ScriptedServer
  /** Puts the letters into the mailbox, and polls until a poll came to its end; at most so often. */
  byImap(letters: readonly Letter[], tries?: number): Promise<boolean>
  /** Jobs that are waiting now; a fault that the runner meets ends the round, as a crash of its lane does. */
  doJobs(): Promise<void>
  /** Lets time pass and everything owed be done, with no fault any more. */
  drain(): Promise<void>
  /** A clock of ours: called at every look at the time. */
  clock(change: ((now: Date) => Date) | undefined): void
  read<T>(officeId: string, work: (tx: Db) => Promise<T>): Promise<T>
  close(): Promise<void>
}

let letters = 0

/** A letter unlike any other; every third tells of danger. */
export function aLetter(danger = letters % 3 === 0): Letter {
  const number = ++letters
  // A domain of its own for each: only so many acknowledgements go to one within an hour.
  const from = `writer@sender-${number}.example.net`
  const words = danger
    ? `I am going to kill myself tonight. It is about my letter number ${number}.`
    : `What are your opening hours? It is about my letter number ${number} of this year.`
  const source = plainMail({
    from: `Writer ${number} <${from}>`,
    subject: `Letter ${number}`,
    text: `${words} ${randomUUID()}`,
  }).replaceAll('\n', '\r\n')
  const messageId = /^Message-ID: (\S+)/m.exec(source)?.[1] ?? ''
  return { officeId: 'mopac', messageId, danger, source, from }
}

export async function faultyService(): Promise<FaultyService> {
  const database = await testDatabase()
  const proxy = await startPostgresProxy()
  const outgoing = await startScriptedSmtp()
  const certificates = makeCertificates()
  const imap = await startScriptedServer({ certificate: certificates.good })
  const account = scriptedAccount(imap, certificates.authority)
  let offsetMs = 0
  let change: ((now: Date) => Date) | undefined
  const now = () => {
    const moment = new Date(Date.now() + offsetMs)
    return change ? change(moment) : moment
  }
  const service = buildService(readConfig({}), rulebook, {
    databaseUrl: proxy.through(database.appUrl),
    smtpUrl: outgoing.url,
    secretKey: SECRET,
    officeKeys: TEST_KEYS,
    publicUrl: 'http://127.0.0.1:8787',
    apiKeys: { mopac: API_KEY },
    demo: true,
    supervise: false,
    connections: 6,
    now,
    onCall: alwaysOnCall,
  })
  await service.queue.start()
  const receiver = await startSmtpReceiver(
    { db: service.database.db, queue: service.queue, now, offices: service.offices },
    '127.0.0.1',
    0,
  )
  const app = buildApp(service.web)
  const doJobs = async () => {
    await service.queue.workThrough(service.handlers).catch(() => undefined)
  }
  const drain = async () => {
    proxy.judge(undefined)
    proxy.atCut(undefined)
    outgoing.usually({})
    change = undefined
    for (let round = 0; round < 6; round++) {
      offsetMs += 2 * MINUTE + 5_000
      const found = await sweep(service.database.db, service.queue, { officeId: 'mopac', now: now() })
      await doJobs()
      // A page that is due again and again is not owed: somebody would have answered by now.
      if (found['take-in'] + found.acknowledge === 0 && round > 0) break
    }
    // Somebody answers, so that a run does not page for the alerts of the runs before it.
    await inOffice(database.db, 'mopac', (tx) =>
      tx
        .update(escalations)
        .set({ state: 'answered', nextPageAt: null })
        .where(inArray(escalations.state, CLIMBING)),
    )
  }
  return {
    service,
    database,
    proxy,
    outgoing,
    imap,
    byImap: async (given, tries = 8) => {
      const inbox = imap.state.folders.get('INBOX')
      for (const { source, from } of given) if (inbox) deliver(inbox, `Return-Path: <${from}>\r\n${source}`)
      for (let tried = 0; tried < tries; tried++) {
        const report = await pollOverImap(pollDeps(service), account)
        if (report && !report.elsewhere && report.folders.every(({ missing }) => missing === 0)) return true
        // The lease of a poll that was cut off, and the pause of a message in trouble, are over by then.
        offsetMs += MINUTE
      }
      return false
    },
    bySmtp: (letter) => sendBySmtp(receiver.port, letter),
    byApi: async (letter) =>
      (
        await app.request('http://127.0.0.1:8787/api/messages', {
          method: 'POST',
          headers: { Authorization: `Bearer ${API_KEY}`, 'Content-Type': 'message/rfc822' },
          body: `Return-Path: <${letter.from}>\r\n${letter.source}`,
        })
      ).status,
    doJobs,
    drain,
    clock: (changed) => {
      change = changed
    },
    read: (officeId, work) => inOffice(database.db, officeId, work),
    close: async () => {
      await receiver.close()
      await service.close()
      await proxy.close()
      await outgoing.close()
      await imap.close()
      await database.close()
    },
  }
}

/** As a mail server hands a mail over, and what it hears. */
export async function sendBySmtp(port: number, letter: Letter): Promise<number> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, socketTimeout: 60_000 })
  try {
    await transport.sendMail({
      envelope: { from: letter.from, to: 'enquiries@mopac.example.org' },
      raw: letter.source,
    })
    return 250
  } catch (error) {
    return (error as { responseCode?: number }).responseCode ?? 0
  } finally {
    transport.close()
  }
}

/** Sends it again and again until it was taken, as a mail server does; at most so often. */
export async function sendUntilTaken(send: () => Promise<number>, tries = 6): Promise<boolean> {
  for (let tried = 0; tried < tries; tried++) if (Math.floor((await send()) / 100) === 2) return true
  return false
}
