import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import { ROOT } from '../root.ts'
import type { Judgement } from '../triage/compare-judgements.ts'
import { RISK_LEVELS } from '../triage/risk.ts'
import { ROUTES } from '../triage/route.ts'

const ReleaseFile = z.strictObject({
  rules: z.string(),
  judged: z.record(z.string(), z.strictObject({ level: z.enum(RISK_LEVELS), route: z.enum(ROUTES) })),
})

/** What a release said of letters, by their ids; no word of them. */
export type Release = z.output<typeof ReleaseFile>

const COMMITTED = path.join(ROOT, 'rules', 'examples', 'held-out', 'last-release.json')

/** The judgements to compare with: of the file that was named, or those committed at the last release, or none. */
export function lastRelease(named: string | undefined): Release | undefined {
  const file = named ?? COMMITTED
  if (named === undefined && !existsSync(file)) return undefined
  const checked = ReleaseFile.safeParse(jsonOf(file))
  if (checked.success) return checked.data
  throw new BadRules(`${file}: this is no file that \`evaluate --save\` wrote`)
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new BadRules(`${file}: this cannot be read as JSON`)
  }
}

/** The file of a release, one letter a line so that a change of a judgement is a change of a line. */
export function releaseText(rules: string, judged: Readonly<Record<string, Judgement>>): string {
  const lines = Object.entries(judged).map(([id, one]) => `    ${JSON.stringify(id)}: ${JSON.stringify(one)}`)
  return `{\n  "rules": ${JSON.stringify(rules)},\n  "judged": {\n${lines.join(',\n')}\n  }\n}\n`
}
