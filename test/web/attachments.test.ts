/** Files of letters on the case page, and what is handed over of them: only what was found clean. */
import { createHash } from 'node:crypto'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit, rawMessages, scans } from '../../src/db/schema.ts'
import type { NotScanned } from '../../src/scanner/scanner.ts'
import { buildApp } from '../../src/web/app.tsx'
import { LETTER_POLICY } from '../../src/web/sign-in/protection.ts'
import { caseOf } from '../case-of.ts'
import { FRESH, MemoryScanner, mailWith } from '../scans/memory-scanner.ts'
import { type TestService, testService } from '../service.ts'
import { ABrowser } from './a-browser.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

const ORIGIN = 'http://127.0.0.1:8787'
const scanner = new MemoryScanner()
let service: TestService
let officer: Visitor
let browser: ABrowser

beforeAll(async () => {
  service = await testService({ scanner })
  officer = await aVisitor(service, 'enquiries-officer')
  browser = new ABrowser(buildApp(service.web), ORIGIN)
  await browser.post('/sign-in/demo', { office: 'mopac', role: 'enquiries-officer' })
})
afterAll(() => service.close())
beforeEach(() => {
  scanner.signaturesAt = FRESH
  scanner.down = undefined
  scanner.instead = () => undefined
})

async function received(
  files: Parameters<typeof mailWith>[0],
  options: Parameters<TestService['receive']>[1] = {},
) {
  const rawId = await service.receive(mailWith(files), options)
  const { found, message } = await caseOf(service, rawId)
  const page = `/cases/${found.reference}`
  return { rawId, caseId: found.id, page, letter: `${page}/messages/${message.id}` }
}
const history = (caseId: string) =>
  service.read('mopac', (tx) =>
    tx
      .select({ action: audit.action, detail: audit.detail })
      .from(audit)
      .where(
        and(
          eq(audit.caseId, caseId),
          inArray(audit.action, [
            'attachment-opened',
            'attachment-refused',
            'source-exported',
            'scan-asked-for',
          ]),
        ),
      )
      .orderBy(asc(audit.position)),
  )

describe('a file that was found clean', () => {
  it('is handed over to be kept and never shown, byte for byte, and the history says so', async () => {
    const { caseId, page, letter } = await received([
      { name: '../../Bericht \u00fcber x.pdf', text: 'the first' },
      { name: 'b.html', text: '<script>alert(1)</script>', type: 'text/html' },
    ])
    expect((await officer.get(page)).html).toContain(`href="${letter}/attachments/1"`)
    const got = await browser.get(`${letter}/attachments/1`)
    expect([got.status, got.html]).toEqual([200, 'the first'])
    const { headers } = got
    expect(headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="[\w .-]+\.pdf"; filename\*=UTF-8''[\w%.-]+\.pdf$/,
    )
    expect(headers.get('Content-Type')).toBe('application/octet-stream')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
    expect(headers.get('Content-Security-Policy')).toContain(LETTER_POLICY)
    const html = await browser.get(`${letter}/attachments/2`)
    expect([html.html, html.headers.get('Content-Type')]).toEqual([
      '<script>alert(1)</script>',
      'application/octet-stream',
    ])
    expect((await history(caseId)).map(({ action, detail }) => [action, detail['part']])).toEqual([
      ['attachment-opened', 1],
      ['attachment-opened', 2],
    ])
  })

  it('says in words how it stands, with when it was scanned and what its name may hide', async () => {
    const { page } = await received([{ name: 'invoice.pdf.exe', text: 'of two endings' }])
    const { text } = await officer.get(page)
    expect(text).toMatch(
      /Save invoice\.pdf\.exe \(14 bytes\)\s*Clean\. No virus found, scanned .*\. Its name has two endings/,
    )
  })

  it('is not handed over where there is no such file, letter or case', async () => {
    const one = await received([{ name: 'a.txt', text: 'of one case' }])
    const other = await received([{ name: 'a.txt', text: 'of another case' }])
    const id = one.letter.split('/').at(-1)
    for (const path of [
      `${one.letter}/attachments/0`,
      `${one.letter}/attachments/01`,
      `${one.letter}/attachments/1x`,
      `${one.letter}/attachments/-1`,
      `${one.letter}/attachments/..%2f1`,
      `${one.letter}/attachments/1000`,
      `${other.page}/messages/${id}/attachments/1`,
      `${one.page}/messages/00000000-0000-4000-8000-000000000000/attachments/1`,
    ])
      expect((await officer.get(path)).status, path).toBe(404)
    expect((await officer.get(`${one.letter}/attachments/2`)).status).toBe(409)
    const elsewhere = await aVisitor(service, 'manager', 'west-midlands-pcc')
    expect((await elsewhere.get(`${one.letter}/attachments/1`)).status).toBe(404)
  })

  it('is handed over to nobody whose role does not include it, nor of a sealed case to anybody not named', async () => {
    const { page, letter } = await received([{ name: 'a.txt', text: 'sealed later' }])
    for (const role of ['rules-reviewer', 'administrator'])
      expect((await (await aVisitor(service, role)).get(`${letter}/attachments/1`)).status, role).toBe(403)
    expect((await (await aVisitor(service, 'auditor')).get(`${letter}/attachments/1`)).status).toBe(200)
    expect((await (await aVisitor(service, 'auditor')).post(`${letter}/scan`, {})).status).toBe(403)
    const manager = await aVisitor(service, 'manager')
    const sealed = await manager.post(`${page}/seal`, {
      'seal-kind': 'staff',
      'seal-why': 'It is about one of us.',
    })
    expect(sealed.status).toBe(303)
    expect((await manager.get(`${letter}/attachments/1`)).status).toBe(200)
    expect((await officer.get(`${letter}/attachments/1`)).status).toBe(404)
    expect((await officer.get(`${letter}/source.eml`)).status).toBe(404)
    expect((await officer.post(`${letter}/scan`, {})).status).toBe(404)
  })
})

