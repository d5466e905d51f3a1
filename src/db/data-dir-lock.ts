/** One process a data directory: two servers on the same files would corrupt them. Node only. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { BadRules } from '../errors.ts'

type Holder = { pid: number; startedAt: string | null }

const fileOf = (dataDir: string): string => path.resolve(dataDir, 'lock')

/** When that process started, by the kernel's count, so that a reused process id is not taken for the holder. */
function startOf(pid: number): string | null {
  const stat = `/proc/${pid}/stat`
  if (!existsSync(stat)) return null
  return readFileSync(stat, 'utf8').split(') ')[1]?.split(' ')[19] ?? null
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return startedAt === null || startOf(pid) === startedAt
}

/** The process that holds the directory now, or undefined. */
export function findHolder(dataDir: string): number | undefined {
  const file = fileOf(dataDir)
  if (!existsSync(file)) return undefined
  const holder = JSON.parse(readFileSync(file, 'utf8') || '{"pid":0,"startedAt":null}') as Holder
  return holder.pid > 0 && isAlive(holder) ? holder.pid : undefined
}

/**
 * Takes the directory, making it where needed; throws BadRules where another process
 * has it. A lock whose process is gone (a crash, a power cut) is taken over.
 */
export function lockDataDir(dataDir: string): () => void {
  const file = fileOf(dataDir)
  try {
    mkdirSync(dataDir, { recursive: true })
    const holder = findHolder(dataDir)
    if (holder !== undefined) {
      throw new BadRules(
        `Another Waypost (process ${holder}) is using ${dataDir}: stop it first, or set DATA_DIR to another folder.`,
      )
    }
    rmSync(file, { force: true })
    const mine: Holder = { pid: process.pid, startedAt: startOf(process.pid) }
    writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (error instanceof BadRules) throw error
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown error'
    throw new BadRules(
      `The folder ${dataDir} cannot be used (${code}): set DATA_DIR to one that can be written.`,
    )
  }
  return () => rmSync(file, { force: true })
}
