import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestService, testService } from '../service.ts'
import { aVisitor } from './a-visitor.ts'

let service: TestService

beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

describe('the page of what the risk rules miss', () => {
  it('tells everybody who reads cases what is missed, with a note on its content first', async () => {
    const { status, text } = await (await aVisitor(service, 'enquiries-officer')).get('/risk/known-misses')
    expect(status).toBe(200)
    for (const { what, why } of service.web.rules.knownMisses) {
      expect(text).toContain(what)
      expect(text).toContain(why)
    }
    expect(text.indexOf('examples are invented')).toBeLessThan(text.indexOf('For example'))
  })

  it('is a link at the foot of every page', async () => {
    const { html } = await (await aVisitor(service, 'auditor')).get('/')
    expect(html).toContain('href="/risk/known-misses"')
  })
})
