import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findEmbedded } from '../../src/db/embedded.ts'
import { openDatabase } from '../../src/db/open.ts'
import { keysIn } from '../../src/kept-keys.ts'
import { until } from '../end-to-end/until.ts'
import { SECRET } from '../service.ts'
import { type ScriptedSmtp, startScriptedSmtp } from '../smtp/scripted-smtp.ts'
import { aLetter, type Letter } from './faulty-service.ts'
import { type RealProcess, startProcess } from './real-process.ts'
import { NOUGHT, nought, sayTally, totalQueue } from './total-queue.ts'

const IS_LONG = process.env['FAULTS'] === 'long'
const ROUNDS = 8
const SENDERS = 4
const dataDir = mkdtempSync(path.join(tmpdir(), 'waypost-restart-'))
let outgoing: ScriptedSmtp
let running: RealProcess

beforeAll(async () => {
  if (!IS_LONG) return
  outgoing = await startScriptedSmtp()
  running = await startProcess({ DATA_DIR: dataDir, SMTP_URL: outgoing.url, SECRET_KEY: SECRET })
}, 150_000)
afterAll(async () => {
  running?.signal('SIGKILL')
  await running?.exited
  await outgoing?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** The server's own process; it reads SIGQUIT as "at once, without a word to anybody". */
const serverPid = (): number =>
  Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
const ready = async () => (await fetch(`${running.url}/readyz`)).ok

describe.runIf(IS_LONG)('b31: Postgres that ends while letters come in', () => {
  it('costs no letter: 250 only for what is kept, and all goes on by itself', async () => {
    const sent: Letter[] = []
    const codes = new Map<number, number>()
    let isOver = false
    const sender = async () => {
      while (!isOver) {
        const letter = aLetter()
        let code = 0
        while (code !== 250) {
          code = await running.send(letter)
          codes.set(code, (codes.get(code) ?? 0) + 1)
        }
        sent.push(letter)
      }
    }
    const senders = Array.from({ length: SENDERS }, sender)
    for (let round = 0; round < ROUNDS; round++) {
      const before = sent.length
      await until('letters come in', async () => sent.length >= before + 8, 60_000)
      process.kill(serverPid(), 'SIGQUIT')
      await until('it is noticed', async () => !(await ready()), 30_000)
      await until('it is ready again, by itself', ready, 60_000)
    }
    isOver = true
    await Promise.all(senders)
    expect([...codes.keys()].filter((code) => ![250, 451, 421, 0].includes(code))).toEqual([])
    expect(running.isAlive()).toBe(true)
    const { db, close } = openDatabase(findEmbedded(dataDir)?.appUrl ?? '', 10, keysIn(dataDir))
    const count = () => totalQueue(db, sent, outgoing.kept)
    await until(
      'nothing is owed any more',
      async () => Object.values(nought(await count())).every((found) => found === 0),
      300_000,
    ).catch(async (error) => {
      throw new Error(`${error.message}\n${JSON.stringify(await count())}\n${running.said().slice(-3000)}`)
    })
    const tally = await count()
    console.info(sayTally(`POSTGRES ENDED ${ROUNDS} TIMES, answers ${JSON.stringify([...codes])}`, tally))
    expect(nought(tally)).toEqual(NOUGHT)
    await close()
  }, 700_000)

  it('does not keep the service from stopping cleanly', async () => {
    running.signal('SIGTERM')
    expect(await running.exited).toBe(0)
  }, 60_000)
})
