import { isNull } from 'drizzle-orm'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit, dutyFeeds, dutyOverrides, dutyPeople, dutyRotations } from '../../src/db/schema.ts'
import { loadDemoRota } from '../../src/demo/load-rota.ts'
import { buildApp } from '../../src/web/app.tsx'
import { type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

/** A Monday; the demonstration's primary is Devinder, who signs in as the demo duty officer. */
const NOW = new Date('2026-11-30T10:00:00Z')
let service: TestService
let manager: Visitor
let duty: Visitor
let reader: Visitor

beforeAll(async () => {
  service = await testService()
  service.setNow(NOW)
  await loadDemoRota(service)
  manager = await aVisitor(service, 'manager')
  duty = await aVisitor(service, 'duty-officer')
  reader = await aVisitor(service, 'enquiries-officer')
})
afterAll(() => service.close())

const people = async () =>
  new Map((await service.read('mopac', (tx) => tx.select().from(dutyPeople))).map((one) => [one.name, one]))
const id = async (name: string) => (await people()).get(name)?.id ?? ''
const COVER = {
  ...{ layer: 'primary', reason: 'Dentist' },
  ...{ fromDay: '2026-12-02', fromTime: '09:00', toDay: '2026-12-02', toTime: '17:00' },
}

describe('the page of the duty rota', () => {
  it('says who is on duty now and next, why, and four weeks ahead, with a gap in words', async () => {
    const { status, text } = await reader.get('/rota')
    expect(status).toBe(200)
    expect(text).toContain(
      'Primary duty officer nowDevinder Sandhuby rotation, until Monday 7 December 09:00',
    )
    expect(text).toContain('Next: Ben Whitlock, from Monday 7 December 09:00')
    expect(text).toContain('Friday 25 December 00:00 to 24:00Amara OkaforNobody reachable')
    expect(text).toContain('As cover: Leave')
    expect(text).not.toContain('has a gap within')
    expect((await reader.get('/rota/print')).text).toContain('Ewa Nowak: ewa.nowak@mopac.example.org')
  })

  it('offers changes to those who may make them, and refuses the others', async () => {
    const links = async (who: Visitor) =>
      [...(await who.get('/rota')).html.matchAll(/href="(\/rota\/[^"]+)"/g)].map(([, href]) => href ?? '')
    expect(await links(reader)).toEqual(['/rota/print'])
    expect(await links(duty)).toEqual(['/rota/swaps/new', '/rota/print'])
    expect(await links(manager)).toContain('/rota/rotations/new')
    const ada = await id('Amara Okafor')
    for (const path of [
      '/rota/covers/new',
      '/rota/rotations/new',
      '/rota/people/new',
      `/rota/people/${ada}`,
      `/rota/people/${ada}/leaves`,
    ]) {
      expect([path, (await duty.post(path, COVER)).status]).toEqual([path, 403])
    }
    expect((await reader.post('/rota/swaps/new', {})).status).toBe(403)
    expect((await (await aVisitor(service, 'rules-reviewer')).get('/rota')).status).toBe(403)
  })

  it('takes a cover, shows it with who noted it, says where a later one holds, and takes it back', async () => {
    const [ewa, ben] = [await id('Ewa Nowak'), await id('Ben Whitlock')]
    expect((await manager.post('/rota/covers/new', { ...COVER, person: ewa })).location).toBe('/rota')
    expect(
      (
        await manager.post('/rota/covers/new', {
          ...COVER,
          person: ben,
          fromTime: '12:00',
          reason: 'Ewa is called away',
        })
      ).status,
    ).toBe(303)
    const { text } = await manager.get('/rota')
    expect(text).toContain(
      'Primary: Ewa Nowak, Wednesday 2 December 09:00 to 17:00Cover: DentistAnother cover for some of this time was noted later, and holds there.',
    )
    expect(text).toContain('Wednesday 2 December 09:00 to 12:00Ewa Nowak')
    expect(text).toContain('Wednesday 2 December 12:00 to 17:00Ben Whitlock')
    expect(text).toContain('Noted by Demo manager')
    const rows = await service.read('mopac', (tx) =>
      tx.select().from(dutyOverrides).where(isNull(dutyOverrides.swapId)),
    )
    const [cover] = rows.filter(({ reason }) => reason === 'Dentist')
    expect((await duty.post(`/rota/covers/${cover?.id}/withdraw`, {})).status).toBe(400)
    expect((await manager.post(`/rota/covers/${cover?.id}/withdraw`, {})).location).toBe('/rota')
    expect((await manager.get('/rota')).text).not.toContain('Dentist')
    expect((await manager.post(`/rota/covers/${cover?.id}/withdraw`, {})).text).toContain('no such cover')
  })

  it('shows the form again with what is wrong beside each field, and keeps what was typed', async () => {
    const { status, html, text } = await manager.post('/rota/covers/new', {
      ...COVER,
      person: '',
      toTime: '08:00',
    })
    expect(status).toBe(400)
    expect(html).toContain('<title>Error: ')
    expect(html).toContain('href="#toDay"')
    expect(text).toContain('The end has to come after the beginning.')
    expect(text).toContain('Choose who takes the duty.')
    expect(html).toContain('value="Dentist"')
    const gone = '6f1d0c9e-3c7b-4f3b-9d76-0d9a1c2b3e4f'
    expect((await manager.post('/rota/covers/new', { ...COVER, person: gone })).text).toContain(
      'not on the list of duty people',
    )
  })

  it('lets a duty officer swap a shift of their own and no other, and undo it', async () => {
    const { html } = await duty.get('/rota/swaps/new')
    const options = [...html.matchAll(/<option value="(primary [^"]+)"/g)].map(([, value]) => value ?? '')
    const own = await id('Devinder Sandhu')
    const mine = options.find((value) => value.endsWith(own)) ?? ''
    const [theirs] = options.filter((value) => !value.endsWith(own))
    const third = options.find((value) => !value.endsWith(own) && value.slice(-36) !== theirs?.slice(-36))
    const form = { theirs: theirs ?? '', reason: 'School play', agreed: 'yes' }
    const before = await service.read('mopac', (tx) => tx.$count(dutyOverrides))
    const foreign = await duty.post('/rota/swaps/new', { ...form, mine: third ?? '' })
    expect([foreign.status, foreign.text.includes('Choose a shift of your own')]).toEqual([400, true])
    expect(await service.read('mopac', (tx) => tx.$count(dutyOverrides))).toBe(before)
    expect((await duty.post('/rota/swaps/new', { ...form, mine })).location).toBe('/rota')
    expect((await duty.get('/rota')).text).toContain('By a swap: School play')
    const halves = (await service.read('mopac', (tx) => tx.select().from(dutyOverrides))).filter(
      ({ reason }) => reason === 'School play',
    )
    expect(halves).toHaveLength(2)
    expect((await duty.post(`/rota/covers/${halves[0]?.id}/withdraw`, {})).location).toBe('/rota')
    expect((await duty.get('/rota')).text).not.toContain('School play')
  })

  it('adds a person by how they are reached, ties them to who signed in here, and to nobody else', async () => {
    const entry = { name: 'Farah Aziz', email: 'farah.aziz@mopac.example.org', phone: '07700 900106' }
    expect((await manager.post('/rota/people/new', { ...entry, userKey: 'idp|somebody' })).text).toContain(
      'Choose from the list of people who have signed in',
    )
    expect(
      (await manager.post('/rota/people/new', { ...entry, userKey: 'demo:duty-officer' })).text,
    ).toContain('signs in with that already')
    expect((await manager.post('/rota/people/new', { ...entry, phone: 'none' })).status).toBe(400)
    expect((await manager.post('/rota/people/new', entry)).location).toBe('/rota')
    expect((await people()).get('Farah Aziz')?.phone).toBe('+447700900106')
    const farah = await id('Farah Aziz')
    expect((await manager.post(`/rota/people/${farah}`, { ...entry, phone: '' })).location).toBe('/rota')
    expect((await manager.get('/rota')).text).toContain('No phone number: cannot be reached by text message.')
  })

  it('adds a rotation and ends it, and says what is wrong with hours that overlap', async () => {
    const form = {
      ...{
        layer: 'secondary',
        'turn-1': await id('Ben Whitlock'),
        startsOn: '2026-11-30',
        weekday: '1',
        time: '09:00',
      },
      ...{ when: 'hours', 'on-6': 'yes', hoursFrom: '08:00', hoursTo: '20:00', bankHolidays: 'as-usual' },
    }
    expect((await manager.post('/rota/rotations/new', form)).location).toBe('/rota')
    expect((await manager.get('/rota')).text).toContain(
      'Ben Whitlock all the time. Only Saturdays 08:00 to 20:00.',
    )
    expect((await manager.post('/rota/rotations/new', form)).text).toContain(
      'Another rotation holds at some of these hours',
    )
    const [row] = (await service.read('mopac', (tx) => tx.select().from(dutyRotations))).filter(
      ({ hoursOn }) => hoursOn,
    )
    expect((await manager.get(`/rota/rotations/${row?.id}/end`)).text).toContain('Only Saturdays')
    expect((await manager.post(`/rota/rotations/${row?.id}/end`, {})).location).toBe('/rota')
    expect((await manager.get('/rota')).text).not.toContain('Only Saturdays')
  })

  it('is loud about a gap in the week ahead, on the dashboard too, and names the hours and whom to reach', async () => {
    const devinder = await id('Devinder Sandhu')
    expect(
      (
        await manager.post(`/rota/people/${devinder}/leaves`, {
          leavesDay: '2026-12-05',
          leavesTime: '02:00',
        })
      ).location,
    ).toBe('/rota')
    const gap = 'Primary: nobody reachable Saturday 5 December 02:00 to Monday 7 December 09:00'
    const { text } = await manager.get('/rota')
    expect(text).toContain(
      `The duty rota has a gap within the next seven days.${gap}, because Devinder Sandhu has left.`,
    )
    const queue = await reader.get('/')
    expect(queue.text).toContain(gap)
    expect(queue.text).toContain('reach the Duty desk instead: duty.officer@mopac.example.org')
    const form = {
      ...COVER,
      person: await id('Ben Whitlock'),
      fromDay: '2026-12-05',
      fromTime: '02:00',
      toDay: '2026-12-07',
      toTime: '09:00',
    }
    expect((await manager.post('/rota/covers/new', form)).location).toBe('/rota')
    expect((await reader.get('/')).text).not.toContain('nobody reachable')
  })

  it('writes who looked and who changed into the history', async () => {
    const rows = await service.read('mopac', (tx) => tx.select().from(audit))
    const by = (action: string) =>
      new Set(rows.filter((row) => row.action === action).map(({ actor }) => actor))
    expect(by('rota-viewed')).toContain('demo:enquiries-officer')
    expect(by('shifts-swapped')).toContain('demo:duty-officer')
    expect(by('cover-noted')).toEqual(new Set(['demo:manager']))
  })
})

describe('the address of a calendar', () => {
  const ask = (url: string) => buildApp(service.web).request(url)
  const address = async (who: Visitor) =>
    /id="feed-address" readonly="?"?[^>]*value="([^"]+)"/.exec(
      (await who.post('/rota/calendar', {})).html,
    )?.[1] ?? ''

  it('gives a calendar program one’s own shifts, without signing in, until it is ended or made anew', async () => {
    const first = await address(manager)
    const given = await ask(first)
    expect([given.status, given.headers.get('Content-Type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    const events = new ICAL.Component(ICAL.parse(await given.text())).getAllSubcomponents('vevent')
    expect(events.length).toBeGreaterThan(2)
    const second = await address(manager)
    expect((await ask(first)).status).toBe(404)
    expect((await ask(second)).status).toBe(200)
    expect((await manager.post('/rota/calendar/end', {})).location).toBe('/rota')
    expect((await ask(second)).status).toBe(404)
  })

  it('is kept as a hash only, and stands in no row of the history', async () => {
    const secret = (await address(manager)).split('/').at(-1)?.replace('.ics', '') ?? ''
    expect(secret).toHaveLength(43)
    const kept = JSON.stringify(
      await service.read('mopac', async (tx) => [
        await tx.select().from(dutyFeeds),
        await tx.select().from(audit),
      ]),
    )
    expect(kept).not.toContain(secret)
  })

  it('answers the same whatever is wrong: another office, a wrong secret, somebody who has left', async () => {
    const own = await address(manager)
    const [ewa, secret] = [await id('Ewa Nowak'), own.split('/').at(-1) ?? '']
    const wrong = [
      own.replace('/mopac/', '/leicestershire-opcc/'),
      own.replace('/mopac/', '/nowhere/'),
      own.replace(secret, `${'A'.repeat(43)}.ics`),
    ]
    for (const url of wrong)
      expect([(await ask(url)).status, await (await ask(url)).text()]).toEqual([404, 'No such calendar'])
    await manager.post(`/rota/people/${ewa}/leaves`, {})
    expect((await ask(own)).status).toBe(404)
  })

  it('is made for nobody who is not on the list', async () => {
    const { status, text } = await reader.post('/rota/calendar', {})
    expect([status, text.includes('No entry of the list is tied to you')]).toEqual([400, true])
  })
})
