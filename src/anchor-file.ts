/** Anchors of the history in a file beside the database, or better on a disk that its owner cannot write. Node only. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { AnchorFile } from './alarms/keep-anchors.ts'
import type { Config } from './config.ts'

/** Appends and never writes anew; each line is on the disk before `keep` is done. */
export function anchorFile(file: string): AnchorFile {
  return {
    read: () => (existsSync(file) ? readFileSync(file, 'utf8') : ''),
    keep: (lines) => {
      mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
      const open = openSync(file, 'a', 0o600)
      try {
        // An empty line before it: the last one may have been cut off by a crash.
        writeSync(open, `\n${lines.join('\n')}\n`)
        fsyncSync(open)
      } finally {
        closeSync(open)
      }
    },
  }
}

/** Where the settings say; on an embedded start in the data directory; undefined where neither is so. */
export function anchorFileOf({ anchorFile, databaseUrl, dataDir }: Config): string | undefined {
  if (anchorFile !== undefined) return path.resolve(anchorFile)
  return databaseUrl === undefined ? path.resolve(dataDir, 'audit-anchors.jsonl') : undefined
}
