import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { freePort } from '../../src/db/embedded.ts'
import {
  acknowledgements,
  cases,
  escalations,
  mailboxStates,
  messages,
  referrals,
  rulesetChanges,
  rulesets,
} from '../../src/db/schema.ts'
import { type OutboxFolder, startOutboxFolder } from '../../src/outbox/outbox-folder.ts'
import { sheetHash } from '../../src/referrals/sheet.ts'
import { startDraft } from '../../src/rulesets/drafts.ts'
import { startSession } from '../../src/web/sign-in/session.ts'
import type { WebDeps } from '../../src/web/web-deps.ts'
import { type TestDatabase, testDatabase } from '../db.ts'
import { aMail } from '../message/a-message.ts'
import { aDocx, aPdf, pageOf } from '../message/documents.ts'
import { plainMail } from '../plain-mail.ts'
import { aRiskRule } from '../rulesets/a-rule.ts'
import { rulebook } from '../service.ts'
import { TEST_KEY_SET } from '../test-keys.ts'
import { type Dovecot, startDovecot, whyNoDovecot } from './dovecot.ts'
import { until } from './until.ts'

const why = whyNoDovecot()
if (why) console.warn(`Skipped: the scheduled poll on Workers, because ${why}.`)

let database: TestDatabase
let dovecot: Dovecot | undefined
let outbox: OutboxFolder
let worker: ChildProcess
let url: string
/** What the worker wrote, for whoever reads why a test failed. */
let said = ''
const folder = mkdtempSync(path.join(tmpdir(), 'waypost-worker-'))

beforeAll(async () => {
  database = await testDatabase()
  outbox = await startOutboxFolder(path.join(folder, 'outbox'))
  dovecot = why ? undefined : await startDovecot()
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const settings = {
    PUBLIC_URL: url,
    SMTP_URL: outbox.url,
    SECRET_KEY: 'a secret that only tests know, of enough characters',
    OFFICE_KEYS: JSON.stringify(TEST_KEY_SET),
    OIDC: JSON.stringify({ issuer: 'https://id.example.org', clientId: 'waypost', clientSecret: 'secret' }),
    MAILBOXES: JSON.stringify(
      dovecot
        ? [
            {
              office: 'mopac',
              address: 'enquiries@mopac.example.org',
              host: 'localhost',
              port: dovecot.port,
              user: dovecot.user,
              password: dovecot.password,
            },
          ]
        : [],
    ),
  }
  const authority = path.join(folder, 'authority.pem')
  if (dovecot) writeFileSync(authority, dovecot.certificateAuthority)
  const vars = path.join(folder, '.dev.vars')
  writeFileSync(
    vars,
    Object.entries(settings)
      .map(([name, value]) => `${name}='${value}'`)
      .join('\n'),
  )
  worker = spawn(
    path.resolve('node_modules/.bin/wrangler'),
    [
      'dev',
      '--port',
      String(port),
      '--ip',
      '127.0.0.1',
      '--env-file',
      vars,
      '--persist-to',
      path.join(folder, 'state'),
      '--inspector-port',
      String(await freePort()),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: {
        ...process.env,
        CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: database.appUrl,
        WRANGLER_SEND_METRICS: 'false',
        ...(dovecot ? { NODE_EXTRA_CA_CERTS: authority } : {}),
      },
    },
  )
  worker.stdout?.on('data', (chunk) => (said += chunk))
  worker.stderr?.on('data', (chunk) => (said += chunk))
  await until('the worker answers', async () => (await fetch(`${url}/healthz`)).status === 200, 90_000).catch(
    (error) => {
      throw new Error(`${error.message}\n${said.slice(-3000)}`)
    },
  )
}, 120_000)

afterAll(async () => {
  if (worker?.pid) process.kill(-worker.pid, 'SIGTERM')
  await dovecot?.stop()
  await outbox?.close()
  await database?.close()
  rmSync(folder, { recursive: true, force: true })
})

const inMopac = <T>(work: Parameters<typeof inOffice<T>>[2]) => inOffice(database.db, 'mopac', work)

