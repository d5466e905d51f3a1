/** One process a data directory: two servers on the same files would corrupt them. Node only. */
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { BadRules } from '../errors.ts'

type Holder = { pid: number; startedAt: string | null }

const fileOf = (dataDir: string): string => path.resolve(dataDir, 'lock')

/** When that process started, by the kernel's count, so that a reused process id is not taken for the holder. */
function startOf(pid: number): string | null {
  const stat = `/proc/${pid}/stat`
  if (!existsSync(stat)) return null
  // The name in brackets may hold brackets and blanks itself: what follows the last one counts.
  const text = readFileSync(stat, 'utf8')
  return text.slice(text.lastIndexOf(') ') + 2).split(' ')[19] ?? null
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return startedAt === null || startOf(pid) === startedAt
}

/** What the lock says; undefined where it says nothing that we ever write, as after a power cut. */
function readHolder(text: string): Holder | undefined {
  try {
    const { pid, startedAt } = JSON.parse(text) as Partial<Holder>
    return typeof pid === 'number' && pid > 0 ? { pid, startedAt: startedAt ?? null } : undefined
  } catch {
    return undefined
  }
}

const textOf = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined

/** The process that holds the directory now, or undefined. */
export function findHolder(dataDir: string): number | undefined {
  const holder = readHolder(textOf(fileOf(dataDir)) ?? '')
  return holder && isAlive(holder) ? holder.pid : undefined
}

/**
 * Takes the directory, making it where needed; throws BadRules where another process
 * has it. A lock whose process is gone (a crash, a power cut) is taken over. The result
 * lets it go, if it is still ours.
 */
export function lockDataDir(dataDir: string): () => void {
  const file = fileOf(dataDir)
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) } satisfies Holder)
  try {
    mkdirSync(dataDir, { recursive: true })
    while (!putInPlace(file, mine)) {
      const found = textOf(file)
      const holder = readHolder(found ?? '')
      if (holder && isAlive(holder)) {
        throw new BadRules(
          `Another Waypost (process ${holder.pid}) is using ${dataDir}: stop it first, or set DATA_DIR to another folder.`,
        )
      }
      if (found !== undefined) takeAway(file, found)
    }
  } catch (error) {
    if (error instanceof BadRules) throw error
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown error'
    throw new BadRules(
      `The folder ${dataDir} cannot be used (${code}): set DATA_DIR to one that can be written.`,
    )
  }
  return () => {
    if (textOf(file) === mine) rmSync(file, { force: true })
  }
}

/** Whole at once or not at all: an empty lock would look like a dead one to whoever starts at this moment. */
function putInPlace(file: string, text: string): boolean {
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, text, { mode: 0o600 })
  try {
    linkSync(unfinished, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/**
 * Takes a dead lock away. Two that start at once both judge it dead, and the slower one
 * may get hold of the faster one's new lock: that one goes back where it was.
 */
function takeAway(file: string, judgedDead: string): void {
  const aside = `${file}.${process.pid}.dead`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    throw error
  }
  if (readFileSync(aside, 'utf8') !== judgedDead) linkSync(aside, file)
  rmSync(aside)
}
