import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { findEmbedded } from '../../src/db/embedded.ts'
import { openDatabase } from '../../src/db/open.ts'
import { keysIn } from '../../src/kept-keys.ts'
import { startOutboxFolder } from '../../src/outbox/outbox-folder.ts'
import { until } from '../end-to-end/until.ts'
import { SECRET } from '../service.ts'
import { type ScriptedSmtp, startScriptedSmtp } from '../smtp/scripted-smtp.ts'
import { aLetter, type Letter } from './faulty-service.ts'
import { type RealProcess, startProcess } from './real-process.ts'
import { NOUGHT, nought, sayTally, totalQueue } from './total-queue.ts'

const IS_LONG = process.env['FAULTS'] === 'long'
const MB = 1024 * 1024
const home = mkdtempSync(path.join(tmpdir(), 'waypost-full-'))

/** A disk of its own that is soon full; undefined where this user may not mount one. */
function smallDisk(name: string, size: string): string | undefined {
  const at = path.join(home, name)
  mkdirSync(at)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', at], { stdio: 'ignore' })
    return at
  } catch {
    return undefined
  }
}
const unmount = (at: string) => execFileSync('umount', ['-l', at])

const tiny = smallDisk('tiny', '1m')
if (!tiny) console.warn('Skipped: a full disk, because this user may not mount one.')

/** Writes until so much is left. */
function fill(disk: string, leaveBytes: number): string {
  const ballast = path.join(disk, 'ballast')
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leaveBytes)))
  return ballast
}

afterAll(() => {
  for (const name of readdirSync(home)) unmount(path.join(home, name))
  rmSync(home, { recursive: true, force: true })
})

describe.runIf(tiny)('b29: a full disk under the folder of sent mails', () => {
  it('is said to whoever sends, leaves no half a mail, and ends nothing', async () => {
    const outbox = await startOutboxFolder(path.join(tiny ?? '', 'outbox'))
    const transport = createTransport({ url: outbox.url, ignoreTLS: true } as Parameters<
      typeof createTransport
    >[0])
    const send = (text: string) =>
      transport
        .sendMail({ from: 'a@example.org', to: 'b@example.net', subject: 's', text })
        .then(() => 250)
        .catch(({ responseCode }: { responseCode?: number }) => responseCode)
    const ballast = fill(tiny ?? '', 8 * 1024)
    expect(await send('x '.repeat(20_000))).toBe(452)
    expect(readdirSync(outbox.folder)).toEqual([])
    rmSync(ballast)
    expect(await send('x '.repeat(20_000))).toBe(250)
    const [name = ''] = readdirSync(outbox.folder)
    expect(readFileSync(path.join(outbox.folder, name), 'utf8').length).toBeGreaterThan(40_000)
    transport.close()
    await outbox.close()
  })
})

describe.runIf(tiny && IS_LONG)('b29: a full disk under the data directory', () => {
  let disk: string
  let outgoing: ScriptedSmtp
  let running: RealProcess
  const taken: Letter[] = []

  beforeAll(async () => {
    disk = smallDisk('data', '300m') ?? ''
    outgoing = await startScriptedSmtp()
    running = await startProcess({
      DATA_DIR: path.join(disk, 'data'),
      SMTP_URL: outgoing.url,
      SECRET_KEY: SECRET,
    })
  }, 150_000)
  afterAll(async () => {
    running?.signal('SIGKILL')
    await running?.exited
    await outgoing?.close()
  })

  /** Of words that no database can make smaller. */
  const heavy = (danger: boolean): Letter => {
    const letter = aLetter(danger)
    const noise = randomBytes(MB).toString('base64').replace(/.{76}/g, '$&\r\n')
    return { ...letter, source: `${letter.source}\r\n${noise}\r\n` }
  }
  const ready = async () => (await fetch(`${running.url}/readyz`)).status

  it('is 451 to senders and not ready to watchers, and by itself it all goes on when there is room again', async () => {
    outgoing.usually({ mail: '451 4.3.0 Not now' })
    const danger = aLetter(true)
    expect(await running.send(danger)).toBe(250)
    taken.push(danger)
    const ballast = fill(disk, 24 * MB)
    await until('it is not ready', async () => (await ready()) === 503)
    const refused: Letter[] = []
    await until(
      'letters are refused for want of room',
      async () => {
        const letter = heavy(false)
        const code = await running.send(letter)
        if (code === 250) taken.push(letter)
        else refused.push(letter)
        if (code !== 250) expect([0, 421, 451, 452]).toContain(code)
        return refused.length > 3
      },
      90_000,
    ).catch((error) => {
      throw new Error(`${error.message}\n${running.said().slice(-3000)}`)
    })
    expect(running.isAlive()).toBe(true)
    outgoing.usually({})
    rmSync(ballast)
    const begun = performance.now()
    for (const letter of refused) {
      await until('it is taken now', async () => (await running.send(letter)) === 250, 60_000)
      taken.push(letter)
    }
    console.info(`taken again ${Math.round((performance.now() - begun) / 1000)} s after there was room`)
    await until('it is ready', async () => (await ready()) === 200, 120_000)
    await until(
      'the alert that was owed is out',
      async () => outgoing.kept.some(({ messageId }) => messageId.startsWith('<page.')),
      90_000,
    )
    console.info(`ready and paged ${Math.round((performance.now() - begun) / 1000)} s after there was room`)
    const { db, close } = openDatabase(
      findEmbedded(path.join(disk, 'data'))?.appUrl ?? '',
      10,
      keysIn(path.join(disk, 'data')),
    )
    const count = () => totalQueue(db, taken, outgoing.kept)
    await until(
      'nothing is owed',
      async () => Object.values(nought(await count())).every((found) => found === 0),
      200_000,
    ).catch(async (error) => {
      throw new Error(`${error.message}\n${sayTally('', await count())}\n${running.said().slice(-3000)}`)
    })
    const tally = await count()
    console.info(sayTally('DISK FULL', tally))
    expect(nought(tally)).toEqual(NOUGHT)
    expect(await inOffice(db, 'mopac', async () => 'done')).toBe('done')
    await close()
    running.signal('SIGTERM')
    expect(await running.exited).toBe(0)
  }, 500_000)
})
