import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

export type Child = {
  /** The next line that it prints beginning with that word, without the word. */
  line(word: string): Promise<string>
  write(text: string): void
  stop(): void
}

/** A helper of the benchmark in a process of its own. */
export function startChild(file: string, words: readonly (string | number)[] = []): Child {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, file), ...words.map(String)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const lines: string[] = []
  let rest = ''
  let wake = () => {}
  child.stdout?.on('data', (chunk: Uint8Array) => {
    const parts = (rest + Buffer.from(chunk).toString('utf8')).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
    wake()
  })
  const line = async (word: string): Promise<string> => {
    for (;;) {
      const at = lines.findIndex((one) => one.startsWith(word))
      if (at >= 0) return (lines.splice(at, 1)[0] ?? '').slice(word.length).trim()
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  return { line, write: (text) => child.stdin?.write(text), stop: () => child.kill() }
}
