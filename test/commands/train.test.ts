import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { train } from '../../src/commands/train.ts'
import { scoreRoutes } from '../../src/triage/linear-model.ts'
import { readRouteModel } from '../../src/triage/model-file.ts'
import { aMessage } from '../message/a-message.ts'
import { everyRoute, fileOf, letterLine } from './labelled-letters.ts'
import { printed } from './printed.ts'

describe('the verb train', () => {
  it('writes a model that reads back and knows what it was taught, the same each time', async () => {
    const file = fileOf(everyRoute(4))
    const runs = [`${file}.one.json`, `${file}.two.json`]
    for (const out of runs)
      expect(await printed(train, [file, '--out', out])).toMatchObject({ code: 0, err: '' })
    const [one, two] = runs.map((out) => readFileSync(out, 'utf8'))
    expect(one).toBe(two)
    const model = readRouteModel('x', one ?? '')
    const [best] = scoreRoutes(
      model,
      aMessage({ subject: '', text: 'our invoice and the grant', addressedTo: [] }),
    )
    expect(best?.route).toBe('supplier-or-funding')
  })

  it('gives the weights another version when the letters or the seed change', async () => {
    const version = async (lines: string[], ...more: string[]) => {
      const file = fileOf(lines)
      await printed(train, [file, '--out', `${file}.json`, ...more])
      return readRouteModel('x', readFileSync(`${file}.json`, 'utf8')).version
    }
    const [first, other, seeded] = [
      await version(everyRoute(2)),
      await version([...everyRoute(2), letterLine('t-more', 'foi')]),
      await version(everyRoute(2), '--seed', '9'),
    ]
    expect(new Set([first, other, seeded]).size).toBe(3)
  })

  it('prints figures of rules, model and both, and no word of a letter', async () => {
    const file = fileOf(everyRoute(3))
    const { out } = await printed(train, [file, '--out', `${file}.json`])
    expect(out).toMatch(/rules .*\n {2}model .*\n {2}both /)
    expect(out).not.toMatch(/wallet|Penhaligon/)
  })

  it.each([
    [
      'a route has no letters',
      everyRoute(2).filter((line) => !line.includes('t-recruitment')),
      /recruitment/,
    ],
    ['there are none', [], /too few/],
  ])('refuses when %s, and leaves the old model alone', async (_, lines, because) => {
    const file = fileOf(lines)
    const { code, err } = await printed(train, [file, '--out', `${file}.json`])
    expect(code).toBe(1)
    expect(err).toMatch(because)
    expect(existsSync(`${file}.json`)).toBe(false)
  })

  it.each([[[]], [['one.jsonl', 'two.jsonl']], [['one.jsonl', '--seed', 'often']], [['--speed']]])(
    'does not understand %j',
    async (words) => {
      expect((await printed(train, words)).code).toBe(2)
    },
  )
})
