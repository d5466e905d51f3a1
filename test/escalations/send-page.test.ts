import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { escalations, pages, sentMails } from '../../src/db/schema.ts'
import { TryAgainLater } from '../../src/errors.ts'
import { answerAlert } from '../../src/escalations/act-on-alert.ts'
import { sendPage } from '../../src/escalations/send-page.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { type Handover, MemoryOutbox, type Outbox } from '../../src/outbox/outbox.ts'
import { dutyLadder } from '../duty.ts'
import { plainMail, rulebook, sendingDeps, type TestService, testService } from '../service.ts'

let service: TestService
const START = Date.now()
const MINUTE = 60_000
const office = rulebook.offices.get('mopac')
if (!office) throw new Error('The rules have no MOPAC')
const [first, second, third] = dutyLadder(office)

beforeEach(async () => {
  service = await testService()
  await service.receive(plainMail({ subject: 'bye', text: 'I am going to kill myself tonight.' }))
})
afterEach(() => service.close())

const pagedTo = () =>
  service
    .outgoing()
    .filter((mail) => mail.includes('IMMEDIATE'))
    .map((mail) => /^To: (.+)$/m.exec(mail)?.[1]?.trim())
const alert = async () => {
  const [row] = await service.read('mopac', (tx) => tx.select().from(escalations))
  if (!row) throw new Error('No alert was raised')
  return row
}
const pageStates = async () =>
  (await service.read('mopac', (tx) => tx.select().from(pages).orderBy(pages.step))).map(({ state }) => state)
/** Lets that much time pass, and the minute's sweep find what is due. */
async function wait(minutes: number): Promise<void> {
  service.setNow(new Date(START + minutes * MINUTE))
  await sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now() })
  await service.doJobs()
}
const acting = async () => ({
  office,
  caseId: (await alert()).caseId,
  actor: 'duty-1',
  now: service.now(),
  queue: service.queue,
})

describe('an alert', () => {
  it('climbs the ladder, person by person, and starts again at its end', async () => {
    expect(pagedTo()).toEqual([first?.email])
    await wait((first?.waitMinutes ?? 0) + 1)
    expect(pagedTo()).toEqual([first?.email, second?.email])
    await wait((first?.waitMinutes ?? 0) + (second?.waitMinutes ?? 0) + 3)
    expect(pagedTo()).toEqual([first?.email, second?.email, third?.email])
    await wait(600)
    expect(pagedTo()).toHaveLength(4)
    expect(pagedTo()[3]).toBe(first?.email)
  })

  it('pages nobody before their time', async () => {
    await wait((first?.waitMinutes ?? 0) - 1)
    expect(pagedTo()).toEqual([first?.email])
  })

  it('pages no further once a person has answered, and says who', async () => {
    await service.read('mopac', async (tx) =>
      expect(await answerAlert(tx, await acting(), (await alert()).id)).toEqual({ ok: true }),
    )
    await wait(14)
    expect(pagedTo()).toEqual([first?.email])
    expect(await alert()).toMatchObject({ state: 'answered', answeredBy: 'duty-1' })
  })

  it('is raised anew when danger comes again after the answer', async () => {
    const by = await acting()
    const id = (await alert()).id
    await service.read('mopac', (tx) => answerAlert(tx, by, id))
    const ack = /^Message-ID: (<ack[^>]+>)/m.exec(
      service.outgoing().find((mail) => mail.includes('<ack.')) ?? '',
    )?.[1]
    await service.receive(
      plainMail({ text: 'I am on the bridge now and I am going to jump.', headers: `In-Reply-To: ${ack}` }),
    )
    const all = await service.read('mopac', (tx) =>
      tx.select().from(escalations).where(eq(escalations.caseId, by.caseId)),
    )
    expect(all.map(({ state }) => state).sort()).toEqual(['answered', 'paging'])
  })
})

