import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Whether the server neither serves nor makes itself ready to: it has a checkpointer, and
 * no process that recovers nor the one that writes the log, which every server has that
 * takes statements.
 *
 * Seen with Postgres 18 on a disk on which fsync failed during the recovery after a crash:
 * the process that recovers ended, and the server waited for ever, listening and refusing
 * everybody. A recovery that merely takes long has its process. Told on Linux only.
 */
export function isStuck(home: string): boolean {
  const pid = Number(read(path.join(home, 'postmaster.pid')).split('\n')[0])
  if (!(pid > 0)) return false
  // proc_pid_children(5)
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean)
  const titles = children.map((child) => read(`/proc/${child}/cmdline`))
  const has = (kind: string) => titles.some((title) => title.startsWith(`postgres: ${kind}`))
  return has('checkpointer') && !has('startup') && !has('walwriter')
}

/** What is in the file; nothing where it is not there, or went away meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
