import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
const home = mkdtempSync(path.join(tmpdir(), 'waypost-bad-disk-'))
const isBad = path.join(home, 'is-bad')

/** While that file is there, nothing can be made safe on the disk: fsync says EIO, as of a drive that fails. */
const SHIM = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
static int bad(void) { const char *at = getenv("BAD_DISK"); return at && access(at, F_OK) == 0; }
#define SHIM(name) int name(int fd) { \\
  static int (*real)(int); if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, #name); \\
  if (bad()) { errno = EIO; return -1; } return real(fd); }
SHIM(fsync)
SHIM(fdatasync)
`

/** The library that makes it so; undefined where there is no compiler. */
function shim(): string | undefined {
  const source = path.join(home, 'shim.c')
  const library = path.join(home, 'shim.so')
  writeFileSync(source, SHIM)
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl'], { stdio: 'ignore' })
    // The database runs as another user and has to see whether the disk is bad.
    chmodSync(home, 0o755)
    return library
  } catch {
    return undefined
  }
}

const library = IS_LONG ? shim() : undefined
if (IS_LONG && !library) console.warn('Skipped: a failing fsync, because there is no C compiler (cc).')
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe.runIf(library)('b30: a disk on which fsync fails', () => {
  let outgoing: ScriptedSmtp
  let running: RealProcess
  const taken: Letter[] = []
  const dataDir = path.join(home, 'data')

  beforeAll(async () => {
    outgoing = await startScriptedSmtp()
    running = await startProcess({
      DATA_DIR: dataDir,
      SMTP_URL: outgoing.url,
      SECRET_KEY: SECRET,
      LD_PRELOAD: library ?? '',
      BAD_DISK: isBad,
    })
  }, 150_000)
  afterAll(async () => {
    running?.signal('SIGKILL')
    await running?.exited
    await outgoing?.close()
  })

  it('has nobody told that a letter is kept, ends nothing but the database, and all goes on when it is well again', async () => {
    const danger = aLetter(true)
    expect(await running.send(danger)).toBe(250)
    taken.push(danger)
    writeFileSync(isBad, '')
    const refused = [aLetter(true), aLetter(false), aLetter(false)]
    for (const letter of refused) {
      const code = await running.send(letter)
      expect([0, 421, 451]).toContain(code)
    }
    await until('it is not ready', async () => (await fetch(`${running.url}/readyz`)).status === 503, 60_000)
    expect(running.isAlive()).toBe(true)
    rmSync(isBad)
    for (const letter of refused) {
      await until('it is taken now', async () => (await running.send(letter)) === 250, 60_000)
      taken.push(letter)
    }
    const { db, close } = openDatabase(findEmbedded(dataDir)?.appUrl ?? '', 10, keysIn(dataDir))
    const count = () => totalQueue(db, taken, outgoing.kept)
    await until(
      'nothing is owed',
      async () => Object.values(nought(await count())).every((found) => found === 0),
      200_000,
    )
    const tally = await count()
    console.info(sayTally('BAD DISK', tally))
    expect(nought(tally)).toEqual(NOUGHT)
    await close()
    running.signal('SIGTERM')
    expect(await running.exited).toBe(0)
  }, 500_000)
})
