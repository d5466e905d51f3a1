import { describe, expect, it } from 'vitest'
import { plainMessage } from '../../src/message/plain-message.ts'
import { dangerText, readDangerModel } from '../../src/triage/danger-file.ts'
import { flagRisk, MODEL_ID } from '../../src/triage/flag-risk.ts'
import { DANGER_SETTINGS, trainDanger } from '../../src/triage/train-danger.ts'
import {
  type Lesson,
  letterLesson,
  ordinaryLesson,
  sentenceLesson,
} from '../../src/triage/train-danger-lessons.ts'
import { riskRules } from './rule-texts.ts'

const rules = { ...riskRules, dangerModel: undefined }

/** A little language: "wolf" is danger, "sheep" is not, and every letter has both sorts of other words. */
const words = 'meadow river bridge lantern harvest market window ladder basket copper'.split(' ')
const filler = (n: number) =>
  `The ${words[n % 10]} and the ${words[(n * 7 + 3) % 10]} are by the ${words[(n * 3 + 1) % 10]}.`

function letter(writer: string, n: number): Lesson {
  const isDanger = n % 2 === 0
  const isChild = n % 4 === 0
  const said = isDanger
    ? `The grey wolf stands before the ${isChild ? 'child' : 'wanderer'} at night.`
    : 'The white sheep stands before the child at noon.'
  const body = `${filler(n)} ${filler(n + 1)} ${said} ${filler(n + 2)}`
  const risk = isDanger
    ? {
        level: 'serious' as const,
        categories: [isChild ? ('child-at-risk' as const) : ('missing-person' as const)],
        evidence: [said],
      }
    : { level: 'none' as const, categories: [], evidence: [] }
  const labelled = {
    id: `${writer}-${n}`,
    from: '',
    to: '',
    subject: '',
    body,
    primary: 'foi' as const,
    others: [],
    risk,
    why: '',
  }
  return letterLesson({ ...labelled, writer }, plainMessage({ text: body }), rules)
}

const sentences: Lesson[] = ['immediate', 'serious', 'none'].flatMap((level, at) =>
  ['a', 'b'].map((writer) =>
    sentenceLesson(
      {
        id: `${writer} ${level}`,
        writer,
        family: 'child-at-risk',
        level: level as 'none',
        how: 'plain',
        whose: 'child',
        text:
          [
            'The wolf is at the door now.',
            'A grey wolf was seen by the child.',
            'The sheep are in the meadow.',
          ][at] ?? '',
      },
      rules,
    ),
  ),
)
const lessons = [
  ...sentences,
  ...['a', 'b', 'c'].flatMap((writer) => Array.from({ length: 20 }, (_, n) => letter(writer, n))),
]
const trained = () => trainDanger(lessons, { ...DANGER_SETTINGS, falseAlarms: 0 })
const model = (of: ReturnType<typeof trainDanger>) =>
  readDangerModel('m', dangerText({ version: 'of a test', about: {}, ...of.file }))
const level = (text: string, of = trained()) =>
  flagRisk(plainMessage({ text }), { ...rules, dangerModel: model(of) }).flags.filter(
    ({ ruleId }) => ruleId === MODEL_ID,
  )

describe('learning the model of danger', () => {
  it('gives the same weights for the same lessons', () => {
    expect(trained().file).toEqual(trained().file)
  })

  it('finds what it was taught, in other words around it, and names its family', () => {
    const flags = level(`${filler(4)} In the morning the wolf stands before the child. ${filler(9)}`)
    expect(flags.map(({ category }) => category)).toContain('child-at-risk')
    expect(flags.some(({ evidence }) => evidence.includes('wolf'))).toBe(true)
    const sums = Map.groupBy(trained().heldBack, ({ level }) => level)
    const [danger = [], harmless = []] = [sums.get('serious'), sums.get('none')].map((some) =>
      (some ?? []).map((one) => one.danger),
    )
    expect(Math.min(...danger)).toBeGreaterThan(Math.max(...harmless))
  })

  it('tries every letter after learning from the other writers only', () => {
    const { heldBack } = trained()
    expect(heldBack).toHaveLength(60)
    // Whoever writes a word that no other writer has cannot be helped by it.
    const own = lessons.map((one) =>
      one.writer === 'c' ? { ...one, sentences: one.sentences.map(inCipher) } : one,
    )
    const sums = trainDanger(own, DANGER_SETTINGS).heldBack.filter(({ writer }) => writer === 'c')
    expect(new Set(sums.map(({ danger }) => danger)).size).toBe(1)
  })

  it('learns from ordinary mail that its words are harmless, and takes no word from it', () => {
    const ordinary = ordinaryLesson(
      '1',
      plainMessage({ text: 'Zebedee met the wolf of Wall Street. Zebedee wrote again.' }),
      rules,
    )
    const { file } = trainDanger([...lessons, ...Array.from({ length: 9 }, () => ordinary)], DANGER_SETTINGS)
    expect(file.terms).not.toContain('zebede')
    expect(file.terms).toContain('wolf')
  })
})

/** Every word turned into one that nobody else has. */
const inCipher = <T extends { words: readonly string[] }>(sentence: T): T => ({
  ...sentence,
  signs: new Set<string>(),
  words: sentence.words.map((word) => `qx${[...word].reverse().join('')}zk`),
})
