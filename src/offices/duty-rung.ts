import type { OfficeProfile } from './profile.ts'

/** One post of the duty ladder, and how long we wait for its answer. */
export type Rung = { post: string; email: string; waitMinutes: number }

/**
 * The rung for the n-th page, counted from 0. After the last rung the ladder starts
 * again: an alert never falls silent because its list came to an end.
 */
export function rungFor(duty: OfficeProfile['duty'], step: number): Rung {
  const rung = duty.ladder[step % duty.ladder.length]
  if (!rung) throw new Error('A duty ladder has no rungs; the profile check lets none through')
  const last = step % duty.ladder.length === duty.ladder.length - 1
  return { ...rung, waitMinutes: last ? Math.max(rung.waitMinutes, duty.repeatMinutes) : rung.waitMinutes }
}

/** Whom to ring where nobody is on duty: the last post of the ladder. */
export function fallbackOf({ duty }: Pick<OfficeProfile, 'duty'>): { post: string; email: string } {
  const last = duty.ladder.at(-1)
  if (!last) throw new Error('A duty ladder has no rungs; the profile check lets none through')
  return { post: last.post, email: last.email }
}
