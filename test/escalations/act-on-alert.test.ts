import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findQueue } from '../../src/cases/find-queue.ts'
import { ALERT_STATES, OPEN } from '../../src/db/alert-states.ts'
import { alertMoves, alertProposals, audit, escalations, riskFlags } from '../../src/db/schema.ts'
import {
  type ActingOnAlert,
  answerAlert,
  closeAlert,
  decideProposal,
  noteReply,
  proposeDecision,
  referAlert,
} from '../../src/escalations/act-on-alert.ts'
import { MOVES, mayMove, toldAgainAt } from '../../src/escalations/alert-moves.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { plainMail, rulebook, type TestService, testService } from '../service.ts'

const MINUTE = 60_000

describe('the moves of an alert', () => {
  it('reach the end from every state, and lead nowhere from the end', () => {
    const reaches = (from: (typeof ALERT_STATES)[number], seen: readonly string[] = []): boolean =>
      from === 'closed' || MOVES[from].some((to) => !seen.includes(to) && reaches(to, [...seen, from]))
    expect(ALERT_STATES.filter((state) => !reaches(state))).toEqual([])
    expect(MOVES.closed).toEqual([])
    expect(OPEN).not.toContain('closed')
  })

  it('never close an alert that nobody has answered, decided or accepted', () => {
    expect(ALERT_STATES.filter((state) => mayMove(state, 'closed'))).toEqual(['accepted', 'no-action'])
    expect(ALERT_STATES.filter((state) => mayMove(state, 'answered'))).toEqual([
      'raised',
      'paging',
      'deciding',
    ])
  })

  it('leave no answered alert without a time at which somebody is told', () => {
    const since = new Date('2026-11-25T03:00:00Z')
    for (const state of ['answered', 'deciding', 'referred', 'declined'] as const) {
      const immediate = toldAgainAt(state, 'immediate', since)
      const serious = toldAgainAt(state, 'serious', since)
      expect(immediate?.getTime()).toBeGreaterThan(since.getTime())
      expect(immediate?.getTime()).toBeLessThan(serious?.getTime() ?? 0)
    }
  })
})

