import { BUILT_WRONGLY } from './built-wrongly.ts'
import { chanceOf } from './chance.ts'
import { FILES_AND_THE_REST } from './files-and-the-rest.ts'
import type { HostileClass } from './hostile-class.ts'
import { LETTERS_AND_ENCODINGS } from './letters-and-encodings.ts'

/** Every way of (b) 46 to 64 in which a mail can be bad, with what must come of it. */
export const HOSTILE_CLASSES: readonly HostileClass[] = [
  ...BUILT_WRONGLY,
  ...LETTERS_AND_ENCODINGS,
  ...FILES_AND_THE_REST,
]

/** Of each class one mail of full size and several smaller ones, the same for the same seed. */
export function* hostileMails(
  seed: number,
  ofEach: number,
  plea: string,
): Generator<{ one: HostileClass; source: Uint8Array }> {
  for (const [at, one] of HOSTILE_CLASSES.entries()) {
    for (let turn = 0; turn < ofEach; turn += 1) {
      const chance = chanceOf(seed * 1_000_003 + at * 1_009 + turn)
      const share = turn === 0 ? 1 : chance.number(1, 100) / 1_000
      yield { one, source: one.make(chance, plea, share) }
    }
  }
}
