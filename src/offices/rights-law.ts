/** The law behind decisions about people's rights over our records, as data. Pure. */
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import { type RuleFiles, readRuleFile } from '../rule-files.ts'

const RIGHTS = ['access', 'rectification', 'erasure', 'restriction', 'objection', 'portability'] as const

const Id = z.string().regex(/^[a-z-]+$/)
const Decision = z.strictObject({
  id: Id,
  right: z.enum(RIGHTS),
  outcome: z.enum(['allowed', 'refused']),
  /** As the person who decides would say it. */
  says: z.string().min(15),
  law: z.string().min(5),
})
const Exemption = z.strictObject({ id: Id, says: z.string().min(15), law: z.string().min(5) })

export type RightsDecision = z.output<typeof Decision>
export type Exemption = z.output<typeof Exemption>
export type RightsLaw = { decisions: readonly RightsDecision[]; exemptions: readonly Exemption[] }

const PATH = 'rules/rights/laws.yaml'

/** Reads it; throws BadRules where an id is there twice or a right cannot be both allowed and refused. */
export function readRightsLaw(files: RuleFiles): RightsLaw {
  const text = files[PATH]
  if (text === undefined) throw new BadRules(`${PATH} is not there`)
  const shape = z.strictObject({ decisions: z.array(Decision).min(1), exemptions: z.array(Exemption).min(1) })
  const law = readRuleFile(PATH, text, shape)
  const ids = [...law.decisions, ...law.exemptions].map(({ id }) => id)
  const twice = ids.find((id, at) => ids.indexOf(id) < at)
  if (twice) throw new BadRules(`${PATH}: “${twice}” is there twice`)
  for (const right of RIGHTS)
    for (const outcome of ['allowed', 'refused'] as const)
      if (!law.decisions.some((one) => one.right === right && one.outcome === outcome))
        throw new BadRules(`${PATH}: ${right} has nothing by which it is ${outcome}`)
  return law
}
