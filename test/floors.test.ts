import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** Lowest first; a file may import its own folder or a lower floor. */
const FLOORS: readonly (readonly string[])[] = [
  ['errors.ts'],
  ['config.ts', 'log.ts', 'rule-files.ts', 'generated'],
  ['message', 'tokens', 'keys'],
  ['triage'],
  ['clocks'],
  ['db', 'outbox', 'scanner'],
  ['offices'],
  ['jobs', 'audit'],
  ['retention'],
  ['cases'],
  ['alarms'],
  ['rota', 'breaches', 'disclosures'],
  ['acknowledgements', 'rulesets', 'escalations', 'deadlines', 'records', 'scans'],
  ['referrals', 'rights', 'replies'],
  ['intake'],
  ['drills', 'reports', 'backup'],
  ['web'],
]
const ENTRY = FLOORS.length

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
const roomOf = (file: string): string => file.split('/')[0] ?? file
const floorOf = (file: string): number => {
  const floor = FLOORS.findIndex((rooms) => rooms.includes(roomOf(file)))
  return floor < 0 ? ENTRY : floor
}

const mayImport = (file: string, target: string): boolean =>
  roomOf(file) === roomOf(target) || floorOf(target) < floorOf(file) || floorOf(file) === ENTRY

const imports = (file: string): string[] =>
  [...readFileSync(path.join('src', file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map((found) =>
    path.join(path.dirname(file), found[1] ?? ''),
  )

const read = (file: string): string => readFileSync(path.join('src', file), 'utf8')

describe('the layout', () => {
  it('has imports that only point downward', () => {
    const upward = files.flatMap((file) =>
      imports(file)
        .filter((target) => !mayImport(file, target))
        .map((target) => `${file} -> ${target}`),
    )
    expect(upward).toEqual([])
  })

  it('has parts of pages that know no page, and no two rooms of the web that need each other', () => {
    const rooms = files
      .filter((file) => /^web\/.+\//.test(file))
      .flatMap((file) =>
        imports(file)
          .filter((target) => /^web\/.+\//.test(target))
          .map((target) => [file.split('/')[1] ?? '', target.split('/')[1] ?? ''] as const),
      )
      .filter(([from, to]) => from !== to)
    const pairs = new Set(rooms.map(([from, to]) => `${from} -> ${to}`))
    expect(rooms.length).toBeGreaterThan(100)
    expect([...pairs].filter((pair) => pair.startsWith('parts -> '))).toEqual([])
    expect(rooms.filter(([from, to]) => pairs.has(`${to} -> ${from}`))).toEqual([])
  })

  it('keeps the judgement pure: no database, no jobs, no Node module', () => {
    const pure = files.filter((file) => /^(message|triage|clocks|offices|retention)\//.test(file))
    const impure = pure.filter((file) => /from '(node:|\.\.\/(db|jobs|outbox|log)\b)/.test(read(file)))
    expect(pure.length).toBeGreaterThan(20)
    expect(impure).toEqual([])
  })

  it('reads the environment in one place and loads natural by deep path only', () => {
    const readers = files.filter((file) => /process\.env/.test(read(file)))
    expect(
      readers.filter((file) => floorOf(file) < ENTRY && file !== 'config.ts' && file !== 'db/embedded.ts'),
    ).toEqual([])
    expect(files.filter((file) => /from 'natural'/.test(read(file)))).toEqual([])
  })
})
