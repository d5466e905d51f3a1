import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { passageOf } from '../../src/cases/passage.ts'
import { type Filling, fillSearchText, searchRow } from '../../src/cases/search-text.ts'
import { audit, keptFrom, searchText } from '../../src/db/schema.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

let service: TestService
let officer: Visitor
let manager: Visitor
let bins: Awaited<ReturnType<typeof caseOf>>
let bikes: Awaited<ReturnType<typeof caseOf>>

const receive = async (from: string, text: string, name = '') => {
  const mail = plainMail({ from, text }).replace(
    /^From: .*$/m,
    name === '' ? `From: ${from}` : `From: ${name} <${from}>`,
  )
  return caseOf(service, await service.receive(mail, { envelopeFrom: from }))
}
const find = async (words: string, who = officer) => {
  const { html, text, status } = await who.post('/search', { words })
  const references = [...html.matchAll(/wp-reference" href="\/cases\/([^"]+)"/g)].map((found) => found[1])
  return { html, text, status, references }
}

beforeAll(async () => {
  service = await testService()
  officer = await aVisitor(service, 'enquiries-officer')
  manager = await aVisitor(service, 'manager')
  bins = await receive(
    'zoe.kowalska@example.net',
    'The wheelie bins of our street are blocking the pavement again.',
    '=?utf-8?q?Zo=C3=AB_Kowalska?=',
  )
  bikes = await receive(
    'tom.archer@example.org',
    'Somebody has stolen two bicycles, and nobody rang me back about the thefts.',
    'Tom Archer',
  )
})
afterAll(() => service.close())

describe('search', () => {
  it.each([
    ['words, in any of their forms', 'bicycle theft', () => bikes],
    ['words that stand together', '"wheelie bins"', () => bins],
    ['a name', 'Kowalska', () => bins],
    ['a name without its accents', 'zoe', () => bins],
    ['a name with them', 'ZOË KOWALSKA', () => bins],
    ['a part of an address', 'archer@example', () => bikes],
    ['a name that is spelt nearly right', 'kowalsca', () => bins],
    ['a reference as anybody types it', 'mopac-26-000002-', () => bikes],
  ])('finds a case by %s', async (_, words, wanted) => {
    const said = words.startsWith('mopac') ? bikes.found.reference.toLowerCase() : words
    expect((await find(said)).references).toEqual([wanted().found.reference])
  })

  it('shows the passage with what was found in it, and whatever a letter says stays words', async () => {
    expect((await find('pavement')).html).toContain('<mark>pavement</mark>')
    await receive('tags@example.net', 'My flowerpot <script>alert(1)</script> was worth 5 < 6 & has gone.')
    const { html } = await find('flowerpot')
    expect(html).toContain('5 &lt; 6 &amp; has gone')
    expect(html).not.toContain('<script>alert')
  })

  it('says that nothing was found, and what it did not look for', async () => {
    const { text, references, status } = await find('xylophone')
    expect([status, references]).toEqual([200, []])
    expect(text).toContain('0 cases found')
    expect(text).toContain('No case that you may see')
  })

  it.each([
    ['', 'Say what to search for.'],
    ['x'.repeat(201), 'Use at most 200 characters.'],
  ])('says what is wrong with what was asked', async (words, says) => {
    const { status, text } = await find(words)
    expect(status).toBe(400)
    expect(text).toContain(says)
  })

  it.each(["'", '%', '_', '\\', '"', '((', '!&|', 'a:*', '\u0000', '-bins', 'ﷺ'])(
    'takes %j as it stands',
    async (words) => {
      expect((await find(words)).status).toBeLessThan(401)
    },
  )

  it('keeps what was asked for out of addresses and out of the history', async () => {
    await find('kowalska pavement')
    const rows = await service.read('mopac', (tx) =>
      tx.select().from(audit).where(eq(audit.action, 'searched')),
    )
    expect(rows.at(-1)?.detail).toEqual({ words: 2, cases: 1 })
    expect(JSON.stringify(rows)).not.toMatch(/kowalska/i)
    expect((await officer.get('/search?words=kowalska')).html).not.toContain('kowalska')
  })

  it('shows nothing of another office', async () => {
    const stranger = await aVisitor(service, 'manager', 'leicestershire-opcc')
    expect((await find('bicycle', stranger)).references).toEqual([])
  })

  it('is for those who read cases and act on them', async () => {
    const administrator = await aVisitor(service, 'administrator')
    expect((await administrator.get('/search')).status).toBe(403)
  })

  it('shows nobody a case that is kept from them, not in the count either', async () => {
    const keeping = (endedAt: Date | null) =>
      service.read('mopac', async (tx) => {
        await tx.insert(keptFrom).values({
          id: randomUUID(),
          officeId: 'mopac',
          caseId: bikes.found.id,
          userKey: 'demo:enquiries-officer',
          userName: 'Demo enquiries officer',
          reason: 'It is about them.',
          keptBy: 'demo:manager',
          keptByName: 'Demo manager',
          keptAt: service.now(),
          endedAt,
        })
      })
    await keeping(null)
    for (const words of ['bicycle', 'Tom Archer', 'tom.archer', 'archerr', bikes.found.reference]) {
      const { text, references } = await find(words)
      expect(references).toEqual([])
      expect(text).toContain('0 cases found')
    }
    expect((await find('bicycle', manager)).references).toEqual([bikes.found.reference])
  })
})

describe('the words to search in', () => {
  const rows = () => service.read('mopac', (tx) => tx.select({ id: searchText.messageId }).from(searchText))

  it('come with the letter, and are made up where they are not there', async () => {
    const before = (await rows()).length
    expect(before).toBe(3)
    await service.read('mopac', (tx) => tx.delete(searchText))
    expect((await find('pavement')).references).toEqual([])
    const deps = { db: service.database.db, offices: service.offices }
    await fillSearchText(deps)
    await fillSearchText(deps)
    expect(await rows()).toHaveLength(before)
    expect((await find('pavement')).references).toEqual([bins.found.reference])
  })

  it('are made up for all others where one letter cannot be opened, and are then looked for no more for a while', async () => {
    const all = (await rows()).length
    const broken = (await rows())[0]?.id ?? ''
    const [{ text } = { text: '' }] = await service.read('mopac', (tx) =>
      tx.execute<{ text: string }>(sql`select text || '' as text from messages where id = ${broken}`),
    )
    const set = (to: string) =>
      service.read('mopac', (tx) => tx.execute(sql`update messages set text = ${to} where id = ${broken}`))
    await set(`${text.slice(0, 60)}${text.slice(64)}`)
    await service.read('mopac', (tx) => tx.delete(searchText))
    const filling: Filling = new Map()
    const deps = { db: service.database.db, offices: service.offices }
    await fillSearchText(deps, filling)
    expect(await rows()).toHaveLength(all - 1)
    expect([...(filling.get('mopac')?.unreadable ?? [])]).toEqual([broken])
    await set(text)
    await service.read('mopac', (tx) => tx.delete(searchText))
    await fillSearchText(deps, filling)
    expect(await rows()).toHaveLength(0)
    await fillSearchText(deps)
    expect(await rows()).toHaveLength(all)
  })

  it('are read by nobody but the functions that match them', async () => {
    await expect(
      service.read('mopac', (tx) => tx.execute(sql`select words from search_text`)),
    ).rejects.toThrow()
    await expect(
      service.read('mopac', (tx) => tx.execute(sql`select people from search_text`)),
    ).rejects.toThrow()
  })

  it.each([
    ['of one letter each', 'a b c d e f g h i j ', 60_000],
    ['tied together', 'aa-bb-cc-dd-ee-ff-', 60_000],
    ['addresses', 'https://a1.example/b/c?d=e x@y.example ', 60_000],
    ['all different and wide', undefined, 60_000],
  ])('of a letter of words %s are never more than Postgres takes', async (_, piece, size) => {
    const text = piece
      ? piece.repeat(Math.ceil(size / piece.length))
      : Array.from({ length: 20_000 }, (_, at) =>
          String.fromCodePoint(0x4e00 + at, 0x4e00 + ((at * 7) % 20_000)),
        ).join(' ')
    const row = searchRow({ ...bins.message, text }, { caseId: bins.found.id, reference: 'X' })
    const found = await service.read('mopac', (tx) =>
      tx.execute<{ n: number }>(sql`select length(${row.words}) as n`),
    )
    expect(Number(found[0]?.n)).toBeGreaterThan(0)
  })
})

describe('a passage', () => {
  const hitsIn = (text: string, asked: string) =>
    passageOf(text, asked).flatMap(({ text: word, isHit }) => (isHit ? [word] : []))

  it.each([
    ['The thefts of bicycles', 'bicycle theft', ['thefts', 'bicycles']],
    ['Zoë wrote', 'zoe', ['Zoë']],
    ['They were stopping and stopped', 'stop', ['stopping', 'stopped']],
    ['bins and more', 'more -bins', ['more']],
    ['nothing of it', 'xyz', []],
    ['art and the artillery', 'art', ['art']],
  ])('of %j for %j marks what was asked for', (text, asked, hits) => {
    expect(hitsIn(text, asked)).toEqual(hits)
  })

  it('stands round the first hit, and gives back the very words of the letter', () => {
    const text = `${'before '.repeat(50)}needle${' after'.repeat(50)}`
    const whole = passageOf(text, 'needle')
      .map((one) => one.text)
      .join('')
    expect(whole.length).toBeLessThan(300)
    expect(whole).toMatch(/^… .*before needle after.* …$/)
    expect(text).toContain(whole.slice(2, -2))
  })
})
