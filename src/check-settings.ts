/** Whether the settings and the offices of the rules go together; throws BadRules in a sentence where not. */
import type { Config } from './config.ts'
import { BadRules } from './errors.ts'
import { dutyPosts, webhooksOf } from './offices/duty-rung.ts'
import type { Offices } from './offices/read-offices.ts'

/** A setting that names an office which has no profile stops the start: its mail would go nowhere. */
export function checkAgainstOffices(config: Config, offices: Offices): void {
  const named = [
    ...config.mailboxes.map((account) => ['MAILBOXES', account.office] as const),
    ...Object.keys(config.apiKeys).map((office) => ['API_KEYS', office] as const),
  ]
  for (const [setting, id] of named) {
    if (offices.get(id)) continue
    const known = offices.all.map((office) => office.id).join(', ')
    throw new BadRules(
      `The setting ${setting} names an office "${id}" that has no profile; there are ${known}.`,
    )
  }
  const receivers = [
    ...config.mailboxes.map(({ testReceiver }) => ['MAILBOXES', testReceiver] as const),
    ['WATCHDOG_CANARY', config.watchdogCanary?.testReceiver] as const,
  ]
  for (const [setting, receiver] of receivers) checkTestReceiver(setting, receiver, config, offices)
  for (const office of offices.all) {
    const missing = webhooksOf(office.duty).find((name) => !(name in config.webhooks))
    if (missing === undefined) continue
    throw new BadRules(
      `The ladder of ${office.id} tells the webhook "${missing}", which the setting WEBHOOKS does not have: add it there or take it off the ladder.`,
    )
  }
}

/** Test pages to duty staff would teach them that pages mean nothing; to a mailbox of ours they would be letters. */
function checkTestReceiver(
  setting: string,
  receiver: string | undefined,
  config: Config,
  offices: Offices,
): void {
  if (receiver === undefined) return
  const isDuty = offices.all.some(({ duty }) => dutyPosts(duty).some(({ email }) => email === receiver))
  const isOurs =
    offices.officeOfMailbox(receiver) !== undefined ||
    config.mailboxes.some(({ address }) => address.toLowerCase() === receiver)
  if (isDuty || isOurs) {
    const what = isDuty ? 'is on a duty ladder' : 'is a mailbox that letters come to'
    throw new BadRules(`The testReceiver of ${setting} ${what}: give one that only takes test pages.`)
  }
}