describe('a page that does not get through', () => {
  const depsWith = (outbox: MemoryOutbox) => ({ ...sendingDeps(service), outbox })

  it('goes to the next person within seconds when the mail server fails', async () => {
    const outbox = new MemoryOutbox()
    outbox.next(() => {
      throw new TryAgainLater('greylisted')
    })
    service.setNow(new Date(START + 60 * MINUTE))
    const ids = { officeId: 'mopac', id: (await alert()).id }
    await sendPage(depsWith(outbox), ids)
    expect(((await alert()).nextPageAt?.getTime() ?? 0) - service.now().getTime()).toBeLessThanOrEqual(5_000)
    service.setNow(new Date(START + 60 * MINUTE + 6_000))
    await sendPage(depsWith(outbox), ids)
    expect(outbox.sent.map(({ to }) => to)).toEqual([third?.email])
  })

  it('is sent again, as the same mail, when the process died while sending', async () => {
    const outbox = new MemoryOutbox()
    outbox.next(() => {
      throw new Error('the process died')
    })
    service.setNow(new Date(START + 60 * MINUTE))
    const ids = { officeId: 'mopac', id: (await alert()).id }
    await expect(sendPage(depsWith(outbox), ids)).rejects.toThrow('the process died')
    service.setNow(new Date(START + 61 * MINUTE))
    const found = await sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now() })
    expect(found.page).toBe(1)
    await sendPage(depsWith(outbox), ids)
    expect(outbox.sent.map(({ to }) => to)).toEqual([second?.email])
    const rows = await service.read('mopac', (tx) => tx.select().from(pages))
    expect(rows.map(({ step, state }) => ({ step, state }))).toEqual([
      { step: 0, state: 'sent' },
      { step: 1, state: 'sent' },
    ])
    const mails = await service.read('mopac', (tx) =>
      tx.select().from(sentMails).where(eq(sentMails.kind, 'page')),
    )
    expect(mails).toHaveLength(2)
  })

  /** An outgoing server at which a person answers the alert before it says what became of the page. */
  const answeredMeanwhile = (ending: () => Handover): Outbox => ({
    send: async () => {
      const by = await acting()
      const { id } = await alert()
      await service.read('mopac', (tx) => answerAlert(tx, by, id))
      return ending()
    },
    close: async () => {},
  })

  it('brings nobody forward once a person has answered in the meantime', async () => {
    service.setNow(new Date(START + 60 * MINUTE))
    const outbox = answeredMeanwhile(() => {
      throw new TryAgainLater('greylisted')
    })
    await sendPage({ ...sendingDeps(service), outbox }, { officeId: 'mopac', id: (await alert()).id })
    const { state, nextPageAt } = await alert()
    expect(state).toBe('answered')
    expect((nextPageAt?.getTime() ?? 0) - service.now().getTime()).toBeGreaterThan(14 * MINUTE)
    expect(await pageStates()).toEqual(['sent', 'failed'])
  })

  it('is not sent again where it was cut off and a person has answered since', async () => {
    service.setNow(new Date(START + 60 * MINUTE))
    const ids = { officeId: 'mopac', id: (await alert()).id }
    const dying = answeredMeanwhile(() => {
      throw new Error('the process died')
    })
    await expect(sendPage({ ...sendingDeps(service), outbox: dying }, ids)).rejects.toThrow(
      'the process died',
    )
    service.setNow(new Date(START + 61 * MINUTE))
    const outbox = new MemoryOutbox()
    await sendPage(depsWith(outbox), ids)
    expect(outbox.sent).toEqual([])
    expect(await pageStates()).toEqual(['sent', 'unknown'])
    const found = await sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now() })
    expect(found.page).toBe(0)
  })

  it('is not sent again where a person answered before nobody could say whether it had left', async () => {
    service.setNow(new Date(START + 60 * MINUTE))
    const ids = { officeId: 'mopac', id: (await alert()).id }
    const silent = answeredMeanwhile(() => {
      service.setNow(new Date(service.now().getTime() + 20_000))
      return { state: 'unknown' }
    })
    await sendPage({ ...sendingDeps(service), outbox: silent }, ids)
    service.setNow(new Date(START + 62 * MINUTE))
    const outbox = new MemoryOutbox()
    await sendPage(depsWith(outbox), ids)
    expect(outbox.sent).toEqual([])
    expect(await pageStates()).toEqual(['sent', 'unknown'])
  })
})
