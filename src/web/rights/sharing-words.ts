/** Sharing in words: receivers, purposes, ways and grounds. */
import type { SaidBy } from '../../db/schema.ts'
import type { Ground, Receiver } from '../../offices/grounds.ts'
import type { SharePurpose } from '../../offices/may-share.ts'
import type { OfficeProfile } from '../../offices/profile.ts'
import { receiverOf, sayReceiver } from '../../referrals/receivers.ts'

export const receivers = (office: OfficeProfile): readonly (readonly [Receiver, string])[] => [
  ['force', office.force.name],
  ['iopc', 'The Independent Office for Police Conduct'],
  ['gla', 'The Greater London Authority'],
  ['panel', 'The police and crime panel'],
  ['council', 'A council'],
  ['other', 'Somebody else'],
]

/** Of a disclosure by its kind, of a referral by its id. */
export const receiverName = (office: OfficeProfile, receiver: string): string => {
  const known = receivers(office).find(([one]) => one === receiver)?.[1]
  const referred = receiverOf(receiver)
  return known ?? (referred ? sayReceiver(referred, office.force.name) : receiver)
}

export const PURPOSES: readonly (readonly [SharePurpose, string])[] = [
  ['answer', 'So that the writer can be answered'],
  ['consult', 'To ask that body about a request for information'],
  ['transfer', 'To pass a request for information on to that body'],
  ['investigate', 'So that it can be investigated'],
  ['referral', 'Because a law says that it goes there'],
  ['audit', 'For audit or against fraud'],
  ['safety', 'Because somebody may be in danger'],
]

export const purposeName = (purpose: string): string =>
  PURPOSES.find(([one]) => one === purpose)?.[1] ?? purpose

export const WAYS: readonly (readonly [SaidBy, string])[] = [
  ['email', 'By email'],
  ['letter', 'By letter'],
  ['phone', 'By telephone'],
  ['in-person', 'In person'],
  ['web-form', 'By our web form'],
  ['online', 'By their online form'],
]

export const wayName = (way: string): string => WAYS.find(([one]) => one === way)?.[1] ?? way

export const groundName = (grounds: readonly Ground[], id: string): string => {
  const ground = grounds.find((one) => one.id === id)
  return ground ? `${ground.says} (${ground.law.join('; ')})` : id
}
