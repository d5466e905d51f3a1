import { desc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/db.ts'
import { alarms, audit, messages, ruleDrafts, rulesetChanges, rulesets } from '../../src/db/schema.ts'
import { readRulebook } from '../../src/deps.ts'
import { judgeApart } from '../../src/intake/judge-apart.ts'
import { storeMessage } from '../../src/intake/store-message.ts'
import { takeIn } from '../../src/intake/take-in.ts'
import { sweepAll } from '../../src/jobs/sweep-ticker.ts'
import { rulesOnDisk } from '../../src/rules-on-disk.ts'
import {
  approveChange,
  askToPublish,
  askToRollBack,
  findRulesets,
  refuseChange,
  undoPublication,
} from '../../src/rulesets/change-rules.ts'
import { checkRulesets } from '../../src/rulesets/check-rulesets.ts'
import { saveDraft, startDraft } from '../../src/rulesets/drafts.ts'
import { publishedNow } from '../../src/rulesets/published-now.ts'
import type { Reviewer } from '../../src/rulesets/reviewer.ts'
import { findTrial, startTrial } from '../../src/rulesets/trials.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, rulebook, type TestService, takeInDeps, testService } from '../service.ts'
import { aRiskRule, aRouteRule } from './a-rule.ts'

let service: TestService
beforeEach(async () => {
  service = await testService()
})
afterEach(() => service.close())

const as = (actor: string) => {
  const now = service.now()
  const reviewer: Reviewer = { officeId: 'mopac', actor, actorName: `Name of ${actor}`, now }
  return { ...reviewer, queue: service.queue, rules: rulebook.rules }
}

/** Writes a rule, tries it and asks for it to be published. */
async function asked(actor: string, text: string): Promise<string> {
  const draftId = await service.read('mopac', (tx) => startDraft(tx, as(actor), text))
  await service.read('mopac', (tx) => startTrial(tx, as(actor), { draftId, months: 1 }))
  await service.doJobs()
  const change = await service.read('mopac', (tx) =>
    askToPublish(tx, as(actor), { draftId, reason: 'Such letters were missed.' }),
  )
  if (!change.ok) throw new Error(change.because)
  return change.changeId
}

const approved = (actor: string, changeId: string) =>
  service.read('mopac', (tx) => approveChange(tx, as(actor), { changeId, reason: 'I agree.' }))

async function published(text: string): Promise<number> {
  const done = await approved('ben', await asked('ada', text))
  if (!done.ok) throw new Error(done.because)
  return done.number
}

const LIGHTHOUSE = plainMail({ subject: 'A question', text: 'I met the lighthouse keeper.' })
let sent = 0
const letter = () => LIGHTHOUSE.replace('A question', `A question ${++sent}`)
const judged = async () => {
  const { message, found } = await caseOf(service, await service.receive(letter()))
  return { version: message.rulesVersion, risk: found.risk, reference: found.reference }
}

describe('publishing a rule', () => {
  it('takes two people, and the next letter is judged by it and says so', async () => {
    expect(await judged()).toMatchObject({ version: rulebook.rules.version, risk: 'none' })
    const changeId = await asked('ada', aRiskRule())
    expect(await judged()).toMatchObject({ version: rulebook.rules.version, risk: 'none' })
    expect(await approved('ben', changeId)).toEqual({ ok: true, number: 1 })
    expect(await judged()).toMatchObject({ version: `${rulebook.rules.version}+1`, risk: 'serious' })
    const actions = await service.read('mopac', (tx) =>
      tx.select({ actor: audit.actor, action: audit.action }).from(audit).orderBy(desc(audit.position)),
    )
    expect(actions).toContainEqual({ actor: 'ada', action: 'rules-change-asked' })
    expect(actions).toContainEqual({ actor: 'ben', action: 'rules-change-approved' })
    expect(actions).toContainEqual({ actor: 'ben', action: 'ruleset-in-force' })
  })

  it('changes nothing for another office', async () => {
    await published(aRiskRule())
    const other = await service.receive(letter(), {
      officeId: 'leicestershire-opcc',
      mailbox: 'enquiries@leics.example.org',
    })
    const { message } = await caseOf(service, other, 'leicestershire-opcc')
    expect(message.rulesVersion).toBe(rulebook.rules.version)
  })

  it('puts a rule in the place of one of the files that has its id', async () => {
    const [first] = rulebook.rules.risk
    const text = aRiskRule({ id: first?.id ?? '' })
    await published(text)
    const now = await service.read('mopac', (tx) => publishedNow(tx, as('x'), 'mopac'))
    expect(now.rules).toEqual([{ id: first?.id, text }])
    expect(await judged()).toMatchObject({ risk: 'serious' })
  })

  it.each([
    ['ada', 'ada', false],
    ['ben', 'ben', false],
    ['ada', 'ben', true],
    ['ben', 'ada', true],
  ])('asked for by %s and agreed to by %s: %s', async (author, approver, allowed) => {
    const done = await approved(approver, await asked(author, aRiskRule()))
    expect(done).toEqual(allowed ? { ok: true, number: 1 } : { ok: false, because: 'second-person-needed' })
    expect(await service.read('mopac', (tx) => tx.$count(rulesets))).toBe(allowed ? 1 : 0)
  })

  it('is refused where the author says yes to themselves past the code, by the database', async () => {
    const changeId = await asked('ada', aRiskRule())
    const approveAlone = service.read('mopac', (tx) =>
      tx
        .update(rulesetChanges)
        .set({ state: 'approved', decidedBy: 'ada', decidedByName: 'Ada', decidedAt: service.now() })
        .where(eq(rulesetChanges.id, changeId)),
    )
    await expect(approveAlone).rejects.toThrow()
    const without = { officeId: 'mopac', changeId, number: 0, rules: [], publishedAt: service.now() }
    await expect(service.read('mopac', (tx) => tx.insert(rulesets).values(without))).rejects.toMatchObject({
      cause: { message: 'a ruleset needs an approved change' },
    })
  })

  it('cannot be had by changing what was asked for, who wrote it, or a ruleset that is in force', async () => {
    const changeId = await asked('ada', aRiskRule())
    const attempts = [
      (tx: Db) => tx.update(rulesetChanges).set({ ruleText: 'x' }).where(eq(rulesetChanges.id, changeId)),
      (tx: Db) => tx.update(rulesetChanges).set({ proposedBy: 'cat' }).where(eq(rulesetChanges.id, changeId)),
      (tx: Db) => tx.update(ruleDrafts).set({ author: 'cat' }),
      (tx: Db) => tx.update(rulesets).set({ rules: [] }),
    ]
    for (const attempt of attempts) {
      await expect(service.read('mopac', attempt)).rejects.toMatchObject({
        cause: { code: '42501' },
      })
    }
  })

  it('makes the ruleset out of what was agreed to, whatever is sent along with it', async () => {
    const changeId = await asked('ada', aRiskRule())
    const decided = { decidedBy: 'ben', decidedByName: 'Ben', decidedAt: service.now() }
    await service.read('mopac', async (tx) => {
      await tx
        .update(rulesetChanges)
        .set({ state: 'approved', ...decided })
        .where(eq(rulesetChanges.id, changeId))
      const smuggled = [{ id: 'risk/other', text: 'anything' }]
      const values = { officeId: 'mopac', changeId, number: 99, rules: smuggled, publishedAt: service.now() }
      await tx.insert(rulesets).values(values)
    })
    const rows = await service.read('mopac', (tx) => findRulesets(tx))
    expect(rows.map(({ number, rules }) => ({ number, rules }))).toEqual([
      { number: 1, rules: [{ id: 'risk/test/lighthouse', text: aRiskRule() }] },
    ])
  })

  it('gives one ruleset where two people agree at the same moment', async () => {
    const changeId = await asked('ada', aRiskRule())
    const both = await Promise.all([approved('ben', changeId), approved('cat', changeId)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both).toContainEqual({ ok: false, because: 'decided-already' })
  })

  it('numbers two changes that are agreed to at the same moment one after the other, and keeps both', async () => {
    const one = await asked('ada', aRiskRule())
    const other = await asked(
      'ben',
      aRiskRule({ id: 'risk/test/other', pattern: 'empty rock', matches: 'An empty rock.' }),
    )
    const both = await Promise.all([approved('cat', one), approved('dan', other)])
    expect(both.map((done) => done.ok && done.number).sort()).toEqual([1, 2])
    const [newest] = await service.read('mopac', (tx) => findRulesets(tx))
    expect(newest?.rules.map(({ id }) => id)).toEqual(['risk/test/lighthouse', 'risk/test/other'])
  })

  it('waits where the same rule was published by somebody else since it was asked for', async () => {
    const one = await asked('ada', aRiskRule())
    const other = await asked('ben', aRiskRule({ level: 'immediate' }))
    expect(await approved('cat', one)).toEqual({ ok: true, number: 1 })
    expect(await approved('cat', other)).toEqual({ ok: false, because: 'rule-changed-meanwhile' })
  })

  it('is not asked for a text that is no rule, fails its examples, or was not tried as it stands', async () => {
    const ask = async (text: string, isTried: boolean) => {
      const draftId = await service.read('mopac', (tx) => startDraft(tx, as('ada'), text))
      if (isTried) await service.read('mopac', (tx) => startTrial(tx, as('ada'), { draftId, months: 1 }))
      await service.doJobs()
      return service.read('mopac', (tx) => askToPublish(tx, as('ada'), { draftId, reason: 'Because.' }))
    }
    expect(await ask('- id: risk/x\n  any-of: [', true)).toEqual({ ok: false, because: 'not-a-rule' })
    const fails = aRiskRule({ matches: 'Nothing of the kind.' })
    expect(await ask(fails, true)).toEqual({ ok: false, because: 'fails-its-examples' })
    expect(await ask(aRiskRule(), false)).toEqual({ ok: false, because: 'no-trial' })
  })

  it('is decided once: what was refused or taken back cannot be agreed to', async () => {
    const refused = await asked('ada', aRiskRule())
    await service.read('mopac', (tx) =>
      refuseChange(tx, as('ben'), { changeId: refused, reason: 'Too broad.' }),
    )
    expect(await approved('cat', refused)).toEqual({ ok: false, because: 'decided-already' })
    const back = service.read('mopac', (tx) =>
      tx
        .update(rulesetChanges)
        .set({ state: 'waiting', decidedBy: null })
        .where(eq(rulesetChanges.id, refused)),
    )
    await expect(back).rejects.toMatchObject({ cause: { message: 'a change of the rules is decided once' } })
  })
})

describe('a draft', () => {
  it('is changed by its author only, keeps what is no rule yet, and counts its versions', async () => {
    const id = await service.read('mopac', (tx) => startDraft(tx, as('ada'), 'not yet'))
    const save = (actor: string, text: string, version: number) =>
      service.read('mopac', (tx) => saveDraft(tx, as(actor), { id, text, version }))
    expect(await save('ben', 'mine', 1)).toEqual({ ok: false, because: 'not-yours' })
    expect(await save('ada', 'still not', 1)).toEqual({ ok: true, version: 2 })
    expect(await save('ada', 'from another window', 1)).toEqual({ ok: false, because: 'changed-meanwhile' })
    const [draft] = await service.read('mopac', (tx) => tx.select().from(ruleDrafts))
    expect(draft).toMatchObject({ text: 'still not', version: 2, author: 'ada' })
  })
})

describe('uptake of a ruleset', () => {
  it('loses nothing where the process that agreed dies at once: another takes the next letter in by it', async () => {
    await published(aRiskRule())
    // A process that never heard of it: rules read anew, threads of its own, nothing in its memory.
    const files = rulesOnDisk(process.cwd())
    const apart = judgeApart(files, 1)
    const fresh = { ...takeInDeps(service), ...readRulebook(files), judge: apart.judge }
    const stored = await storeMessage(fresh, {
      officeId: 'mopac',
      mailbox: 'enquiries@mopac.example.org',
      folder: 'SMTP',
      channel: 'email',
      source: new TextEncoder().encode(letter().replace(/\n/g, '\r\n')),
      receivedAt: service.now(),
      envelopeFrom: 'w@example.net',
    })
    await takeIn(fresh, { officeId: 'mopac', id: stored.rawMessageId })
    await apart.close()
    const { message } = await caseOf(service, stored.rawMessageId)
    expect(message.rulesVersion).toBe(`${fresh.rules.version}+1`)
    expect(message.triage.risk.flags.map(({ ruleId }) => ruleId)).toEqual(['risk/test/lighthouse'])
  })

  it('leaves a rule out that does not work with these files, with an alarm that ends when it does', async () => {
    const text = aRiskRule({ pattern: 'lighthouse ..2 {kin}', matches: 'The lighthouse and my mother.' })
    await published(text)
    await published(aRiskRule({ id: 'risk/test/other' }))
    const { kin: _, ...others } = Object.fromEntries(rulebook.rules.words)
    const older = { ...rulebook.rules, words: new Map(Object.entries(others)) }
    const deps = { ...service, db: service.database.db, rules: older }
    await checkRulesets(deps)
    const open = () =>
      service.read('mopac', (tx) => tx.select().from(alarms).where(eq(alarms.kind, 'rule-left-out')))
    expect(await open()).toMatchObject([{ about: 'risk/test/lighthouse', endedAt: null }])
    const now = await service.read('mopac', (tx) =>
      publishedNow(tx, { ...deps, now: service.now() }, 'mopac'),
    )
    expect(now).toMatchObject({ number: 2, leftOut: 1, rules: [{ id: 'risk/test/other' }] })
    await checkRulesets({ ...deps, rules: rulebook.rules })
    expect(await open()).toMatchObject([{ endedAt: expect.any(Date) }])
  })
})

describe('going back', () => {
  it('takes two people, gives a new number, and a case keeps the one that judged it', async () => {
    await published(aRiskRule())
    const before = await judged()
    const back = await service.read('mopac', (tx) =>
      askToRollBack(tx, as('ben'), { restores: 0, reason: 'Too many.' }),
    )
    if (!back.ok) throw new Error(back.because)
    expect(await approved('ben', back.changeId)).toEqual({ ok: false, because: 'second-person-needed' })
    expect(await approved('ada', back.changeId)).toEqual({ ok: true, number: 2 })
    expect(await judged()).toMatchObject({ version: `${rulebook.rules.version}+2`, risk: 'none' })
    const kept = await service.read('mopac', (tx) => tx.select().from(messages))
    expect(kept.map(({ rulesVersion }) => rulesVersion)).toContain(before.version)
    const again = await service.read('mopac', (tx) =>
      askToRollBack(tx, as('ada'), { restores: 1, reason: 'It was right.' }),
    )
    if (!again.ok) throw new Error(again.because)
    await approved('ben', again.changeId)
    expect(await judged()).toMatchObject({ version: `${rulebook.rules.version}+3`, risk: 'serious' })
  })

  it('to a number that never was is refused', async () => {
    await published(aRiskRule())
    for (const restores of [1, 2, -1, 0.5, Number.NaN]) {
      const asked = await service.read('mopac', (tx) =>
        askToRollBack(tx, as('ada'), { restores, reason: 'x' }),
      )
      expect(asked).toEqual({ ok: false, because: 'no-such-ruleset' })
    }
  })

  it('from the last publication is done by one person at once, who is seen to have done it', async () => {
    await published(aRiskRule())
    await published(aRiskRule({ id: 'risk/test/other', pattern: 'keeper', matches: 'The keeper.' }))
    const undo = (number: number) =>
      service.read('mopac', (tx) =>
        undoPublication(tx, as('cat'), { number, reason: 'It pages us all night.' }),
      )
    expect(await undo(1)).toEqual({ ok: false, because: 'nothing-to-undo' })
    expect(await undo(2)).toEqual({ ok: true, number: 3 })
    const [newest] = await service.read('mopac', (tx) => findRulesets(tx))
    expect(newest?.rules.map(({ id }) => id)).toEqual(['risk/test/lighthouse'])
    const raised = await service.read('mopac', (tx) => tx.select().from(alarms))
    expect(raised.map(({ kind }) => kind)).toContain('publication-undone')
    // Nobody walks back further alone, nor undoes the undoing.
    expect(await undo(3)).toEqual({ ok: false, because: 'nothing-to-undo' })
  })

  it('by one person further than the last publication is refused by the database too', async () => {
    await published(aRiskRule())
    const undo = () =>
      service.read('mopac', async (tx) => {
        const by = { proposedBy: 'cat', proposedByName: 'Cat', decidedBy: 'cat', decidedByName: 'Cat' }
        const at = { proposedAt: service.now(), decidedAt: service.now() }
        const [change] = await tx
          .insert(rulesetChanges)
          .values({
            id: crypto.randomUUID(),
            officeId: 'mopac',
            kind: 'undo',
            onNumber: 1,
            reason: 'x',
            state: 'approved',
            ...by,
            ...at,
          })
          .returning()
        const values = {
          officeId: 'mopac',
          changeId: change?.id ?? '',
          number: 0,
          rules: [],
          publishedAt: service.now(),
        }
        await tx.insert(rulesets).values(values)
      })
    await undo()
    await expect(undo()).rejects.toMatchObject({
      cause: { message: 'only a publication can be taken back by one person' },
    })
  })
})

describe('trying a rule on past cases', () => {
  it('shows each case that would move, from what to what, and of a rule that matches everything all of them', async () => {
    for (let n = 0; n < 25; n++)
      await service.receive(
        plainMail({ subject: `Patrols ${n}`, text: 'When is the next meeting of the board?' }),
      )
    const draftId = await service.read('mopac', (tx) => startDraft(tx, as('ada'), aRouteRule()))
    await service.read('mopac', (tx) => startTrial(tx, as('ada'), { draftId, months: 3 }))
    await service.doJobs()
    const tried = await service.read('mopac', (tx) => findTrial(tx, { draftId }))
    expect(tried?.trial).toMatchObject({ letters: 25, lookedAt: 25, skipped: 0, endedAt: expect.any(Date) })
    expect(tried).toMatchObject({ movedCases: 25, movedLetters: 25 })
    expect(tried?.moves[0]?.move).toMatchObject({
      toRoute: 'volunteering',
      fromLevel: 'none',
      toLevel: 'none',
    })
    expect(tried?.moves[0]?.move.fromRoute).not.toBe('volunteering')
  })

  it('moves nothing where the rule finds nothing, and letters of before the time are not looked at', async () => {
    await service.receive(plainMail({ subject: 'Now', text: 'When is the next meeting?' }))
    await service.receive(plainMail({ subject: 'Old', text: 'When was the last meeting?' }), {
      receivedAt: new Date(service.now().getTime() - 40 * 24 * 3600_000),
    })
    const draftId = await service.read('mopac', (tx) => startDraft(tx, as('ada'), aRiskRule()))
    await service.read('mopac', (tx) => startTrial(tx, as('ada'), { draftId, months: 1 }))
    await service.doJobs()
    const tried = await service.read('mopac', (tx) => findTrial(tx, { draftId }))
    expect(tried).toMatchObject({ trial: { letters: 1, lookedAt: 1 }, movedCases: 0, moves: [] })
  })

  it('goes on where it stopped when its job is lost', async () => {
    await service.receive(letter())
    const draftId = await service.read('mopac', (tx) => startDraft(tx, as('ada'), aRiskRule()))
    await service.read('mopac', async (tx) => {
      const queue = { enqueue: async () => {}, enqueueAll: async () => {}, nudge: () => {} }
      await startTrial(tx, { ...as('ada'), queue }, { draftId, months: 1 })
    })
    expect(await service.doJobs()).toBe(0)
    service.setNow(new Date(Date.now() + 120_000))
    await sweepAll(service)
    await service.doJobs()
    expect(await service.read('mopac', (tx) => findTrial(tx, { draftId }))).toMatchObject({ movedCases: 1 })
  })
})
