import type { Duty, Ladder, LadderStep } from './duty.ts'
import type { OfficeProfile } from './profile.ts'

/** Somebody who is on call, as the rota knows them. */
export type OnCallPerson = {
  personId: string
  name: string
  post: string
  email?: string | undefined
  phone?: string | undefined
}

export type AlertLevel = 'immediate' | 'serious'

/** One rung: a step, or one of its repeats, and how long we wait for its answer. */
export type Rung = LadderStep & { isLast: boolean }

/** The steps with their repeats, as they are told one after the other. */
export const rungsOf = (ladder: Ladder): readonly LadderStep[] =>
  ladder.steps.flatMap((step) => Array.from({ length: step.repeats + 1 }, () => step))

/**
 * The rung for the n-th page, counted from 0. After the last rung the ladder starts
 * again: an alert never falls silent because its list came to an end.
 */
export function rungFor(duty: Duty, level: AlertLevel, step: number): Rung {
  const ladder = duty[level]
  const rungs = rungsOf(ladder)
  const rung = rungs[step % rungs.length]
  if (!rung) throw new Error('A duty ladder has no rungs; the profile check lets none through')
  const isLast = step % rungs.length === rungs.length - 1
  return {
    ...rung,
    isLast,
    waitMinutes: isLast ? Math.max(rung.waitMinutes, ladder.repeatMinutes) : rung.waitMinutes,
  }
}

/** The longest that an alert of this office may wait for its next page while nobody has answered it. */
export const longestWaitMinutes = ({ immediate, serious }: Duty): number =>
  Math.max(
    serious.afterMinutes,
    ...[immediate, serious].flatMap(({ steps, repeatMinutes }) => [
      repeatMinutes,
      ...steps.map(({ waitMinutes }) => waitMinutes),
    ]),
  )

/** The first step of the round that begins at this step or after it. */
export function roundFrom(duty: Duty, level: AlertLevel, step: number): number {
  const { length } = rungsOf(duty[level])
  return Math.ceil(step / length) * length
}

/** What a step is called on a screen: `Primary duty officer`, `Head of office`, `teams`. */
export const sayRung = ({ who }: Pick<LadderStep, 'who'>): string =>
  who
    .map(({ rota, post, webhook }) =>
      rota ? `${rota === 'primary' ? 'Primary' : 'Secondary'} duty officer` : (post ?? webhook ?? ''),
    )
    .join(' and ')

/** Whom to ring where nobody is on duty. */
export const fallbackOf = ({ duty }: Pick<OfficeProfile, 'duty'>): Duty['fallback'] => duty.fallback

/** A post that is told whatever the rota says. */
export type DutyPost = { post: string; email?: string | undefined; phone?: string | undefined }

/** Every fixed post of the ladders, the fallback among them. */
export const dutyPosts = (duty: Duty): DutyPost[] => [
  ...[...duty.immediate.steps, ...duty.serious.steps].flatMap((step) =>
    step.who.flatMap(({ post, email, phone }) => (post === undefined ? [] : [{ post, email, phone }])),
  ),
  duty.fallback,
]

/** The layers of the duty rota that the ladders tell. */
export const layersOf = ({ immediate, serious }: Duty): ('primary' | 'secondary')[] => [
  ...new Set(
    [...immediate.steps, ...serious.steps].flatMap(({ who }) => who.flatMap(({ rota }) => rota ?? [])),
  ),
]

/** The names of the webhooks that the ladders tell. */
export const webhooksOf = ({ immediate, serious }: Duty): string[] =>
  [...immediate.steps, ...serious.steps].flatMap(({ who }) => who.flatMap(({ webhook }) => webhook ?? []))
