import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLetterExamples, readSentences } from '../../src/triage/read-examples.ts'
import { ROUTES } from '../../src/triage/route.ts'

const inFolder = <T>(folder: string, read: (path: string, text: string) => T[]): T[] => {
  const at = path.join('rules/examples', folder)
  if (!existsSync(at)) return []
  return readdirSync(at)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => read(`${folder}/${name}`, readFileSync(path.join(at, name), 'utf8')))
}
const sentences = inFolder('sentences', readSentences)
const letters = inFolder('letters', readLetterExamples)
const heldOut = inFolder('held-out', readLetterExamples)

/** What one would look for first. */
const TELLING =
  /\b(?:kill\w*|suicid\w*|di(?:e|es|ed|ead|ying)|dead|death\w*|murder\w*|rap(?:e|ed|ist|ing)|kni(?:fe|ves)|guns?|bomb\w*|weapon\w*|stab\w*|hurt\w*|harm\w*|abus\w*|attack\w*|threat\w*|hit(?:s|ting)?|beat\w*|overdos\w*|missing|emergenc\w*|danger\w*|safe\w*)\b/i

const shareOf = <T>(all: readonly T[], is: (one: T) => boolean) => all.filter(is).length / all.length

describe('the labelled examples', () => {
  it('are all readable, and none stands twice', () => {
    expect(sentences.length).toBeGreaterThan(0)
    const folded = sentences.map(({ text }) => text.toLowerCase().replace(/[^a-z0-9]+/g, ' '))
    expect(folded.length - new Set(folded).size).toBe(0)
    const ids = [...letters, ...heldOut].map(({ id }) => id)
    expect(ids.length - new Set(ids).size).toBe(0)
  })

  it('seldom say danger by the words one would look for, and say harmless things by them often', () => {
    const risky = sentences.filter(({ level }) => level !== 'none')
    const harmless = sentences.filter(({ level }) => level === 'none')
    expect(shareOf(risky, ({ text }) => !TELLING.test(text))).toBeGreaterThanOrEqual(0.5)
    expect(shareOf(harmless, ({ text }) => TELLING.test(text))).toBeGreaterThanOrEqual(0.35)
  })

  it('have as many harmless look-alikes as risky sentences', () => {
    expect(shareOf(sentences, ({ level }) => level === 'none')).toBeGreaterThanOrEqual(0.45)
  })

  it('name no place on the real internet and no real telephone', () => {
    const texts = [...sentences.map(({ text }) => text), ...[...letters, ...heldOut].map(({ body }) => body)]
    const addresses = texts.flatMap((text) => text.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [])
    expect(
      addresses.filter((address) => !/@(?:[\w-]+\.)*example(?:\.(?:org|net|com))?$/i.test(address)),
    ).toEqual([])
    const numbers = texts.flatMap((text) => text.match(/\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b/g) ?? [])
    const kept = /^(?:020 ?7946 ?0\d{3}|01632 ?960 ?\d{3}|07700 ?900 ?\d{3}|0808 ?157 ?0\d{3})$/
    expect(numbers.filter((number) => !kept.test(number))).toEqual([])
  })
})

describe('the held-out letters', () => {
  it('say no twelve words together as the examples say them that models are taught with', () => {
    const runsOf = (text: string) => {
      const said = text.toLowerCase().match(/[a-z0-9]+/g) ?? []
      return said.slice(11).map((_, at) => said.slice(at, at + 12).join(' '))
    }
    const taught = new Set(
      [...sentences.map(({ text }) => text), ...letters.map(({ body }) => body)].flatMap(runsOf),
    )
    expect(heldOut.length).toBeGreaterThan(0)
    expect(
      heldOut.filter(({ body }) => runsOf(body).some((run) => taught.has(run))).map(({ id }) => id),
    ).toEqual([])
  })

  it('are mixed as a hard inbox is: danger, look-alikes of danger, and much that is neither', () => {
    expect(shareOf(heldOut, ({ level }) => level === 'immediate')).toBeGreaterThanOrEqual(0.12)
    expect(shareOf(heldOut, ({ level }) => level === 'serious')).toBeGreaterThanOrEqual(0.16)
    expect(shareOf(heldOut, ({ level }) => level === 'unreadable')).toBeGreaterThanOrEqual(0.03)
    expect(shareOf(heldOut, ({ lookAlike }) => lookAlike !== undefined)).toBeGreaterThanOrEqual(0.2)
    expect(shareOf(heldOut, ({ others }) => others.length > 0)).toBeGreaterThanOrEqual(0.2)
    expect(ROUTES.filter((route) => !heldOut.some(({ primary }) => primary === route))).toEqual([])
  })

  it('mark as a look-alike only what holds no danger', () => {
    const wrong = heldOut.filter(({ level, lookAlike }) => lookAlike && level !== 'none')
    expect(wrong.map(({ id }) => id)).toEqual([])
  })
})

