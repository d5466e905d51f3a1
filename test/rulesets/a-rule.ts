/** A risk rule on words that no rule of the files finds. */
export const aRiskRule = (
  fields: { id?: string; pattern?: string; matches?: string; level?: string } = {},
) => {
  const { id = 'risk/test/lighthouse', pattern = 'lighthouse keeper', level = 'serious' } = fields
  return `- id: ${id}
  because: The writer speaks of the lighthouse keeper.
  owner: casework lead
  source: [taxonomy 2]
  category: adult-at-risk
  level: ${level}
  tier: alert
  any-of:
    - "${pattern}"
  matches:
    - ${fields.matches ?? 'I met the lighthouse keeper.'}
  does-not-match:
    - The rock was empty.`
}

/** A route rule that matches every letter that has one of the commonest words. */
export const aRouteRule = (
  fields: { pattern?: string; route?: string; weight?: number } = {},
) => `- id: route/test/everything
  because: It has a word that every letter has.
  owner: casework lead
  source: [taxonomy 1]
  route: ${fields.route ?? 'volunteering'}
  weight: ${fields.weight ?? 30}
  any-of:
    - "${fields.pattern ?? 'the'}"
  matches:
    - This is the one.
  does-not-match:
    - Nothing here.`
