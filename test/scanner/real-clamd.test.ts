/** The real `clamd` of Debian, with one signature of our own and none fetched. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/db/embedded.ts'
import { clamdScanner } from '../../src/scanner/clamd.ts'
import { testFile } from '../../src/scanner/scanner.ts'

const CLAMD = '/usr/sbin/clamd'
const isThere = existsSync(CLAMD)
if (!isThere)
  console.warn('Skipped: the real clamd, because it is not installed (apt-get install clamav-daemon).')

const STREAM_BYTES = 1024 * 1024
const TIMES = { connectMs: 5_000, silenceMs: 20_000, wholeMs: 30_000 }

describe.skipIf(!isThere)('the real clamd', () => {
  let folder = ''
  let server: ChildProcess
  const places: ({ host: string; port: number } | { path: string })[] = []

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'waypost-clamd-'))
    const port = await freePort()
    const socket = path.join(folder, 'clamd.ctl')
    mkdirSync(path.join(folder, 'signatures'))
    const signature = Buffer.from(testFile()).toString('hex')
    writeFileSync(path.join(folder, 'signatures', 'local.ndb'), `Eicar-Test-Signature:0:0:${signature}\n`)
    const settings = [
      'Foreground yes',
      `DatabaseDirectory ${path.join(folder, 'signatures')}`,
      `LocalSocket ${socket}`,
      `TCPSocket ${port}`,
      'TCPAddr 127.0.0.1',
      `StreamMaxLength ${STREAM_BYTES}`,
      // Below MaxFileSize: of a file in an archive that is larger than that one it reads the beginning and says OK.
      'MaxScanSize 1M',
      'AlertExceedsMax yes',
      'AlertEncrypted yes',
      `User ${execFileSync('id', ['-un'], { encoding: 'utf8' }).trim()}`,
    ]
    writeFileSync(path.join(folder, 'clamd.conf'), `${settings.join('\n')}\n`)
    server = spawn(CLAMD, ['-c', path.join(folder, 'clamd.conf')], { stdio: ['ignore', 'pipe', 'pipe'] })
    await new Promise<void>((resolve, reject) => {
      // It says so last, when both sockets are open.
      server.stdout?.on('data', (said: Buffer) => /Self checking/.test(said.toString()) && resolve())
      server.on('exit', (code) => reject(new Error(`clamd ended with ${code}`)))
    })
    places.push({ host: '127.0.0.1', port }, { path: socket })
  }, 60_000)
  afterAll(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  })

  it.each([
    ['TCP', 0],
    ['a local socket', 1],
  ])('answers over %s', async (_, at) => {
    const scanner = clamdScanner(places[at] ?? { path: '' }, TIMES)
    const eicar = testFile()
    expect(await scanner.scan(new TextEncoder().encode('a harmless file'))).toEqual({ outcome: 'clean' })
    expect(await scanner.scan(new Uint8Array())).toEqual({ outcome: 'clean' })
    expect(await scanner.scan(eicar)).toMatchObject({
      outcome: 'found',
      virus: expect.stringContaining('Eicar'),
    })
    expect(await scanner.scan(zipSync({ 'a/b.txt': eicar }))).toMatchObject({ outcome: 'found' })
    const mail = `Subject: x\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(eicar).toString('base64')}\r\n--q--\r\n`
    expect(await scanner.scan(new TextEncoder().encode(mail))).toMatchObject({ outcome: 'found' })
    // More than it takes, and more inside than it looks through: neither is clean.
    expect(await scanner.scan(new Uint8Array(4 * STREAM_BYTES))).toMatchObject({ outcome: 'not-scanned' })
    const bomb = zipSync({ 'a.bin': new Uint8Array(2 * STREAM_BYTES) })
    expect(await scanner.scan(bomb)).toEqual({ outcome: 'not-scanned', because: 'limit' })
    // It has no signatures of the project and so says nothing of their age.
    expect(await scanner.standing()).toEqual({
      ok: true,
      engine: { name: expect.stringMatching(/^ClamAV \d/), signaturesAt: undefined },
    })
  })
})
