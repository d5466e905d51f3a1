/** What to say on the telephone, ready to be read out: who calls, what is feared, where, when. Pure. */
import type { Brief } from './brief.ts'

export type Script = { office: string; reference: string; dangers: readonly string[]; isImmediate: boolean }

/** Sentences in the order in which a control room asks; none of them invents what the letter does not say. */
export function phoneScript({ office, reference, dangers, isImmediate }: Script, { facts }: Brief): string[] {
  const place = facts.places[0]
  const phone = facts.phones[0]
  return [
    `“I am calling from ${office}. We oversee the police; I am not at the scene.”`,
    `“A message came to us, and we think that somebody is ${isImmediate ? 'in danger now' : 'at risk'}: ${dangers.join(', ').toLowerCase() || 'we cannot read what it says'}.”`,
    place ? `“The place that it names is ${place}.”` : '“The message names no place that we can find.”',
    facts.times.length > 0 ? `“It speaks of ${facts.times.join(', ')}.”` : '',
    phone
      ? `“There is a telephone number in it: ${phone}. We have not rung it.”`
      : '“We have no telephone number.”',
    '“I will read you the words.” Read the marked words out exactly.',
    '“We have not answered them. Please tell me if it is safe to.”',
    `“Do you take this on? What is your reference? Ours is ${reference}.”`,
  ].filter((sentence) => sentence !== '')
}
