/** Whom duty staff tell of a person at risk, and how one reaches them. */
import type { Ground, Receiver } from '../offices/grounds.ts'

export type ReferralTo = {
  id: string
  /** How a screen and a sheet name it; `{force}` is the office's own force. */
  name: string
  receiver: Receiver
  /** What to do or say there, for somebody who does this once a year. */
  hint: string
  outcome: 'police-told' | 'other-service-told'
}

/** In the order in which they are thought of in the night. */
export const RECEIVERS: readonly ReferralTo[] = [
  {
    id: 'police-999',
    name: '{force}, on 999',
    receiver: 'force',
    hint: 'Danger to life, a crime going on, or the offender near. Somebody elsewhere: ask for the control room of the force where they are.',
    outcome: 'police-told',
  },
  {
    id: 'police-101',
    name: '{force}, on 101',
    receiver: 'force',
    hint: 'The police need to know, and nobody is in danger now.',
    outcome: 'police-told',
  },
  {
    id: 'other-force',
    name: 'The control room of another force',
    receiver: 'force',
    hint: 'Call 999 and ask to be put through to it.',
    outcome: 'police-told',
  },
  {
    id: 'operation-ford',
    name: 'The police, as an Operation Ford incident',
    receiver: 'force',
    hint: 'A threat to somebody in elected office: 999 or 101, and say “Operation Ford”.',
    outcome: 'police-told',
  },
  {
    id: 'ambulance',
    name: 'The ambulance service, on 999',
    receiver: 'other',
    hint: 'Somebody is hurt, has taken something, or is about to harm themselves and the police declined.',
    outcome: 'other-service-told',
  },
  {
    id: 'nhs-111',
    name: 'NHS 111, option 2 (mental health crisis)',
    receiver: 'other',
    hint: 'A crisis without danger this minute.',
    outcome: 'other-service-told',
  },
  {
    id: 'children',
    name: 'Children’s services of the council',
    receiver: 'council',
    hint: 'The out-of-hours number is on the council’s web site.',
    outcome: 'other-service-told',
  },
  {
    id: 'adults',
    name: 'Adult social care of the council',
    receiver: 'council',
    hint: 'An adult with needs for care who cannot protect themselves.',
    outcome: 'other-service-told',
  },
  {
    id: 'building-security',
    name: 'Security of the building',
    receiver: 'other',
    hint: 'A bomb threat or somebody on the way here. The police are told first.',
    outcome: 'other-service-told',
  },
  {
    id: 'iopc',
    name: 'The Independent Office for Police Conduct',
    receiver: 'iopc',
    hint: 'A matter that must be referred.',
    outcome: 'other-service-told',
  },
]

export const receiverOf = (id: string | undefined): ReferralTo | undefined =>
  RECEIVERS.find((one) => one.id === id)

/** The name with the office's own force in it. */
export const sayReceiver = ({ name }: ReferralTo, force: string): string => name.replace('{force}', force)

/** The kinds of receivers, as a sentence names them. */
const KINDS: readonly [receiver: Receiver, says: string][] = [
  ['force', 'the police'],
  ['council', 'the council'],
  ['other', 'the ambulance service, the NHS or security of the building'],
  ['iopc', 'the Independent Office for Police Conduct'],
]

/** A ground that the office has for somebody; `onlyFor` says whom, where it does not have it for all. */
export type OfferedGround = { ground: Ground; onlyFor: string[] | undefined }

/**
 * Every ground that the office has for anybody on the list, with whom it is for: the form asks
 * whom and why at once, and a ground that is refused only afterwards is filled in twice.
 */
export function offeredGrounds(
  groundsOf: (to: Pick<ReferralTo, 'receiver'>) => readonly Ground[],
): OfferedGround[] {
  const has = KINDS.map(([receiver, says]) => ({ says, grounds: groundsOf({ receiver }) }))
  const all = new Set(has.flatMap(({ grounds }) => grounds))
  return [...all].map((ground) => {
    const whom = has.filter(({ grounds }) => grounds.includes(ground)).map(({ says }) => says)
    return { ground, onlyFor: whom.length === KINDS.length ? undefined : whom }
  })
}
