import { londonDay } from '../clocks/days.ts'
import { type Config, readConfig } from '../config.ts'
import { readOffices } from '../offices/read-offices.ts'
import { type DpiaFacts, dpiaText } from '../papers/dpia-text.ts'
import { readRules } from '../triage/read-rules.ts'
import { localRules, readWords } from './local-rules.ts'

/** Prints the assessment of one office as Markdown; asks no database. */
export async function dpiaVerb(words: string[]): Promise<number> {
  const read = readWords(words, {})
  if (!read) return 2
  const files = localRules()
  const offices = readOffices(files)
  const [id, ...more] = read.positionals
  const office = id === undefined ? undefined : offices.get(id)
  if (!office || more.length > 0) {
    process.stderr.write(`Name one office: ${offices.all.map((one) => one.id).join(', ')}.\n`)
    return 2
  }
  const { routes, risk, knownMisses, version } = readRules(files)
  const rules = { version, routes: routes.length, risk: risk.length, knownMisses: knownMisses.length }
  const settings = settingsOf(readConfig(process.env))
  process.stdout.write(dpiaText({ office, rules, settings, madeOn: londonDay(new Date()) }))
  return 0
}

/** Names and hosts, and no secret. */
const settingsOf = ({ mode, mailboxes, smtpUrl, notify, webhooks, oidc }: Config): DpiaFacts['settings'] => ({
  mode,
  mailboxes: mailboxes.map(({ address }) => address.toLowerCase()),
  outgoingHost: smtpUrl && new URL(smtpUrl).hostname,
  providers: [
    ...(oidc ? [`sign-in by ${new URL(oidc.issuer).hostname}`] : []),
    ...(notify ? ['GOV.UK Notify'] : []),
    ...Object.keys(webhooks).map((name) => `webhook “${name}”`),
  ],
})