describe('what people do about an alert', () => {
  let service: TestService
  let id: string
  let caseId: string
  const office = rulebook.offices.get('mopac')
  if (!office) throw new Error('The rules have no MOPAC')

  beforeAll(async () => {
    service = await testService()
  })
  afterAll(() => service.close())

  const alerts = () => service.read('mopac', (tx) => tx.select().from(escalations))
  const alert = async () => {
    const found = (await alerts()).find((one) => one.id === id)
    if (!found) throw new Error('The alert is gone')
    return found
  }
  beforeEach(async (test) => {
    const known = new Set((await alerts()).map((one) => one.id))
    const from = `${test.task.id}@example.net`
    await service.receive(plainMail({ from, text: 'I am going to kill myself tonight.' }), {
      envelopeFrom: from,
    })
    const raised = (await alerts()).find((one) => !known.has(one.id))
    if (!raised) throw new Error('No alert was raised')
    id = raised.id
    caseId = raised.caseId
  })

  const by = (actor: string): ActingOnAlert => ({
    office,
    caseId,
    actor,
    actorName: `Name of ${actor}`,
    now: service.now(),
    queue: service.queue,
  })
  type Act<T extends unknown[]> = (tx: never, acting: ActingOnAlert, id: string, ...more: T) => unknown
  const does = <T extends unknown[]>(actor: string, act: Act<T>, ...more: T) =>
    service.read('mopac', async (tx) => act(tx as never, by(actor), id, ...more)) as ReturnType<
      typeof answerAlert
    >
  const told = { to: 'police-told', note: '999, control room' } as const
  const nothing = { kind: 'no-action', reason: 'A line of a song.' } as const
  const moves = async () =>
    (await service.read('mopac', (tx) => tx.select().from(alertMoves))).filter(
      (one) => one.escalationId === id,
    )

  it('keeps every move with who made it, when and why', async () => {
    await does('one', answerAlert)
    await does('one', referAlert, told)
    await does('two', noteReply, { verdict: 'accepted', note: 'CAD 7' } as const)
    await does('two', closeAlert, 'He is with his family.')
    expect((await moves()).map((one) => [one.fromState, one.toState, one.actor, one.reason])).toEqual([
      ['paging', 'answered', 'one', null],
      ['answered', 'referred', 'one', 'police-told: 999, control room'],
      ['referred', 'accepted', 'two', 'CAD 7'],
      ['accepted', 'closed', 'two', 'He is with his family.'],
    ])
    const flags = await service.read('mopac', (tx) => tx.select().from(riskFlags))
    const ofCase = flags.filter((one) => one.caseId === caseId && one.level !== 'none')
    expect(ofCase.map((one) => one.answer)).toEqual(ofCase.map(() => 'police-told'))
    const entries = await service.read('mopac', (tx) => tx.select().from(audit))
    const actions = entries.filter((one) => one.detail['escalationId'] === id).map((one) => one.action)
    expect(actions.slice(-4)).toEqual(['alert-answered', 'alert-moved', 'alert-moved', 'alert-closed'])
  })

  it('is answered by the first of two who press at once', async () => {
    const both = await Promise.all([does('one', answerAlert), does('two', answerAlert)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, because: 'answered-already' })
    expect(await moves()).toHaveLength(1)
  })

  it('takes no step out of order', async () => {
    expect(await does('one', referAlert, told)).toEqual({ ok: false, because: 'not-answered-yet' })
    expect(await does('one', proposeDecision, nothing)).toEqual({ ok: false, because: 'not-answered-yet' })
    await does('one', answerAlert)
    expect(await does('one', closeAlert, 'done')).toEqual({ ok: false, because: 'not-a-move' })
    expect(await does('one', noteReply, { verdict: 'accepted', note: '' } as const)).toEqual({
      ok: false,
      because: 'not-a-move',
    })
    expect(await does('two', decideProposal, { agreed: true, note: '' })).toEqual({
      ok: false,
      because: 'nothing-put-forward',
    })
    expect((await alert()).state).toBe('answered')
  })

  it('needs a second person to do nothing about an immediate alert, in the database too', async () => {
    await does('one', answerAlert)
    await does('one', proposeDecision, nothing)
    expect((await alert()).state).toBe('deciding')
    expect(await does('one', decideProposal, { agreed: true, note: '' })).toEqual({
      ok: false,
      because: 'second-person-needed',
    })
    await expect(
      service.read('mopac', (tx) => tx.update(alertProposals).set({ verdict: 'agreed', decidedBy: 'one' })),
    ).rejects.toThrow()
    expect(await does('two', decideProposal, { agreed: true, note: 'I read it.' })).toEqual({ ok: true })
    expect((await alert()).state).toBe('closed')
    expect((await moves()).slice(-2).map((one) => [one.toState, one.actor])).toEqual([
      ['no-action', 'two'],
      ['closed', 'two'],
    ])
  })

  it('goes back to work where the second person does not agree', async () => {
    await does('one', answerAlert)
    await does('one', proposeDecision, nothing)
    await does('two', decideProposal, { agreed: false, note: 'Ring her first.' })
    expect(await alert()).toMatchObject({ state: 'answered', level: 'immediate' })
    await does('one', referAlert, told)
    expect((await alert()).state).toBe('referred')
  })

  it('becomes serious only with a second person, and then one alone may end it', async () => {
    await does('one', answerAlert)
    await does('one', proposeDecision, { kind: 'downgrade', reason: 'It was last year.' } as const)
    await does('two', decideProposal, { agreed: true, note: 'So it says.' })
    expect(await alert()).toMatchObject({ state: 'answered', level: 'serious' })
    await does('one', proposeDecision, nothing)
    expect((await alert()).state).toBe('closed')
  })

  it('lets somebody be told while a decision waits for its second person, who then has nothing to decide', async () => {
    await does('one', answerAlert)
    await does('one', proposeDecision, nothing)
    await does('one', referAlert, told)
    expect(await does('two', decideProposal, { agreed: true, note: '' })).toEqual({
      ok: false,
      because: 'nothing-put-forward',
    })
    expect((await alert()).state).toBe('referred')
  })

  it('stands before an older one of its case in the queue for as long as nobody has answered it', async () => {
    await does('one', answerAlert)
    await does('one', referAlert, told)
    const newer = { id: randomUUID(), officeId: 'mopac', caseId, level: 'serious', state: 'paging' } as const
    await service.read('mopac', (tx) =>
      tx.insert(escalations).values({ ...newer, raisedAt: service.now(), nextPageAt: service.now() }),
    )
    const { safety } = await service.read('mopac', (tx) =>
      findQueue(tx, { status: 'open' }, { now: service.now() }),
    )
    expect(safety.find((one) => one.id === caseId)?.alert).toMatchObject({ id: newer.id, state: 'paging' })
    await service.read('mopac', (tx) =>
      tx.update(escalations).set({ state: 'closed', nextPageAt: null }).where(eq(escalations.id, newer.id)),
    )
  })

  it('tells duty staff when it was answered and nothing followed, and again until something does', async () => {
    const pagesOf = async () =>
      service
        .outgoing()
        .filter((mail) => mail.includes(id))
        .map((mail) => /^Subject: (.*)$/m.exec(mail)?.[1])
    const wait = async (minutes: number) => {
      service.setNow(new Date(service.now().getTime() + minutes * MINUTE))
      await sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now() })
      await service.doJobs()
    }
    await does('one', answerAlert)
    const before = (await pagesOf()).length
    await wait(14)
    expect(await pagesOf()).toHaveLength(before)
    await wait(2)
    expect((await pagesOf()).slice(before)).toEqual([expect.stringContaining('was answered and not decided')])
    expect((await alert()).state).toBe('answered')
    await does('one', referAlert, told)
    await wait(29)
    expect(await pagesOf()).toHaveLength(before + 1)
    await wait(2)
    expect((await pagesOf()).at(-1)).toContain('has no reply yet')
    await does('one', noteReply, { verdict: 'accepted', note: 'CAD 7' } as const)
    await wait(600)
    expect(await pagesOf()).toHaveLength(before + 2)
  })
})
