/**
 * What to do, for somebody who was woken: the shortest list that is still safe, with the steps
 * of this kind of danger first. "Sent" is not "safe": under Right Care, Right Person the police
 * may decline, so each step asks for an answer and says where to go next. Pure.
 */
import type { RiskCategory } from '../triage/risk.ts'

export type Step = { id: string; strong: string; rest: string }

const BOMB: readonly Step[] = [
  {
    id: 'bomb',
    strong: 'A bomb threat: call 999 now.',
    rest: 'Do not answer, forward, move or delete the message. The decision to leave the building is the building’s own: do not wait for us.',
  },
  {
    id: 'bomb-building',
    strong: 'Call the security of the building that is named.',
    rest: 'The source of the message, with all headers, is on the case page for the police. IT keeps the web logs of the last 7 days and the next 48 hours.',
  },
]

const FORD: readonly Step[] = [
  {
    id: 'operation-ford',
    strong: 'A threat to somebody in elected office: say “Operation Ford” to the police.',
    rest: 'Whoever is threatened does not handle this themselves: keep their account from the case, on the case page.',
  },
]

const CHILD: readonly Step[] = [
  {
    id: 'children',
    strong: 'A child may be at risk: tell the children’s services of the council too.',
    rest: 'Out of hours their emergency duty team answers. Consent is not needed.',
  },
]

const ADULT: readonly Step[] = [
  {
    id: 'adults',
    strong: 'An adult who needs care may be at risk: tell adult social care too.',
    rest: 'Their emergency duty team answers out of hours.',
  },
]

const HIDDEN: readonly Step[] = [
  {
    id: 'safe-contact',
    strong: 'Do not write, ring or text back before you know that it is safe.',
    rest: 'Whoever harms them may read their mail or hold their telephone. Ask the police to make contact.',
  },
]

const MEDICAL: readonly Step[] = [
  { id: 'ambulance', strong: 'Somebody may be hurt or ill: 999, and ask for an ambulance first.', rest: '' },
]

const FIXATED: readonly Step[] = [
  {
    id: 'fixated',
    strong: 'Letters that circle round one person: tell the force’s contact for fixated threats.',
    rest: 'Look at the earlier letters of this writer together. The last one may be the mildest.',
  },
]

const OWN_STEPS: Partial<Record<RiskCategory, readonly Step[]>> = {
  'terrorism-explosives': BOMB,
  'threat-to-official': FORD,
  'child-at-risk': CHILD,
  'adult-at-risk': ADULT,
  'domestic-abuse': HIDDEN,
  'stalking-harassment': HIDDEN,
  'honour-based-abuse': HIDDEN,
  'sexual-offence': HIDDEN,
  exploitation: HIDDEN,
  'suicide-self-harm': MEDICAL,
  'medical-emergency': MEDICAL,
  'fixated-contact': FIXATED,
}

/** The steps of these kinds of danger, then those that always hold; the force is the office's own. */
export function dutySteps(categories: readonly RiskCategory[], force: string): Step[] {
  const own = categories.flatMap((category) => OWN_STEPS[category] ?? [])
  const once = [...new Map(own.map((step) => [step.id, step])).values()]
  const isBomb = categories.includes('terrorism-explosives')
  return [
    ...(isBomb ? once.filter(({ id }) => id.startsWith('bomb')) : []),
    ...usual(force),
    ...once.filter(({ id }) => !id.startsWith('bomb')),
  ]
}

const usual = (force: string): Step[] => [
  {
    id: '999',
    strong: 'Danger now, or soon? Call 999.',
    rest: `Never send an email to ${force} in an emergency.`,
  },
  {
    id: 'elsewhere',
    strong: 'They are somewhere else?',
    rest: 'Still call 999, and ask to be put through to the control room of the force where they are.',
  },
  { id: '101', strong: 'No danger now, but the police need to know? Call 101.', rest: '' },
  {
    id: 'accepted',
    strong: 'Ask whether they accept it,',
    rest: 'and write down their reference. If they decline: an ambulance on 999, NHS 111 option 2, or the council’s adult or children’s services.',
  },
  {
    id: 'no-warning',
    strong: 'Do not warn a person who is threatened yourself.',
    rest: 'Leave that to the police.',
  },
]
