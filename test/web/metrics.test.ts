import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prometheus } from '../../src/prometheus.ts'
import { buildApp } from '../../src/web/app.tsx'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor } from './a-visitor.ts'

const AT = 'http://127.0.0.1:8787'
const TOKEN = 'a token that only the monitoring system has'
const CANARY = 'zqmetricskx'

let service: TestService
beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

const withMetrics = () => {
  const { readiness, heartbeat } = service.web
  return { ...service.web, metrics: { ...prometheus({ readiness, heartbeat }), token: TOKEN } }
}
const ask = (app: ReturnType<typeof buildApp>, token?: string) =>
  app.request(`${AT}/metrics`, token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } })

describe('/metrics', () => {
  it('is not there where no token is set', async () => {
    expect((await ask(buildApp(service.web), TOKEN)).status).toBe(404)
  })

  it.each([undefined, '', 'x', `${TOKEN}x`])('says nothing without the token: %j', async (token) => {
    const answer = await ask(buildApp(withMetrics()), token)
    expect([answer.status, await answer.text()]).toEqual([401, 'A valid token is needed.'])
  })

  it('counts what waits and times each request by its pattern, and says nothing of anybody', async () => {
    const web = withMetrics()
    await service.receive(
      plainMail({
        from: `${CANARY} <${CANARY}@example.net>`,
        subject: CANARY,
        text: `I want to die. ${CANARY}`,
      }),
      { envelopeFrom: `${CANARY}@example.net` },
    )
    const duty = await aVisitor({ ...service, web }, 'duty-officer')
    await duty.get('/cases/MOPAC-26-000001-9')
    await duty.get(`/nothing/${CANARY}`)
    await duty.get(`/?text=${CANARY}`)
    const answer = await ask(buildApp(web), TOKEN)
    const text = await answer.text()
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4')
    expect(text).toMatch(/^waypost_ready [01]$/m)
    expect(text).toMatch(/^waypost_database_up 1$/m)
    expect(text).toMatch(/^waypost_messages_waiting 0$/m)
    expect(text).toMatch(/^waypost_alerts_overdue \d+$/m)
    expect(text).toContain(
      'waypost_http_request_seconds_count{method="GET",route="/cases/:reference",status="',
    )
    expect(text).toContain('route="none",status="404"')
    expect(text).toMatch(/^process_resident_memory_bytes/m)
    for (const word of [CANARY, 'MOPAC-26', 'demo:', 'example.net', '@']) expect(text).not.toContain(word)
    // Every line is one of the format: a name, labels, a number.
    const odd = text
      .split('\n')
      .filter(
        (line) => !/^(#.*|[a-z0-9_]+(\{[^}]*\})? [\d.eE+-]+|[a-z0-9_]+(\{[^}]*\})? (Nan|NaN)|)$/.test(line),
      )
    expect(odd).toEqual([])
  })

  it('says that it has nothing to say where the figures cannot be gathered', async () => {
    const failing = () => Promise.reject(new Error(CANARY))
    const metrics = { ...prometheus({ readiness: failing, heartbeat: service.web.heartbeat }), token: TOKEN }
    const answer = await ask(buildApp({ ...service.web, metrics }), TOKEN)
    expect([answer.status, await answer.text()]).toEqual([503, 'The figures could not be gathered.'])
  })

  it('has every figure that the rules and the dashboard under ops ask for', async () => {
    const text = await (await ask(buildApp(withMetrics()), TOKEN)).text()
    const asked = ['ops/alerts.yml', 'ops/grafana.json'].flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/\b(?:waypost|nodejs|process)_[a-z0-9_]+/g),
    ])
    const names = [...new Set(asked.map(([name]) => name.replace(/_(bucket|count|sum)$/, '')))]
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([])
  })
})
