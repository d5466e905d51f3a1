import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { NOTHING_KNOWN, planAcknowledgement } from '../acknowledgements/plan.ts'
import { type Calendars, readCalendars } from '../clocks/calendars.ts'
import { clocksFor } from '../clocks/clock.ts'
import { judgeApart } from '../intake/judge-apart.ts'
import type { Message } from '../message/message.ts'
import { mailboxesOf } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { type Offices, readOffices } from '../offices/read-offices.ts'
import { retentionFor } from '../retention/schedule.ts'
import type { JudgeMail } from '../triage/judge-mail.ts'
import { localRules, readWords } from './local-rules.ts'

const OPTIONS = {
  office: { type: 'string' },
  mailbox: { type: 'string', multiple: true },
  'authserv-id': { type: 'string', multiple: true },
} as const

type Asked = {
  offices: Offices
  judge: JudgeMail
  calendars: Calendars
  officeId?: string | undefined
  mailboxes: string[]
  authservIds: string[]
}

/** Judges files as the service would judge mail, without a database; the contents of a mail never fail it. */
export async function assess(words: string[]): Promise<number> {
  const read = readWords(words, OPTIONS)
  if (!read) return 2
  if (read.positionals.length === 0) {
    process.stderr.write('Name at least one .eml file or folder.\n')
    return 2
  }
  const files = localRules()
  const offices = readOffices(files)
  const officeId = read.values.office
  if (officeId !== undefined && !offices.get(officeId)) {
    process.stderr.write(`There is no office "${officeId}": ${offices.all.map(({ id }) => id).join(', ')}.\n`)
    return 2
  }
  const apart = judgeApart(files, 1)
  const asked: Asked = {
    offices,
    judge: apart.judge,
    calendars: readCalendars(files),
    officeId,
    mailboxes: read.values.mailbox ?? [],
    authservIds: read.values['authserv-id'] ?? [],
  }
  await apart.ready()
  for (const file of read.positionals.flatMap(emlFiles)) {
    process.stdout.write(`${JSON.stringify(await assessFile(asked, file))}\n`)
  }
  await apart.close()
  return 0
}

/** A file as it is named; a folder as every .eml below it, in order. */
function emlFiles(named: string): string[] {
  if (!statSync(named).isDirectory()) return [named]
  return readdirSync(named, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.toLowerCase().endsWith('.eml'))
    .sort()
    .map((name) => path.join(named, name))
}

async function assessFile(asked: Asked, file: string) {
  const started = performance.now()
  const delivered = { source: readFileSync(file), envelopeFrom: null, cutShort: false }
  const { message, triage } = await asked.judge(delivered)
  const office = officeFor(asked, message)
  const routes = [triage.route.primary, ...triage.route.others]
  const acknowledgement = planAcknowledgement({
    message,
    office,
    risk: triage.risk,
    ownMailboxes: asked.mailboxes.length > 0 ? asked.mailboxes : mailboxesOf(office),
    authservIds: asked.authservIds.length > 0 ? asked.authservIds : office.authservIds,
    known: NOTHING_KNOWN,
  })
  const retention = retentionFor(office, routes)
  return {
    file,
    office: office.id,
    message: {
      subject: message.subject,
      from: message.from?.address ?? null,
      status: message.status,
      language: triage.language,
    },
    route: triage.route,
    risk: {
      level: triage.risk.level,
      flags: triage.risk.flags.map(({ category, level, evidence, start, end, because }) => ({
        category,
        level,
        evidence,
        start,
        end,
        because,
      })),
    },
    acknowledgement: { decision: acknowledgement.decision, reason: acknowledgement.reason },
    // Without a mailbox the Date header is the only time there is; received mail goes by the mailbox's.
    clocks: clocksFor(routes, message.sentAt ?? new Date(), asked.calendars, office.calendar).map(
      ({ kind, startsOn, dueOn }) => ({ kind, startsOn, dueOn: dueOn ?? null }),
    ),
    retention: {
      schedule: retention.schedule,
      keepMonths: retention.keepMonths === 'not-set' ? null : retention.keepMonths,
      trigger: retention.trigger,
    },
    millis: Math.round((performance.now() - started) * 100) / 100,
  }
}

/** The office that was named, or whose mailbox the message is addressed to, or the first. */
function officeFor({ offices, officeId }: Asked, message: Message): OfficeProfile {
  const addressed = message.addressedTo.map((address) => offices.officeOfAddress(address)).find(Boolean)
  const office = (officeId !== undefined ? offices.get(officeId) : undefined) ?? addressed ?? offices.all[0]
  if (!office) throw new Error('There is no office; the rules are checked for that')
  return office
}