/** Of a duty officer's session, begun as the service begins one, in the database that the worker asks. */
async function signedInCookie(): Promise<string> {
  const app = new Hono()
  const deps = { db: database.db, now: () => new Date(), publicUrl: url, offices: rulebook.offices }
  const person = { officeId: 'mopac', userKey: 'ada', userName: 'Ada', role: 'duty-officer' as const }
  app.get('/', async (c) => {
    await startSession(deps as unknown as WebDeps, c, person)
    return c.body(null)
  })
  return ((await app.request('/')).headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

describe('Waypost on Workers', () => {
  it('serves a page', async () => {
    const page = await fetch(`${url}/sign-in`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<h1')
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })

  it('takes in a mail that Email Routing hands over, and acknowledges it', async () => {
    const raw = plainMail({ subject: 'By Email Routing', text: 'When are you open?' }).replaceAll(
      '\n',
      '\r\n',
    )
    const handed = await fetch(
      `${url}/cdn-cgi/handler/email?from=writer@example.net&to=enquiries@mopac.example.org`,
      { method: 'POST', body: raw },
    )
    expect(handed.status).toBe(200)
    const found = await until(
      'the case is there',
      async () => (await inMopac((tx) => tx.select().from(cases)))[0],
    )
    expect(found).toMatchObject({ subject: 'By Email Routing', correspondentAddress: 'writer@example.net' })
    await until(
      'it is acknowledged',
      async () => (await inMopac((tx) => tx.select().from(acknowledgements)))[0]?.state === 'sent',
    )
  })

  it('judges by the rules of its bundle together with those that the office published', async () => {
    const at = new Date()
    await inMopac(async (tx) => {
      const by = { officeId: 'mopac', actor: 'ada', actorName: 'Ada', now: at }
      const draftId = await startDraft(tx, by, aRiskRule())
      const changeId = randomUUID()
      const asked = {
        draftId,
        ruleId: 'risk/test/lighthouse',
        ruleText: aRiskRule(),
        onNumber: 0,
        reason: 'x',
      }
      const who = { proposedBy: 'ada', proposedByName: 'Ada', proposedAt: at }
      await tx
        .insert(rulesetChanges)
        .values({ id: changeId, officeId: 'mopac', kind: 'publish', ...asked, ...who })
      const decided = { state: 'approved' as const, decidedBy: 'ben', decidedByName: 'Ben', decidedAt: at }
      await tx.update(rulesetChanges).set(decided).where(eq(rulesetChanges.id, changeId))
      await tx.insert(rulesets).values({ officeId: 'mopac', changeId, number: 0, rules: [], publishedAt: at })
    })
    const raw = plainMail({
      subject: 'By a published rule',
      text: 'I met the lighthouse keeper. May I have two tickets for the open day?',
    })
    await fetch(`${url}/cdn-cgi/handler/email?from=writer@example.net&to=enquiries@mopac.example.org`, {
      method: 'POST',
      body: raw.replaceAll('\n', '\r\n'),
    })
    const found = await until('the letter is taken in', async () =>
      (await inMopac((tx) => tx.select().from(messages))).find(
        ({ subject }) => subject === 'By a published rule',
      ),
    )
    expect(found.rulesVersion).toMatch(/^[0-9a-f]{16}\+1$/)
    expect(found.triage.risk.flags.map(({ ruleId }) => ruleId)).toEqual(['risk/test/lighthouse'])
    const [best] = found.triage.route.candidates
    expect(best?.because.join(' ')).toMatch(/Words that spoke for it: .*“/)
  })

  it('reads a letter that comes as a PDF or a Word document', async () => {
    const files: [string, Uint8Array][] = [
      ['application/pdf', aPdf({ pages: [pageOf('We have moved to Mill Lane.')] })],
      [WORD, aDocx('We have moved to Mill Lane.')],
    ]
    for (const [at, [contentType, content]] of files.entries()) {
      const subject = `As a document ${at}`
      const body = aMail({
        subject,
        messageId: `<document-${at}@example.net>`,
        body: 'Please see attached.',
        parts: [{ contentType, name: 'letter', content }],
      })
      const handed = await fetch(
        `${url}/cdn-cgi/handler/email?from=writer@example.net&to=enquiries@mopac.example.org`,
        { method: 'POST', body: Buffer.from(body) },
      )
      expect(handed.status).toBe(200)
      const message = await until('the message is read', async () =>
        (await inMopac((tx) => tx.select().from(messages))).find((one) => one.subject === subject),
      )
      expect(message.text).toContain('We have moved to Mill Lane.')
      expect(message.attachments).toMatchObject([{ read: 'read' }])
    }
  })

  it('serves the sheet of a referral as a PDF that holds the exact words', async () => {
    const raw = plainMail({
      subject: 'Of danger',
      text: 'I am going to kill myself tonight on Waterloo Bridge.',
    })
    await fetch(`${url}/cdn-cgi/handler/email?from=writer@example.net&to=enquiries@mopac.example.org`, {
      method: 'POST',
      body: raw.replaceAll('\n', '\r\n'),
    })
    const alert = await until(
      'the alert is raised',
      async () => (await inMopac((tx) => tx.select().from(escalations)))[0],
    )
    const words = 'Words of the letter:\n“tonight on Waterloo Bridge. Zażółć gęślą jaźń, Tŷ’r ŵyl.”\n'
    const id = randomUUID()
    await inMopac((tx) =>
      tx.insert(referrals).values({
        ...{ id, officeId: 'mopac', caseId: alert.caseId, escalationId: alert.id, toWhom: 'police-999' },
        ...{ contact: 'Operator 12', channel: 'phone', sheet: words, sheetHash: sheetHash(words) },
        ...{ heldBack: 'Nothing.', ground: 'vital-interests', consent: 'not-asked', consentWhy: 'No time.' },
        ...{ toldPerson: 'not-told', toldPersonWhy: 'No time.', decidedBy: 'ada', decidedByName: 'Ada' },
        ...{ toldAt: new Date() },
      }),
    )
    const cookie = await signedInCookie()
    const sheet = await fetch(`${url}/referrals/${id}/sheet.pdf`, { headers: { cookie } })
    expect(sheet.status, said.slice(-3000)).toBe(200)
    expect(sheet.headers.get('content-type')).toBe('application/pdf')
    const pdf = await getDocumentProxy(new Uint8Array(await sheet.arrayBuffer()))
    const { text } = await extractText(pdf, { mergePages: true })
    expect(text).toContain('tonight on Waterloo Bridge. Zażółć gęślą jaźń, Tŷ’r ŵyl.')
    expect(text).toContain(sheetHash(words))
  })

  it.skipIf(why)('polls the mailbox when its minute comes', async () => {
    dovecot?.deliver(plainMail({ subject: 'By the scheduled poll' }))
    expect((await fetch(`${url}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*`)).status).toBe(200)
    await until('the case is there', async () =>
      (await inMopac((tx) => tx.select().from(cases))).some(
        ({ subject }) => subject === 'By the scheduled poll',
      ),
    )
    const [state] = await inMopac((tx) => tx.select().from(mailboxStates))
    expect(state?.lastFailure).toBeNull()
  })

  it('says of no line that it closed itself that the queue has failed', () => {
    expect(said).toContain('GET /sign-in 200')
    expect(said).not.toContain('queue.failed')
  })
})
