import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { londonDay } from '../../src/clocks/days.ts'
import { acknowledgements, audit, cases, clocks, staff, tasks } from '../../src/db/schema.ts'
import { queuePoints } from '../../src/triage/queue-points.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

let service: TestService
let manager: Visitor
let officer: Visitor
let foi: Awaited<ReturnType<typeof caseOf>>
let patrols: Awaited<ReturnType<typeof caseOf>>

const POLISH =
  'Dzień dobry, proszę o informacje, kiedy będzie następne spotkanie w sprawie policji na naszej ulicy, bo nie wiem co mam robić.'

const rowsOf = (html: string): string[] =>
  [...html.matchAll(/<tr class="govuk-table__row wp-row.*?>(MOPAC-[0-9-]+)<\/a>/gs)].map(
    (found) => found[1] ?? '',
  )
const all = () => service.read('mopac', (tx) => tx.select().from(cases))

beforeAll(async () => {
  service = await testService()
  manager = await aVisitor(service, 'manager')
  officer = await aVisitor(service, 'enquiries-officer')
  const receive = async (from: string, text: string) =>
    caseOf(service, await service.receive(plainMail({ from, text }), { envelopeFrom: from }))
  foi = await receive(
    'foi@example.net',
    'Under the Freedom of Information Act 2000 please send me the number of officers.',
  )
  patrols = await receive('patrols@example.net', 'Who do I ask about patrols on our road?')
  await receive('polish@example.net', POLISH)
})
afterAll(() => service.close())

describe('the order of the queue', () => {
  it('is kept in the database as the points say it, whatever happened to a case', async () => {
    await service.read('mopac', async (tx) => {
      await tx
        .update(acknowledgements)
        .set({ state: 'held' })
        .where(eq(acknowledgements.caseId, patrols.found.id))
      await tx.insert(tasks).values({
        id: crypto.randomUUID(),
        officeId: 'mopac',
        caseId: patrols.found.id,
        kind: 'notice-not-given',
        aboutId: crypto.randomUUID(),
        because: 'x',
        openedAt: service.now(),
      })
    })
    const today = londonDay(service.now())
    const dayNumber = Date.parse(today) / 86_400_000
    const found = await all()
    expect(
      found.map(({ openTasks, acknowledgementHeld }) => [openTasks, acknowledgementHeld]),
    ).toContainEqual([1, true])
    expect(found.some(({ nextDueOn, clockState }) => nextDueOn !== null && clockState === 'running')).toBe(
      true,
    )
    for (const row of found) {
      const facts = {
        ...row,
        openedOn: londonDay(row.openedAt),
        dueOn: row.nextDueOn,
        isOwned: row.ownerKey !== '',
      }
      expect(dayNumber - row.queuePlace).toBe(queuePoints(facts, today).sum)
    }
    const { html, text } = await manager.get('/')
    expect(rowsOf(html).slice(1)).toEqual([patrols.found.reference, foi.found.reference])
    expect(text).toContain('15 A task waits: somebody has not heard from us')
  })

  it('knows when a clock stands still and when it has stopped', async () => {
    const set = (change: Partial<typeof clocks.$inferInsert>) =>
      service.read('mopac', (tx) => tx.update(clocks).set(change).where(eq(clocks.caseId, foi.found.id)))
    const now = async () => (await all()).find(({ id }) => id === foi.found.id)
    await set({ dueOn: null })
    expect(await now()).toMatchObject({ clockState: 'standing', nextDueOn: null })
    await set({ stoppedAt: service.now() })
    expect(await now()).toMatchObject({ clockState: 'none', nextDueOn: null })
    await set({ stoppedAt: null, startsOn: '2025-12-01', dueOn: '2026-01-02' })
    expect(await now()).toMatchObject({ clockState: 'running', nextDueOn: '2026-01-02' })
  })
})

describe('the filters of the queue', () => {
  it.each([
    ['/?held=yes', () => [patrols.found.reference]],
    ['/?tasks=yes', () => [patrols.found.reference]],
    ['/?clock=late', () => [foi.found.reference]],
    ['/?clock=late&route=foi&channel=email&owner=nobody', () => [foi.found.reference]],
    ['/?clock=week', () => []],
    ['/?owner=me', () => []],
    ['/?channel=letter', () => []],
  ])('show what they say, and count it: %s', async (path, references) => {
    const { html, text, status } = await manager.get(path)
    expect(status).toBe(200)
    expect(rowsOf(html)).toEqual(references())
    expect(text).toMatch(new RegExp(`${references().length} (open )?cases? (match|with a task)`))
  })

  it('find the letters that are written in another language', async () => {
    const { html, text } = await manager.get('/?language=pl')
    expect(rowsOf(html)).toHaveLength(1)
    expect(text).toContain('Writes in Polish')
    expect((await manager.get('/')).html).toContain('<option value="pl">Polish</option>')
  })

  it.each([
    ['route', 'Choose a route from the list.'],
    ['status', 'Choose from the list which cases to show.'],
    ['owner', 'Choose who has the case from the list.'],
    ['language', 'Choose a language from the list.'],
  ])('say what is wrong with a %s that there is none of, and keep the rest', async (name, says) => {
    const { html, text, status } = await manager.get(`/?${name}=%27%3B--&clock=late`)
    expect(status).toBe(400)
    expect(html).toContain('<title>Error: Queue')
    expect(html).toContain(`<a href="#${name}">${says}</a>`)
    expect(html).toContain(`id="${name}-error"`)
    expect(rowsOf(html)).toEqual([foi.found.reference])
    expect(text).toContain(says)
  })

  it.each(['x', '1.', '99999999999999999.A', "1.A'B"])(
    'go to the first page for a place that is none: %s',
    async (key) => {
      const { text, status } = await manager.get(`/?after=${encodeURIComponent(key)}`)
      expect(status).toBe(400)
      expect(text).toContain('Here is the first one.')
    },
  )

  it('say that there is nothing further on, where what stood there has moved', async () => {
    expect((await manager.get('/?after=99999999.MOPAC-26-999999-9')).text).toContain(
      'There is nothing further on',
    )
  })

  it('can be kept under a name, by one person for everybody, and taken away', async () => {
    const kept = await manager.post('/?clock=late&owner=nobody&nonsense=1', {
      name: 'Late and nobody’s',
      shared: 'yes',
    })
    expect(kept).toMatchObject({ status: 303, location: '/?clock=late&owner=nobody&nonsense=1' })
    await manager.post('/?owner=me', { name: 'Mine' })
    const seen = (await officer.get('/')).html
    expect(seen).toContain('href="/?clock=late&amp;owner=nobody"')
    expect(seen).not.toContain('>Mine</a>')
    expect((await manager.get('/')).html).toContain('>Mine</a>')
    const again = await manager.post('/?owner=me', { name: 'mine' })
    expect(again.status).toBe(400)
    expect(again.text).toContain('There are filters of that name already.')
    expect(again.html).toContain('value="mine"')
    const id =
      /action="(\/queue\/filters\/[^"]+)"/.exec((await officer.get('/?clock=late&owner=nobody')).html)?.[1] ??
      ''
    expect((await officer.post(id, {})).status).toBe(303)
    expect((await manager.get('/')).text).not.toContain('Late and nobody’s')
  })

  it('can be kept by an auditor for nobody but the auditor', async () => {
    const auditor = await aVisitor(service, 'auditor')
    await auditor.post('/?clock=late', { name: 'To look at', shared: 'yes' })
    expect((await auditor.get('/')).text).toContain('To look at')
    expect((await manager.get('/')).text).not.toContain('To look at')
  })
})

