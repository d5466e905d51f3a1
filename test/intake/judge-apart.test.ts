import { afterAll, describe, expect, it } from 'vitest'
import { JUDGING_LIMITS, type JudgingLimits, judgeApart } from '../../src/intake/judge-apart.ts'
import { SHARED_ROOM } from '../../src/message/limits.ts'
import { reading } from '../../src/message/message.ts'
import { rulesOnDisk } from '../../src/rules-on-disk.ts'
import { judgeHere } from '../../src/triage/judge-mail.ts'
import { readRules } from '../../src/triage/read-rules.ts'
import { aMail, bytes } from '../message/a-message.ts'
import { aPdf } from '../message/documents.ts'

const PLEA = 'I am going to kill myself tonight.'
const files = rulesOnDisk(process.cwd())

const delivered = (source: Uint8Array, change: { envelopeFrom?: string; cutShort?: boolean } = {}) => ({
  source,
  envelopeFrom: null,
  cutShort: false,
  ...change,
})

/** Work for a thread for a good part of a second, whatever the machine, with the plea in front. */
const aLongMail = (megabytes: number): Uint8Array =>
  aMail({ body: `${PLEA}\n${'and another thing, if you please\n'.repeat(megabytes * 32_000)}` })

const opened: { close(): Promise<void> }[] = []
const apartWith = (limits: Partial<JudgingLimits>, lanes = 1) => {
  const apart = judgeApart(files, lanes, { ...JUDGING_LIMITS, ...limits })
  opened.push(apart)
  return apart
}
afterAll(async () => {
  for (const apart of opened) await apart.close()
})

describe('judging a mail in a thread of its own', { timeout: 90_000 }, () => {
  it('gives what judging it here gives', async () => {
    const apart = apartWith({})
    const mails = [
      aMail(),
      aMail({ body: PLEA, html: `<p>${PLEA}</p>` }),
      aMail({ body: '', parts: [{ contentType: 'image/jpeg', name: 'a.jpg', content: 'x' }] }),
      bytes(''),
    ]
    const here = judgeHere(readRules(files), SHARED_ROOM)
    for (const source of mails) {
      const given = delivered(source, { envelopeFrom: 'Writer@example.net' })
      expect(await apart.judge(given)).toEqual(await here(given))
    }
  })

  it('b40: a mail that takes too long costs its thread, and is judged by the words picked out of it', async () => {
    const apart = apartWith({ wholeMillis: 5 })
    const judged = await apart.judge(delivered(aLongMail(4)))
    expect(judged.message).toMatchObject({ status: 'raw-only', because: 'reader-stopped' })
    expect(judged.message.from?.address).toBe('alma.penhaligon@example.net')
    expect(reading(judged.message)).toContain(PLEA)
    expect(judged.triage.risk.level).toBe('immediate')
  })

  it('b40: a mail that takes too much memory costs its thread, and the next is judged as ever', async () => {
    const apart = apartWith({ megabytes: 200 })
    const judged = await apart.judge(delivered(aLongMail(38)))
    expect(judged.message.because).toBe('reader-stopped')
    expect(judged.triage.risk.level).toBe('immediate')
    const next = await apart.judge(delivered(aMail({ body: PLEA })))
    expect(next.message.status).toBe('parsed')
    expect(next.triage.risk.level).toBe('immediate')
  })

  it('b40: a document on which reading hangs costs its thread, and its letter is judged without it', async () => {
    const apart = apartWith({ wholeMillis: 1_500 })
    await apart.ready()
    const endless = aPdf({ pages: [Buffer.from('BT /F1 9 Tf (and so on) Tj ET\n'.repeat(1_500_000))] })
    const part = { contentType: 'application/pdf', name: 'a.pdf', content: endless }
    const judged = await apart.judge(delivered(aMail({ body: PLEA, parts: [part] })))
    expect(judged.message.status).toBe('parsed')
    expect(judged.message.attachments).toMatchObject([{ name: 'a.pdf', read: 'not-read' }])
    expect(judged.triage.risk.level).toBe('immediate')
  })

  it('puts a mail that stops every reader before a person, with its bytes as text', async () => {
    const apart = apartWith({ wholeMillis: 0, pickedMillis: 0 })
    const judged = await apart.judge(delivered(aLongMail(4), { envelopeFrom: 'w@example.net' }))
    expect(judged.message).toMatchObject({ status: 'raw-only', because: 'reader-stopped' })
    expect(judged.message.returnPath).toBe('w@example.net')
    expect(judged.message.text).toContain(PLEA)
    expect(judged.triage.risk.level).toBe('unreadable')
    expect(judged.triage.route.abstained).toBe(true)
  })

  it('lets the mails behind a slow one overtake it', async () => {
    const apart = apartWith({}, 2)
    await apart.ready()
    const done: string[] = []
    const slow = apart.judge(delivered(aLongMail(20))).then(() => done.push('slow'))
    const quick = Array.from({ length: 5 }, () =>
      apart.judge(delivered(aMail())).then(() => done.push('quick')),
    )
    await Promise.all([slow, ...quick])
    expect(done).toEqual(['quick', 'quick', 'quick', 'quick', 'quick', 'slow'])
  })

  it('b41: leaves the process free for everything else meanwhile', async () => {
    const apart = apartWith({})
    await apart.ready()
    let ticks = 0
    const ticking = setInterval(() => {
      ticks += 1
    }, 5)
    const startedAt = performance.now()
    await apart.judge(delivered(aLongMail(20)))
    clearInterval(ticking)
    // In this process a mail of that size would let the clock tick two or three times.
    expect(performance.now() - startedAt).toBeGreaterThan(200)
    expect(ticks).toBeGreaterThan(15)
  })

  it('judges in this process where no thread can be started', async () => {
    // Too little memory for a thread to read the rules in.
    const apart = apartWith({ megabytes: 4 })
    const judged = await apart.judge(delivered(aMail({ body: PLEA })))
    expect(judged.message.status).toBe('parsed')
    expect(judged.triage.risk.level).toBe('immediate')
  })

  it('says of a mail that was fetched in part that more was written', async () => {
    const apart = apartWith({})
    const judged = await apart.judge(delivered(aMail(), { cutShort: true }))
    expect(judged.message).toMatchObject({ status: 'partial', because: 'oversize', unread: ['left-out'] })
    expect(judged.triage.risk.level).toBe('unreadable')
  })
})
