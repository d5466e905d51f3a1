/** What is sent under load: invented letters of rules/examples, one in twenty of them built to do harm. */
import { labelledLetters } from '../../src/commands/labelled-letters.ts'
import { type LabelledLetter, mailOf } from '../../src/triage/train-letters.ts'
import { chanceOf } from '../hostile/chance.ts'
import { HOSTILE_CLASSES } from '../hostile/hostile-mails.ts'

const HOSTILE_EVERY = 20
/** Of the others, so many tell of danger: each of them is an alert that nobody answers. */
const DANGER_EVERY = 50
/** Of the hostile ones, so many are of the full size that the list of bad input names. */
const FULL_SIZE_EVERY = 10

export type LoadLetter = { from: string; hostile: boolean; source: Uint8Array }

const PLEA = 'I am going to kill myself tonight.'

/** The nth letter is the same for the same seed, and from a writer of its own. */
export function loadLetters(seed: number): (n: number) => LoadLetter {
  const all = ['a', 'b', 'c', 'd'].flatMap((part) => labelledLetters(`rules/examples/letters/${part}.txt`))
  const calm = all.filter(({ risk }) => risk.level === 'none')
  const danger = all.filter(({ risk }) => risk.level !== 'none')
  return (n) => {
    const from = `writer-${n}@w-${n}.example.net`
    if (n % HOSTILE_EVERY === HOSTILE_EVERY - 1) return { from, hostile: true, source: hostile(seed, n) }
    const [pool, at] = n % DANGER_EVERY === 1 ? [danger, Math.floor(n / DANGER_EVERY)] : [calm, n]
    return { from, hostile: false, source: letter(pool[at % pool.length] as LabelledLetter, n, from) }
  }
}

const letter = (one: LabelledLetter, n: number, from: string): Uint8Array =>
  mailOf({
    ...one,
    id: `load-${n}`,
    from: `A Writer <${from}>`,
    to: 'enquiries@mopac.example.org',
    body: `${one.body}\n\nMy reference is ${n}.`,
  })

function hostile(seed: number, n: number): Uint8Array {
  const turn = Math.floor(n / HOSTILE_EVERY)
  const chance = chanceOf(seed * 1_000_003 + turn)
  const share = turn % FULL_SIZE_EVERY === 0 ? 1 : chance.number(1, 100) / 1_000
  // 17 has no common factor with the number of classes: the full sizes come round to each of them.
  const one = HOSTILE_CLASSES[(turn * 17) % HOSTILE_CLASSES.length]
  return one?.make(chance, PLEA, share) ?? new Uint8Array()
}
