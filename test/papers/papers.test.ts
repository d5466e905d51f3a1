import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const PAPERS = [
  'SECURITY.md',
  'docs/threat-model.md',
  'docs/algorithmic-transparency.md',
  'docs/upgrade.md',
  'ops/README.md',
]

describe.each(PAPERS)('%s', (paper) => {
  const text = readFileSync(paper, 'utf8')

  it('points at files and folders that are there', () => {
    const named = [...text.matchAll(/\b((?:src|test|docs|drizzle|rules|ops)\/[\w./-]*\w)/g)].map(
      ([, file]) => file ?? '',
    )
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((file) => !existsSync(file))).toEqual([])
  })
})

describe('docs/threat-model.md', () => {
  const rows = readFileSync('docs/threat-model.md', 'utf8')
    .split('\n')
    .filter((line) => /^\| \d+ /.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))

  it('has threats of all six kinds, each with a place in the code and a test', () => {
    expect(new Set(rows.map((cells) => cells[2]))).toEqual(new Set(['S', 'T', 'R', 'I', 'D', 'E']))
    for (const [, nr, , , , where, shown] of rows) {
      expect(where, nr).not.toBe('')
      expect(shown, nr).toMatch(/test\//)
    }
  })
})
