import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/commands/evaluate.ts'
import { fallenBelow } from '../../src/commands/floors.ts'
import { fileOf, letterLine } from './labelled-letters.ts'
import { printed } from './printed.ts'

const danger = 'He has a knife and says that he will kill me tonight.'
const lines = [
  letterLine('e-1', 'foi'),
  letterLine('e-2', 'sar', { others: ['police-complaint'] }),
  letterLine('e-3', 'force-enquiry', {
    body: `Please help me. ${danger}`,
    risk: { level: 'immediate', categories: ['threat-to-life'], evidence: ['he will kill me tonight'] },
  }),
  letterLine('e-4', 'general-enquiry', {
    body: 'The queue at the desk is killing me, it is so long.',
    why: 'Hard negative (figurative): a queue.',
  }),
  letterLine('e-5', 'general-enquiry', {
    body: 'Thank you for the tulips.',
    risk: { level: 'serious', categories: ['adult-at-risk'], evidence: ['tulips'] },
  }),
]

describe('the verb evaluate', () => {
  it('measures the real triage on the letters', async () => {
    const { code, out } = await printed(evaluate, [fileOf(lines), '--json'])
    const { routes, risk, missed } = JSON.parse(out)
    expect(code).toBe(0)
    expect(routes.letters).toBe(5)
    expect(routes.routes.find((one: { route: string }) => one.route === 'foi').recall).toMatchObject({
      hits: 1,
      of: 1,
    })
    expect(routes.others.recall.of).toBe(1)
    expect(risk.danger.recall).toMatchObject({ hits: 1, of: 2 })
    expect(risk.evidence.letters).toMatchObject({ hits: 1, of: 2 })
    expect(risk.hardNegatives.danger).toMatchObject({ hits: 0, of: 1 })
    expect(missed).toEqual({ danger: ['e-5'], falseAlarms: [], route: ['e-3'] })
  })

  it('prints counts with what they prove, and ends with what the figures are not', async () => {
    const { out } = await printed(evaluate, [fileOf(lines)])
    expect(out).toMatch(/^danger found \(immediate or serious\) +1\/2 0\.500 +at least 0\.025$/m)
    expect(out).toMatch(/^Danger not flagged at all: e-5$/m)
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^These figures .* no others/)
  })

  it('prints no word of any letter', async () => {
    const { out } = await printed(evaluate, [fileOf(lines), '--json'])
    expect(out).not.toMatch(/tulips|knife|Penhaligon|alma/)
  })

  it('sets triage beside a list of words, letter by letter', async () => {
    const { baselines } = JSON.parse((await printed(evaluate, [fileOf(lines), '--json'])).out)
    expect(baselines.keywords).toMatchObject({
      letters: 5,
      danger: { hits: 1, of: 2 },
      falseAlarms: { hits: 1, of: 3 },
      gained: { danger: [] },
      lost: { danger: [] },
    })
  })

  it('sets triage beside the judgements that an earlier release had kept', async () => {
    const letters = fileOf(lines)
    const release = path.join(mkdtempSync(path.join(tmpdir(), 'waypost-release-')), 'release.json')
    await printed(evaluate, [letters, '--save', release])
    const kept = readFileSync(release, 'utf8')
    expect(kept).toMatch(/^ {4}"e-3": \{"level":"immediate"/m)
    writeFileSync(release, kept.replace(/("e-3": \{"level":)"immediate"/, '$1"none"'))
    const { baselines } = JSON.parse((await printed(evaluate, [letters, '--json', '--against', release])).out)
    expect(baselines.lastRelease).toMatchObject({
      danger: { hits: 0, of: 2 },
      gained: { danger: ['e-3'], route: [] },
      lost: { danger: [], route: [] },
    })
  })

  it('reads the letters of the project’s own examples, in their own form', async () => {
    const first40 = readFileSync('rules/examples/letters/a.txt', 'utf8')
      .split(/^(?==== )/m)
      .slice(0, 40)
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'examples-')), 'some.txt')
    writeFileSync(file, first40.join(''))
    const { code, out } = await printed(evaluate, [file, '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out).routes.letters).toBe(40)
  })

  it('says which letter has a wrong label, and no word of it', async () => {
    const wrong = letterLine('e-9', 'foi').replace('"foi"', '"freedom"')
    await expect(evaluate([fileOf([lines[0] ?? '', wrong])])).rejects.toThrow(/line 2: primary: /)
    await expect(evaluate([fileOf([lines[0] ?? '', wrong])])).rejects.not.toThrow(/vehicles/)
  })

  it('fails where a figure has fallen below its floor, and says which', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'waypost-floors-')), 'floors.json')
    writeFileSync(file, JSON.stringify({ letters: 5, atLeast: { 'danger found': 2 }, atMost: {} }))
    const { code, err, out } = await printed(evaluate, [fileOf(lines), '--json', '--floors', file])
    expect(code).toBe(1)
    expect(err).toBe('danger found: 1, and it was to be at least 2.\n')
    const fallen = (atLeast: Record<string, number>, atMost: Record<string, number>, letters = 5) =>
      fallenBelow(JSON.parse(out), { letters, atLeast, atMost })
    expect(fallen({ 'danger found': 1 }, { 'hard negatives flagged': 0 })).toEqual([])
    expect(fallen({}, { 'danger found': 0 })).toEqual(['danger found: 1, and it was to be at most 0.'])
    expect(fallen({ beauty: 1 }, {})[0]).toMatch(/^“beauty” is no figure/)
    expect(fallen({}, {}, 6)[0]).toMatch(/^The floors are for 6 letters and there are 5/)
  })

  it('refuses a file of floors that is none', async () => {
    await expect(evaluate([fileOf(lines), '--floors', 'package.json'])).rejects.toThrow(/^package\.json: /)
  })

  it('refuses a file of a release that it did not write', async () => {
    await expect(evaluate([fileOf(lines), '--against', 'package.json'])).rejects.toThrow(
      'package.json: this is no file that `evaluate --save` wrote',
    )
  })

  it('refuses a file without a letter', async () => {
    expect(await printed(evaluate, [fileOf([])])).toMatchObject({ code: 1, out: '' })
  })

  it('does not understand more or less than one file', async () => {
    expect((await printed(evaluate, [])).code).toBe(2)
    expect((await printed(evaluate, ['one.jsonl', 'two.jsonl'])).code).toBe(2)
  })
})
