import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rebuildClocksVerb } from '../../src/commands/rebuild-clocks.ts'
import { refreshCalendarsVerb } from '../../src/commands/refresh-calendars.ts'
import { clocks } from '../../src/db/schema.ts'
import { govUkFile } from '../clocks/govuk-file.ts'
import { aCaseWithClock } from '../deadlines/deadline-test.ts'
import { holidayServer } from '../deadlines/holiday-server.ts'
import { type TestService, testService } from '../service.ts'
import { TEST_KEY_SET } from '../test-keys.ts'
import { printed } from './printed.ts'

let service: TestService
let server: Awaited<ReturnType<typeof holidayServer>>
const dataDir = mkdtempSync(path.join(tmpdir(), 'waypost-verbs-'))
const before = { ...process.env }

beforeAll(async () => {
  service = await testService()
  server = await holidayServer()
  process.env['OFFICE_KEYS'] = JSON.stringify(TEST_KEY_SET)
  process.env['DATABASE_URL'] = service.testDatabase.appUrl
  process.env['DATA_DIR'] = dataDir
})
afterAll(async () => {
  process.env = before
  await server.close()
  await service.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('the verbs about deadlines', () => {
  it('take holidays from a file and move deadlines by it, and say what is wrong with others', async () => {
    const made = await aCaseWithClock(service, new Date().toISOString())
    const { dueOn } = await made.clock()
    const file = govUkFile()
    file.scotland.events.push({ title: 'A day of thanks', date: dueOn ?? '', notes: '', bunting: true })
    writeFileSync(path.join(dataDir, 'file.json'), JSON.stringify(file))
    const taken = await printed(refreshCalendarsVerb, ['--file', path.join(dataDir, 'file.json')])
    expect(taken).toMatchObject({ code: 0, out: expect.stringContaining('The days have changed.') })
    expect(taken.out).toContain('mopac: version')
    expect((await made.clock()).dueOn ?? '').toMatch(/^\d{4}-/)
    expect((await made.clock()).dueOn).not.toBe(dueOn)
    server.answerWith('{"nonsense":true}')
    expect(await printed(refreshCalendarsVerb, ['--from', server.url])).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nothing was taken; what is held stays in force'),
    })
  }, 90_000)

  it('make every deadline anew from its record, and say which had differed', async () => {
    await service.read('mopac', (tx) => tx.update(clocks).set({ dueOn: null }))
    expect(await printed(rebuildClocksVerb, [])).toMatchObject({
      code: 1,
      out: expect.stringContaining('mopac: 1 made anew, 1 had differed.'),
    })
  }, 90_000)
})
