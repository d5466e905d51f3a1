import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findHolder, lockDataDir } from '../../src/db/data-dir-lock.ts'
import { until } from '../end-to-end/until.ts'

let dataDir: string
const file = () => path.join(dataDir, 'lock')
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'waypost-lock-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Another process that takes the lock when told to, says whether it got it, and then holds it. */
function contender(): { take(): void; said(): string; stop(): Promise<void> } {
  const script = `
    import { lockDataDir } from ${JSON.stringify(path.resolve('src/db/data-dir-lock.ts'))}
    process.stdin.once('data', () => {
      try { lockDataDir(${JSON.stringify(dataDir)}); console.log('mine') } catch { console.log('taken') }
      process.stdin.on('data', () => {})
    })
    console.log('there')`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  return {
    take: () => void child.stdin.write('now\n'),
    said: () => said,
    stop: () =>
      new Promise((stopped) => {
        child.once('exit', () => stopped())
        child.kill('SIGKILL')
      }),
  }
}

describe('b35, b36: the lock of a data directory', () => {
  it('keeps a second process out, and says which one has it', () => {
    const release = lockDataDir(dataDir)
    expect(() => lockDataDir(dataDir)).toThrow(`Another Waypost (process ${process.pid}) is using`)
    release()
    expect(existsSync(file())).toBe(false)
  })

  it.each([
    ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' })],
    ['whose process id somebody else has now', JSON.stringify({ pid: process.pid, startedAt: '1' })],
    ['that is empty after a power cut', ''],
    ['that is half written', '{"pid": 12'],
    ['that is something else altogether', '[]'],
  ])('%s is taken over', (_what, left) => {
    writeFileSync(file(), left)
    expect(findHolder(dataDir)).toBeUndefined()
    const release = lockDataDir(dataDir)
    expect(findHolder(dataDir)).toBe(process.pid)
    release()
    expect(readdirSync(dataDir)).toEqual([])
  })

  it('is not removed by a process that it was taken over from', () => {
    const release = lockDataDir(dataDir)
    writeFileSync(file(), JSON.stringify({ pid: 1, startedAt: null }))
    release()
    expect(readFileSync(file(), 'utf8')).toContain('"pid":1')
  })

  it('that was left behind goes to exactly one of several that start at the same moment', async () => {
    writeFileSync(file(), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' }))
    const all = Array.from({ length: 6 }, contender)
    for (const one of all) await until('it is there', async () => one.said().includes('there'), 60_000)
    for (const one of all) one.take()
    for (const one of all) await until('it has an answer', async () => /mine|taken/.test(one.said()), 30_000)
    expect(all.filter((one) => one.said().includes('mine'))).toHaveLength(1)
    for (const one of all) await one.stop()
  }, 120_000)
})
