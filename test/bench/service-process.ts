import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** A whole service in a process of its own, and what it has used. */
export type ServiceProcess = {
  /** User and system time so far; undefined where there is no /proc. */
  cpuMs(): number | undefined
  /** The most memory that it ever held; undefined where there is no /proc. */
  peakMb(): number | undefined
  stop(): Promise<void>
}

/** Starts it and waits until it says that it is up. */
export async function startService(settings: Record<string, string>): Promise<ServiceProcess> {
  const node = path.join(import.meta.dirname, '../../src/node.ts')
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', node], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...settings },
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`The service ended at once with ${code}`)))
  })
  child.stdout?.resume()
  const read = (file: string): string | undefined => {
    try {
      return readFileSync(`/proc/${child.pid}/${file}`, 'utf8')
    } catch {
      return undefined
    }
  }
  return {
    cpuMs: () => {
      // proc(5): the name in brackets may hold anything; after it user and system time are the 12th and 13th.
      const fields = read('stat')?.split(') ').at(-1)?.split(' ')
      return fields && (Number(fields[11]) + Number(fields[12])) * 10
    },
    peakMb: () => {
      const peak = /VmHWM:\s+(\d+) kB/.exec(read('status') ?? '')?.[1]
      return peak === undefined ? undefined : Math.round(Number(peak) / 1024)
    },
    stop: () =>
      new Promise((stopped) => {
        child.once('exit', () => stopped())
        child.kill('SIGTERM')
      }),
  }
}
