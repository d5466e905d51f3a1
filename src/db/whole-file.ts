/** Small files that must be whole or not there: a secret of half its length is worse than none. Node only. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'

/**
 * Writes the file, making its folder where needed, so that a crash or a full disk leaves
 * the old one or none: under another name first, then to the disk, then by its name.
 */
export function writeWhole(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}.unfinished`
  const open = openSync(unfinished, 'w', 0o600)
  try {
    try {
      writeSync(open, text)
      fsyncSync(open)
    } finally {
      closeSync(open)
    }
    renameSync(unfinished, file)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}
