import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { train } from '../../src/commands/train.ts'
import { readRouteModel } from '../../src/triage/model-file.ts'
import { ROUTES } from '../../src/triage/route.ts'
import { opinionOn } from '../../src/triage/route-opinion.ts'
import { tokensOf } from '../../src/triage/tokens.ts'
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
    const message = aMessage({ subject: '', text: 'our invoice and the grant' })
    const { logShares } = opinionOn(model, message, { tokens: tokensOf(message), hits: [] })
    expect(ROUTES[logShares.indexOf(Math.max(...logShares))]).toBe('supplier-or-funding')
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

  it('prints figures of rules and of both, and no word of a letter', async () => {
    const file = fileOf(everyRoute(3))
    const { out } = await printed(train, [file, '--out', `${file}.json`])
    expect(out).toMatch(/^Of 60 letters.*\n {2}rules .*\n {2}model and rules /)
    expect(out).not.toMatch(/wallet|Penhaligon/)
  })

  it('learns from letters that the rules were made with, and does not measure with them', async () => {
    const [file, seen] = [fileOf(everyRoute(3)), fileOf(everyRoute(2))]
    const { out } = await printed(train, [file, '--seen', seen, '--out', `${file}.json`])
    expect(out).toMatch(/^Of 60 letters/)
    expect(JSON.parse(readFileSync(`${file}.json`, 'utf8')).about.letters).toBe(100)
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

  it.each([[[]], [['one.jsonl', '--seed', 'often']], [['--speed']]])(
    'does not understand %j',
    async (words) => {
      expect((await printed(train, words)).code).toBe(2)
    },
  )
})
