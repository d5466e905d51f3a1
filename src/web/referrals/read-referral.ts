/** The referral form, read and checked: what is missing is said field by field, and nothing is half-recorded. */
import type { Ground } from '../../offices/grounds.ts'
import type { TellableItem } from '../../referrals/items.ts'
import { type ReferralTo, receiverOf } from '../../referrals/receivers.ts'
import type { Referral } from '../../referrals/record-referral.ts'
import type { SheetItem } from '../../referrals/sheet.ts'
import type { Mistakes } from '../parts/controls.tsx'
import { CHANNELS, CONSENTS, TOLD } from './referral-form.tsx'

export type ReadReferral = {
  to: ReferralTo
  items: SheetItem[]
  person: string
  from: string
  need: string
  referral: Omit<Referral, 'sheet'>
}

const NEEDED: Readonly<Record<string, string>> = {
  contact: 'Say who there: a name, a number or a desk.',
  need: 'Say why they needed to know.',
  heldBack: 'Say what you kept back and why, or that there was nothing else.',
  consentWhy: 'Say how the person answered, or why they were not asked.',
  toldPersonWhy: 'Say how the person was told, or why not.',
}

const LONGEST = 4_000

/** The referral, or a sentence for each field that is missing, too long or not one of the choices. */
export function readReferral(
  typed: Record<string, string>,
  { items, groundsOf }: { items: readonly TellableItem[]; groundsOf: (to: ReferralTo) => readonly Ground[] },
): { ok: true; read: ReadReferral } | { ok: false; mistakes: Mistakes } {
  const mistakes: Record<string, string> = {}
  const to = receiverOf(typed['to'])
  if (!to) mistakes['to'] = 'Choose whom you told.'
  const channel = chosen(CHANNELS, typed['channel'])
  if (!channel) mistakes['channel'] = 'Choose how you told them.'
  if (to?.id === 'police-999' && channel === 'online')
    mistakes['channel'] = '999 is a telephone call. Choose how you really told them.'
  const told = toldItems(items, typed)
  if (told.length === 0) mistakes['items'] = 'Choose what you told them, or say it in your words.'
  const ground = to && groundsOf(to).find(({ id }) => id === typed['ground'])
  if (!ground) mistakes['ground'] = 'Choose a ground that your office has for whom you told.'
  const consent = chosen(CONSENTS, typed['consent'])
  if (!consent) mistakes['consent'] = 'Choose whether the person was asked.'
  if (ground?.id === 'consent' && consent && consent !== 'given')
    mistakes['ground'] = 'Consent is a ground only where the person agreed. Choose another ground.'
  const toldPerson = chosen(TOLD, typed['toldPerson'])
  if (!toldPerson) mistakes['toldPerson'] = 'Choose whether the person knows.'
  for (const [name, sentence] of Object.entries(NEEDED)) if (!typed[name]) mistakes[name] = sentence
  for (const [name, value] of Object.entries(typed))
    if (value.length > LONGEST) mistakes[name] = `Shorten this to ${LONGEST} characters.`
  if (!to || !channel || !ground || !consent || !toldPerson || Object.keys(mistakes).length > 0)
    return { ok: false, mistakes }
  const said = (name: string): string => typed[name] ?? ''
  return {
    ok: true,
    read: {
      to,
      items: told,
      person: said('person'),
      from: said('from'),
      need: said('need'),
      referral: {
        contact: said('contact'),
        channel,
        heldBack: said('heldBack'),
        ground: ground.id,
        consent,
        consentWhy: said('consentWhy'),
        toldPerson,
        toldPersonWhy: said('toldPersonWhy'),
      },
    },
  }
}

const chosen = <T extends string>(
  choices: readonly (readonly [T, string])[],
  word: string | undefined,
): T | undefined => choices.find(([value]) => value === word)?.[0]

function toldItems(items: readonly TellableItem[], typed: Record<string, string>): SheetItem[] {
  const ticked = items.filter(({ id }) => typed[`item-${id}`] === 'yes')
  const more = typed['more'] ? [{ what: 'Also told', words: typed['more'] }] : []
  return [...ticked.map(({ what, words }) => ({ what, words })), ...more]
}