describe('a file that was not found clean', () => {
  const because: NotScanned[] = [
    'limit',
    'locked',
    'error',
    'timeout',
    'cut-off',
    'unreachable',
    'odd-answer',
  ]

  it.each(because)('is not handed over: %s', async (why) => {
    scanner.instead = (text) => (text === why ? { outcome: 'not-scanned', because: why } : undefined)
    const { caseId, page, letter } = await received([{ name: 'a.txt', text: why }])
    const shown = await officer.get(page)
    expect(shown.html).not.toContain(`${letter}/attachments/1`)
    expect(shown.text).toContain('Not scanned.')
    const refused = await officer.get(`${letter}/attachments/1`)
    expect([refused.status, refused.text.includes('This file cannot be opened: not scanned')]).toEqual([
      409,
      true,
    ])
    expect(await history(caseId)).toMatchObject([
      { action: 'attachment-refused', detail: { part: 1, because: why } },
    ])
    const source = await officer.get(`${letter}/source.eml`)
    expect([source.status, source.html.includes('Content-Type: multipart/mixed')]).toEqual([409, false])
  })

  it('closes the whole letter where a virus was found in one of its files', async () => {
    const { page, letter } = await received([
      { name: 'a.txt', text: 'harmless' },
      { name: 'b.txt', text: 'bad words' },
    ])
    const { text, html } = await officer.get(page)
    expect(html).not.toContain('/attachments/')
    expect(text).toContain('Virus. A virus was found in it.')
    expect(text).toContain('A virus was found elsewhere in this message, so nothing of it can be opened.')
    expect((await officer.get(`${letter}/attachments/1`)).text).toContain('found elsewhere')
    expect((await officer.get(`${letter}/attachments/2`)).status).toBe(409)
    expect((await officer.get(`${letter}/source.eml`)).text).toContain('A virus was found in it.')
    // What proves where it came from holds no file and stays to be had.
    expect((await officer.get(`${letter}/headers.txt`)).status).toBe(200)
  })

  it('says where nothing scans at all, and hands nothing over', async () => {
    scanner.down = { ok: false, because: 'unreachable' }
    const { page, letter } = await received([{ name: 'a.txt', text: 'never' }])
    expect((await officer.get(page)).text).toContain('Not scanned yet. It waits for the virus scanner')
    const none = { ...service, web: { ...service.web, hasScanner: false } }
    const there = await aVisitor(none, 'enquiries-officer')
    const shown = await there.get(page)
    expect(shown.text).toContain('Not scanned. No virus scanner is set up here, so it cannot be opened.')
    expect(shown.text).not.toContain('Scan now')
    expect((await there.get(`${letter}/attachments/1`)).text).toContain('No virus scanner is set up here')
    expect((await there.get(`${letter}/source.eml`)).status).toBe(409)
  })

  it('is not handed over where its bytes are not those that were scanned', async () => {
    const { rawId, letter } = await received([{ name: 'a.txt', text: 'the scanned one' }])
    const sha256 = createHash('sha256').update('another').digest('hex')
    await service.read('mopac', (tx) =>
      tx
        .update(scans)
        .set({ sha256 })
        .where(and(eq(scans.rawMessageId, rawId), eq(scans.part, 1))),
    )
    expect((await officer.get(`${letter}/attachments/1`)).status).toBe(409)
  })

  it('is scanned again when somebody asks, and handed over when it is clean then', async () => {
    scanner.instead = (text) => (text === 'once' ? { outcome: 'not-scanned', because: 'limit' } : undefined)
    const { caseId, page, letter } = await received([{ name: 'a.txt', text: 'once' }])
    expect((await officer.get(page)).text).toContain('Scan again')
    scanner.instead = () => undefined
    expect((await officer.post(`${letter}/scan`, {})).status).toBe(303)
    // The button works again as often as it is pressed, and until then the last answer counts.
    expect((await officer.get(`${letter}/attachments/1`)).status).toBe(409)
    await service.doJobs()
    expect((await officer.get(`${letter}/attachments/1`)).html).toBe('once')
    expect((await history(caseId)).map(({ action }) => action)).toEqual([
      'scan-asked-for',
      'attachment-refused',
      'attachment-opened',
    ])
  })

  it('may be handed over by old signatures, and says so', async () => {
    scanner.signaturesAt = undefined
    const { page, letter } = await received([{ name: 'a.txt', text: 'old' }])
    expect((await officer.get(page)).text).toContain('signatures were old then')
    expect((await officer.get(`${letter}/attachments/1`)).status).toBe(200)
  })
})

describe('the source of a letter', () => {
  it('is handed over once all of it was found clean', async () => {
    const { rawId, letter } = await received([{ name: 'a.txt', text: 'in the source' }])
    const source = await browser.get(`${letter}/source.eml`)
    const [raw] = await service.read('mopac', (tx) =>
      tx.select().from(rawMessages).where(eq(rawMessages.id, rawId)),
    )
    expect(createHash('sha256').update(source.html).digest('hex')).toBe(raw?.sha256)
    expect(source.headers.get('Content-Type')).toBe('application/octet-stream')
    expect(source.headers.get('Content-Security-Policy')).toContain(LETTER_POLICY)
  })
})
