/** What was typed of a consent or of what is told outside, read. Pure. */
import { parseDay } from '../../clocks/days.ts'
import type { Evidence, NewConsent } from '../../disclosures/consents.ts'
import type { NewDisclosure } from '../../disclosures/record-disclosure.ts'
import type { Ground } from '../../offices/grounds.ts'
import type { OfficeProfile } from '../../offices/profile.ts'
import type { Mistakes } from '../parts/controls.tsx'
import { PURPOSES, receivers, WAYS } from './sharing-words.ts'

type Typed = Readonly<Record<string, string>>
type Read<T> = { ok: true; read: T } | { ok: false; mistakes: Mistakes }

const chosen = <T extends string>(choices: readonly (readonly [T, string])[], word: string | undefined) =>
  choices.find(([one]) => one === word)?.[0]

/** Who said what, when and how; the same four fields whether it is given or taken back. */
export function readEvidence(typed: Typed, suffix = ''): Read<Evidence> {
  const mistakes: Record<string, string> = {}
  const field = (name: string) => `${name}${suffix}`
  const on = parseDay(typed[field('said-on')] ?? '')
  const how = chosen(WAYS, typed[field('said-how')])
  const byWhom = typed[field('said-by')] ?? ''
  const said = typed[field('what-said')] ?? ''
  if (byWhom === '') mistakes[field('said-by')] = 'Say who said it.'
  if (!on) mistakes[field('said-on')] = 'Give the day, for example 2026-11-23.'
  if (!how) mistakes[field('said-how')] = 'Choose how they said it.'
  if (said === '') mistakes[field('what-said')] = 'Write down what was said.'
  if (!on || !how || Object.keys(mistakes).length > 0) return { ok: false, mistakes }
  return { ok: true, read: { byWhom, on, how, said } }
}

export function readConsent(office: OfficeProfile, typed: Typed): Read<NewConsent> {
  const evidence = readEvidence(typed)
  const mistakes: Record<string, string> = evidence.ok ? {} : { ...evidence.mistakes }
  const receiver = chosen(receivers(office), typed['consent-receiver'])
  if (!receiver) mistakes['consent-receiver'] = 'Choose whom it may be told.'
  const purpose = chosen(PURPOSES, typed['consent-purpose'])
  if (!purpose) mistakes['consent-purpose'] = 'Choose what for.'
  const answer = chosen([['given', ''] as const, ['refused', ''] as const], typed['answer'])
  if (!answer) mistakes['answer'] = 'Choose what they said.'
  const reviewOn = typed['review-on'] ? parseDay(typed['review-on']) : null
  if (reviewOn === undefined)
    mistakes['review-on'] = 'Give the day, for example 2027-05-31, or leave it empty.'
  if (!evidence.ok || !receiver || !purpose || !answer || reviewOn === undefined)
    return { ok: false, mistakes }
  const receiverName = typed['consent-receiver-name'] ?? ''
  return { ok: true, read: { ...evidence.read, receiver, receiverName, purpose, answer, reviewOn } }
}

const NEEDED: Readonly<Record<string, string>> = {
  'receiver-name': 'Say who there: a name, a desk or an address.',
  words: 'Write the exact words that are told.',
  why: 'Say why they need it.',
  'held-back': 'Say what you keep back and why, or that there is nothing else.',
  'person-why': 'Say how the person was told, or why not.',
}

export function readDisclosure(
  office: OfficeProfile,
  grounds: readonly Ground[],
  typed: Typed,
): Read<NewDisclosure> {
  const mistakes: Record<string, string> = {}
  const receiver = chosen(receivers(office), typed['receiver'])
  if (!receiver) mistakes['receiver'] = 'Choose whom it is told.'
  const purpose = chosen(PURPOSES, typed['purpose'])
  if (!purpose) mistakes['purpose'] = 'Choose what for.'
  const ground = grounds.find(({ id }) => id === typed['ground'])
  if (!ground) mistakes['ground'] = 'Choose the ground.'
  const channel = chosen(WAYS, typed['channel'])
  if (!channel) mistakes['channel'] = 'Choose how it is told.'
  const toldPerson = chosen([['told', ''] as const, ['not-told', ''] as const], typed['person'])
  if (!toldPerson) mistakes['person'] = 'Choose whether the person knows.'
  for (const [name, sentence] of Object.entries(NEEDED)) if (!typed[name]) mistakes[name] = sentence
  if (!receiver || !purpose || !ground || !channel || !toldPerson || Object.keys(mistakes).length > 0)
    return { ok: false, mistakes }
  const said = (name: string): string => typed[name] ?? ''
  return {
    ok: true,
    read: {
      ...{ receiver, purpose, ground, channel, toldPerson, receiverName: said('receiver-name') },
      ...{ words: said('words'), why: said('why'), heldBack: said('held-back') },
      toldPersonWhy: said('person-why'),
    },
  }
}
