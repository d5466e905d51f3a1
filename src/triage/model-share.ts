/**
 * A share with its count and the bound that it proves. Counts come first because a share of
 * a dozen letters looks like knowledge and is not.
 */
export type Share = {
  hits: number
  of: number
  /** `undefined` where there was nothing to count. */
  share: number | undefined
  /** One-sided 95 % Clopper-Pearson bounds: the true share is at least, or at most, this. */
  atLeast: number
  atMost: number
}

const DOUBT = 0.05

/** The share of `hits` in `of`. Exact binomial bounds, because they hold for small counts too. */
export function shareOf(hits: number, of: number): Share {
  return {
    hits,
    of,
    share: of === 0 ? undefined : hits / of,
    atLeast: hits === 0 ? 0 : whereItReaches(DOUBT, (p) => 1 - chanceOfAtMost(hits - 1, of, p)),
    atMost: hits === of ? 1 : whereItReaches(1 - DOUBT, (p) => 1 - chanceOfAtMost(hits, of, p)),
  }
}

/** The two-sided 95 % interval (Clopper-Pearson) of a share, for figures that are read rather than claimed. */
export function intervalOf({ hits, of }: Pick<Share, 'hits' | 'of'>): [low: number, high: number] {
  const low = hits === 0 ? 0 : whereItReaches(DOUBT / 2, (p) => 1 - chanceOfAtMost(hits - 1, of, p))
  const high = hits === of ? 1 : whereItReaches(1 - DOUBT / 2, (p) => 1 - chanceOfAtMost(hits, of, p))
  return [low, high]
}

/** The probability at which a chance that rises with it reaches the target, by halving. */
function whereItReaches(target: number, chance: (p: number) => number): number {
  let [low, high] = [0, 1]
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2
    if (chance(middle) < target) low = middle
    else high = middle
  }
  return low
}

/** P(X <= most) for a binomial of `of` trials, summed in logarithms so that it holds for thousands. */
function chanceOfAtMost(most: number, of: number, p: number): number {
  let term = of * Math.log1p(-p)
  let sum = Math.exp(term)
  for (let n = 1; n <= most; n++) {
    term += Math.log((of - n + 1) / n) + Math.log(p) - Math.log1p(-p)
    sum += Math.exp(term)
  }
  return Math.min(1, sum)
}
