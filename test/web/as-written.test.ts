import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../src/web/app.tsx'
import { caseOf } from '../case-of.ts'
import { type TestService, testService } from '../service.ts'
import { aVisitor } from './a-visitor.ts'

let service: TestService
beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

const LETTER = [
  'From: Ada <ada@example.net>',
  'To: enquiries@mopac.example.org',
  'Subject: Lamp',
  'Message-ID: <lamp@example.net>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'The lamp is broken. Look at our map.',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<h1 onclick="x()">The lamp is broken</h1><script>x()</script><a href="https://map.example.net/?who=ada">our map</a>',
  '--b--',
  '',
].join('\n')

describe('a letter as it was written', () => {
  it('is shown cleaned, under a policy that lets it do nothing, and the history says who looked', async () => {
    const { found, message } = await caseOf(service, await service.receive(LETTER))
    const duty = await aVisitor(service, 'duty-officer')
    const path = `/cases/${found.reference}/messages/${message.id}/as-written`
    expect((await duty.get(`/cases/${found.reference}`)).html).toContain(path)
    const { headers } = await buildApp(service.web).request(path)
    expect(headers.get('Content-Security-Policy')).toMatch(
      /default-src 'none'.*, sandbox; default-src 'none'/,
    )
    expect((await duty.get(path)).html).toContain(
      '<main><h1>The lamp is broken</h1>our map [link to map.example.net]',
    )
    const history = (await duty.get(`/cases/${found.reference}`)).html
    expect(history).toContain('Looked at a letter as it was written')
  })

  it('is not there for a case of another reference, and says where there is no other look', async () => {
    const one = await caseOf(
      service,
      await service.receive(LETTER.replace('lamp@', 'other@').replace(/Lamp/, 'Other')),
    )
    const plain = await caseOf(
      service,
      await service.receive(
        'From: B <b@example.net>\nTo: enquiries@mopac.example.org\nSubject: Plain\n\nOnly words.',
      ),
    )
    const duty = await aVisitor(service, 'duty-officer')
    const wrong = await duty.get(`/cases/${plain.found.reference}/messages/${one.message.id}/as-written`)
    expect(wrong.status).toBe(404)
    const none = await duty.get(`/cases/${plain.found.reference}/messages/${plain.message.id}/as-written`)
    expect(none.text).toContain('There is no other look of this letter')
  })
})
