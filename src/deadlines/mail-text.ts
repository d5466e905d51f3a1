/** The words of mails about deadlines: references, kinds and days, and not a word about a person. */
import { ruleNamed } from '../clocks/clock-rules.ts'
import { type IsoDate, sayDay } from '../clocks/days.ts'
import type { Standing } from '../clocks/standing.ts'
import type { ChasedParty } from '../db/schema.ts'
import { HOLD_WORDS } from '../retention/why-not.ts'
import type { Owed, OwedClock } from './find-owed.ts'

export type MailText = { subject: string; text: string }

const PARTIES: Record<ChasedParty, string> = { force: 'the force', iopc: 'the IOPC', other: 'somebody else' }

/** More lines than this are counted and not listed: a mail is no list of work. */
const MOST_LINES = 40

/** The digest of the morning for one post. */
export function digestText(
  owed: Owed,
  about: { officeName: string; today: IsoDate; address: string; link: (path: string) => string },
): MailText {
  const of = (standing: Standing) => owed.clocks.filter((one) => one.standing === standing)
  const asDeputy = owed.clocks.filter(({ owner }) => owner.primary.email !== about.address)
  const late = of('late').filter((one) => !asDeputy.includes(one))
  const counts = [
    [late.length, 'late'],
    [asDeputy.length, 'brought before you'],
    [of('due-today').length, 'due today'],
    [of('due-soon').length, 'due soon'],
    [owed.chases.length, 'to chase'],
    [owed.moved.length, 'moved'],
    [owed.holds.length, owed.holds.length === 1 ? 'hold to look at again' : 'holds to look at again'],
  ] as const
  const said = counts.filter(([count]) => count > 0).map(([count, name]) => `${count} ${name}`)
  return {
    subject: `Deadlines at ${about.officeName}: ${said.join(', ')}`,
    text: [
      `${sayDay(about.today)}`,
      '',
      ...part('Late', late.map(sayClock)),
      ...part('Late and brought before you as the deputy', asDeputy.map(sayClock)),
      ...part('Due today', of('due-today').map(sayClock)),
      ...part('Due soon', of('due-soon').map(sayClock)),
      ...part(
        'No answer from outside yet: chase them',
        owed.chases.map(
          ({ reference, toWhom, chaseOn, isLastRung }) =>
            `${reference}: ${PARTIES[toWhom]}, since ${sayDay(chaseOn)}${isLastRung ? '. All reminders are used: speak to them' : ''}`,
        ),
      ),
      ...part(
        'Moved, because the bank holidays have changed: look at the case',
        owed.moved.map(({ reference }) => reference),
      ),
      ...part(
        'Held, and to be looked at again: lift it, or hold it anew with another day',
        owed.holds.map(
          ({ reference, kind, reviewOn }) =>
            `${reference}: held ${HOLD_WORDS[kind] ?? kind}, since ${sayDay(reviewOn)}`,
        ),
      ),
      `All of them: ${about.link('/deadlines')}`,
      '',
      'This mail comes once on a working day, where there is something to say.',
      '',
    ].join('\n'),
  }
}

const sayClock = ({ reference, kind, dueOn }: OwedClock): string =>
  `${reference}: ${nameOf(kind)}${dueOn ? `, due ${sayDay(dueOn)}` : ''}`

const nameOf = (kind: string): string => ruleNamed(kind)?.name ?? kind

function part(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const more = lines.length - MOST_LINES
  return [
    title,
    ...lines.slice(0, MOST_LINES).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
  ]
}

/** A reminder after so many hours of a duty that is counted in hours. */
export function hourAlarmText(about: {
  officeName: string
  reference: string
  kind: string
  hours: number
  dueText: string
  link: string
}): MailText {
  const name = nameOf(about.kind)
  const rule = ruleNamed(about.kind)
  return {
    subject: `${about.reference}: ${name}, ${about.hours} hours have gone`,
    text: [
      `${name}: ${about.hours} hours have gone, and it is not done.`,
      about.dueText,
      '',
      ...(rule ? [rule.owed, ''] : []),
      'When it is done, write that down on the case, so that no further reminder comes:',
      about.link,
      '',
    ].join('\n'),
  }
}