describe('the second reader of the examples', () => {
  const rows = readFileSync('rules/examples/second-reader.tsv', 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
  const pairs = (from: 'sentences' | 'letters', first: number, second: number, as = (word: string) => word) =>
    rows
      .filter(([example = '']) => example.includes('#') === (from === 'sentences'))
      .map((row) => [as(row[first] ?? ''), as(row[second] ?? '')] as const)
  const isDanger = (level: string) => String(level !== 'none')

  it('labelled examples that are there, with labels of the scheme', () => {
    const known = new Set(letters.map(({ id }) => id))
    const ofLetters = rows.filter(([example = '']) => !example.includes('#'))
    expect(ofLetters.filter(([id = '']) => !known.has(id))).toEqual([])
    expect(ofLetters.filter((row) => !ROUTES.some((route) => route === row[5]))).toEqual([])
    expect(rows.filter((row) => !/^(?:none|serious|immediate|unreadable)$/.test(row[2] ?? ''))).toEqual([])
  })

  it('agreed as decision 27 says', () => {
    expect(kappa(pairs('sentences', 1, 2, isDanger))).toBeCloseTo(0.995, 3)
    expect(kappa(pairs('sentences', 1, 2))).toBeCloseTo(0.953, 3)
    expect(kappa(pairs('letters', 1, 2, isDanger))).toBe(1)
    expect(kappa(pairs('letters', 1, 2))).toBeCloseTo(0.801, 3)
    expect(kappa(pairs('letters', 4, 5))).toBeCloseTo(0.905, 3)
  })
})

/** Cohen's kappa: agreement beyond what the two readers' shares of each label would give by chance. */
function kappa(pairs: readonly (readonly [string, string])[]): number {
  const seen = shareOf(pairs, ([a, b]) => a === b)
  const labels = [...new Set(pairs.flat())]
  const chance = labels.reduce(
    (sum, label) => sum + shareOf(pairs, ([a]) => a === label) * shareOf(pairs, ([, b]) => b === label),
    0,
  )
  return (seen - chance) / (1 - chance)
}

describe('reading labelled examples', () => {
  it('gives a sentence what its heading says', () => {
    const text = '// a remark\n## serious | indirect | self | elderly\n\nI have given the cat away.\n'
    expect(readSentences('suicide-self-harm.x.txt', text)).toEqual([
      {
        family: 'suicide-self-harm',
        level: 'serious',
        how: 'indirect',
        whose: 'self',
        writer: 'elderly',
        text: 'I have given the cat away.',
      },
    ])
  })

  it.each([
    ['a file of no category', 'weather.x.txt', '## none | past | self | calm\nA.'],
    ['a sentence before any heading', 'exploitation.x.txt', 'A.'],
    ['a level that is none', 'exploitation.x.txt', '## urgent | plain | self | calm\nA.'],
    ['a harmless kind of a risky sentence', 'exploitation.x.txt', '## serious | past | self | calm\nA.'],
  ])('refuses %s, with the place', (_what, name, text) => {
    expect(() => readSentences(name, text)).toThrow(name)
  })

  const letter = (change: string) =>
    `=== x-1\noffice: mopac\nto: enquiries@mopac.example.org\nprimary: foi\nsubject: A\n${change}\n---\nPlease [[help]] me.\n`

  it('gives a letter its labels, and its words without the marks', () => {
    expect(readLetterExamples('x.txt', letter('risk: serious exploitation\nothers: sar'))).toEqual([
      {
        id: 'x-1',
        office: 'mopac',
        to: 'enquiries@mopac.example.org',
        primary: 'foi',
        others: ['sar'],
        level: 'serious',
        categories: ['exploitation'],
        subject: 'A',
        body: 'Please help me.',
        evidence: ['help'],
      },
    ])
  })

  it.each([
    ['danger without a category', letter('risk: serious')],
    ['marks where there is no danger', letter('risk: none')],
    ['a route that is none', letter('risk: none\nothers: parking')],
    ['a kind of look-alike that is none', letter('risk: none\nlook-alike: parking')],
    ['a head without its end', '=== x-1\nprimary: foi\nPlease'],
  ])('refuses a letter with %s, with its number', (_what, text) => {
    expect(() => readLetterExamples('x.txt', text)).toThrow(/x-1/)
  })
})