describe('having a case in hand', () => {
  const at = () => `/cases/${patrols.found.reference}`

  it('is one press, shows in the queue, and keeps nobody else from acting', async () => {
    const before = /name="version" value="(\d+)"/.exec((await manager.get(at())).html)?.[1] ?? ''
    await officer.post(`${at()}/owner`, { owner: 'me' })
    expect(rowsOf((await officer.get('/?owner=me')).html)).toEqual([patrols.found.reference])
    expect((await manager.get('/')).text).toContain('Demo enquiries officer')
    const done = await manager.post(`${at()}/route`, {
      route: 'force-enquiry',
      reason: 'It is for the force.',
      version: before,
    })
    expect(done.status).toBe(303)
  })

  it('can be given to a colleague who may act, and to nobody else', async () => {
    const keys = [...(await officer.get(at())).html.matchAll(/<option value="(demo:[^"]+)"/g)].map(
      (found) => found[1],
    )
    expect(keys).toContain('demo:manager')
    expect(keys.some((key) => key?.endsWith('auditor'))).toBe(false)
    const refused = await officer.post(`${at()}/owner`, { owner: 'demo:auditor' })
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('Choose a colleague from the list.')
    await officer.post(`${at()}/owner`, { owner: 'demo:manager' })
    expect((await manager.get(at())).text).toContain('You have this case.')
    await manager.post(`${at()}/owner`, { owner: 'nobody' })
    expect((await manager.get(at())).text).toContain('Nobody has taken this case on.')
    const history = await service.read('mopac', (tx) =>
      tx.select().from(audit).where(eq(audit.caseId, patrols.found.id)),
    )
    const actions = history
      .map(({ action }) => action)
      .filter((action) => /^case-(taken|given|put)/.test(action))
    expect(actions).toEqual(['case-taken-on', 'case-given', 'case-put-back'])
  })

  it('is given to nobody who was shut out of the office', async () => {
    await service.read('mopac', (tx) =>
      tx
        .update(staff)
        .set({
          shutOutAt: service.now(),
          shutOutBy: 'demo:administrator',
          shutOutBecause: 'Left the office.',
        })
        .where(eq(staff.userKey, 'demo:manager')),
    )
    expect((await officer.get(at())).html).not.toContain('<option value="demo:manager"')
    expect((await officer.post(`${at()}/owner`, { owner: 'demo:manager' })).status).toBe(400)
  })
})
