import type { Message, Voice } from '../message/message.ts'

/** The voices that say something new: what is passed on and what is hidden count like the writer's own words. */
export const COUNTED: readonly Voice[] = ['own', 'forwarded', 'hidden']

/** Whose words stand at a place of the reading. */
export const voiceAt = ({ stretches }: Message, at: number): Voice =>
  stretches[stretchAt(stretches, at)]?.voice ?? 'own'

/** Whether a place counts; places are asked for in order, so that the stretches are walked once. */
export function countedInOrder({ stretches }: Message): (at: number) => boolean {
  let stretch = 0
  return (at) => {
    while (stretch + 1 < stretches.length && (stretches[stretch]?.end ?? 0) <= at) stretch++
    return COUNTED.includes(stretches[stretch]?.voice ?? 'own')
  }
}

/** The voice of a match: one that begins in old words and goes on in new ones is of the new ones. */
export function voiceOver({ stretches }: Message, { start, end }: { start: number; end: number }): Voice {
  const voices: Voice[] = []
  for (let at = stretchAt(stretches, start); (stretches[at]?.start ?? end) < end; at++) {
    voices.push(stretches[at]?.voice ?? 'own')
  }
  return COUNTED.find((voice) => voices.includes(voice)) ?? voices[0] ?? 'own'
}

/** Stretches are in order, so the one that holds a place is found by halves: a text may have thousands, and words more. */
function stretchAt(stretches: Message['stretches'], at: number): number {
  let [low, high] = [0, stretches.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((stretches[middle]?.end ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}
