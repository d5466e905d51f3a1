/**
 * A data protection impact assessment (UK GDPR Art 35), filled as far as the configuration of the
 * office and the code can fill it. What only people can say is asked for in brackets.
 */
import { CHANNELS } from '../offices/duty.ts'
import { dutyPosts } from '../offices/duty-rung.ts'
import type { OfficeProfile, RetentionRow } from '../offices/profile.ts'
import { may, ROLES, roleName } from '../web/roles.ts'
import { DATA_MAP } from './data-map.ts'

export type DpiaFacts = {
  office: OfficeProfile
  /** Version of the rules, and how many there are of each kind. */
  rules: { version: string; routes: number; risk: number; knownMisses: number }
  /** What this installation is set to, where it says so. */
  settings: { mode: string; mailboxes: string[]; outgoingHost: string | undefined; providers: string[] }
  madeOn: string
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

const months = ({ keepMonths, trigger }: RetentionRow): string =>
  keepMonths === 'not-set' ? 'not set: never disposed of' : `${keepMonths} months from ${trigger}`

export function dpiaText(facts: DpiaFacts): string {
  const { office } = facts
  return [
    `# Data protection impact assessment: Waypost at ${office.name}`,
    `Filled from the running configuration on ${facts.madeOn}: profile \`rules/offices/${office.id}.yaml\`, rules ${facts.rules.version}, and the tables of this release. What stands in [brackets] only the office can say. Nothing in this paper has been agreed to by anybody until it is signed at the end.`,
    '## 1. Why an assessment',
    'Correspondence with a police-oversight office holds special category data (health, belief, sex life), data on crime, and data of people at risk, at scale, and a machine proposes what each letter is about and whether somebody may be in danger (Art 35(3)(b)).',
    '## 2. The processing',
    processing(facts),
    '## 3. Whose data, and what',
    whose(),
    '## 4. Lawful basis',
    `Article 6: ${office.lawfulBasis.default}.${office.lawfulBasis.note ? ` ${office.lawfulBasis.note}` : ''} Source: ${office.lawfulBasis.source.join(', ')}.`,
    '[Article 9 and Article 10 conditions, with the Schedule 1 paragraph of the Data Protection Act 2018 and the appropriate policy document.]',
    `Privacy notice: ${office.notice.title}, version ${office.notice.version}, ${office.notice.url}. ${office.notice.lacks.length > 0 ? `It does not say: ${office.notice.lacks.join(', ')}; the acknowledgement adds it.` : 'Nothing of Art 13 is noted as missing in it.'}`,
    '## 5. Who receives data',
    table(
      ['Receiver', 'Purpose', 'Routes', 'Rule', 'Source'],
      office.sharing.map(({ recipient, purpose, routes, rule, source }) => [
        recipient,
        purpose,
        routes === 'all' ? 'all' : routes.join(', '),
        rule,
        source.join(', '),
      ]),
    ),
    `Processors, as this installation is set: ${[...facts.settings.providers, `outgoing mail through ${facts.settings.outgoingHost ?? 'a folder on this machine'}`].join('; ')}. [Contracts under Art 28, and where each processes.]`,
    '## 6. How long',
    table(
      ['Schedule', 'Routes', 'Kept', 'Source'],
      office.retention.map((row) => [
        row.schedule,
        row.routes.join(', '),
        months(row),
        row.source.join(', '),
      ]),
    ),
    `Disposal takes two people and ${office.records.graceDays} days of grace, and leaves a signed certificate. Which columns go and which stay is in docs/data-map.md. [How long backups are kept: they hold what was disposed of until they end.]`,
    '## 7. Automated proposals',
    `${facts.rules.routes} rules of routes and ${facts.rules.risk} of risk propose with reasons, beside a linear model; ${facts.rules.knownMisses} kinds of letters are known to be missed. No decision about a person is made by the machine (Art 22 does not apply): route, referral, refusal, closing and disposal each need a named person. By itself the service pages the office's own duty staff, starts deadlines, and sends the neutral acknowledgement, but holds it for: ${office.holdAcknowledgement.join(', ') || 'nothing'}. Letters as examples for a model: ${office.learning.letters}. Figures: docs/algorithmic-transparency.md.`,
    '## 8. Who sees what',
    table(
      ['Role', 'Reads cases', 'Answers alerts', 'Takes copies out', 'Disposes'],
      ROLES.map((role) => [
        roleName(role),
        yes(may(role, 'view')),
        yes(may(role, 'answer-alert')),
        yes(may(role, 'export')),
        yes(may(role, 'propose-disposal')),
      ]),
    ),
    'Opening a case is written into a history that cannot be changed without that being seen.',
    '## 9. Risks, and what is done about them',
    RISKS,
    '## 10. Rights',
    `Requests go to ${office.dataProtection.email}. Clocks for them start with the letter; what is held about a person is found by their address and by search. [How people were consulted (Art 35(9)), or why not.]`,
    '## 11. Outcome',
    '[Residual risk; whether the ICO has to be consulted (Art 36); advice of the data protection officer; name, post, date; date of the next review.]',
    '',
  ].join('\n\n')
}

const yes = (is: boolean): string => (is ? 'yes' : 'no')

function processing({ office, settings }: DpiaFacts): string {
  const mailboxes = office.mailboxes.map(({ address, purpose }) => [
    address,
    purpose,
    settings.mailboxes.includes(address) ? 'polled' : 'not polled by this installation',
  ])
  const posts = [...new Set(dutyPosts(office.duty).map(({ post }) => post))]
  return [
    table(['Mailbox', 'What for', 'Now'], mailboxes),
    `Letters are kept as they came, read, and judged on the office's own machine; mode of this installation: ${settings.mode}. Where somebody may be in danger, whoever is on duty is told${posts.length > 0 ? ` (beside the rota: ${posts.join(', ')})` : ''} by ${CHANNELS.join(', ')} as the ladder says; a page holds the reference, level, kind and link, and no name or word of the letter.`,
  ].join('\n\n')
}

function whose(): string {
  const named = Object.entries(DATA_MAP).filter(([, { personal }]) => personal.length > 0)
  const of = (words: RegExp) => named.filter(([, one]) => words.test(one.whose)).map(([name]) => name)
  return table(
    ['Whose', 'Tables'],
    [
      [
        'Writers, and people they write about (children and adults at risk among them)',
        of(/writers/).join(', '),
      ],
      ['Staff, and people on the duty rota', of(/^staff|^duty/).join(', ')],
    ],
  )
}

const RISKS = table(
  ['Risk to people', 'What is done', 'Where'],
  [
    [
      'A letter that tells of danger is not seen',
      'rules and a model, an alert that climbs until a person answers, every letter read by a person',
      'docs/faults.md',
    ],
    [
      'An answer reaches whoever abuses the writer',
      'held where danger or a wish for silence is found; safe contact noted by a person',
      'docs/acknowledgements.md',
    ],
    [
      'Another office, or a colleague it is about, reads it',
      'row-level security; kept from; sealed cases',
      'docs/threat-model.md',
    ],
    [
      'More is told to others than is needed',
      'matrix of sharing, word-for-word record, what was held back',
      'docs/decisions/0023-special-handling.md',
    ],
    [
      'It is kept too long, or removed too early',
      'schedule of the profile, two people, holds in the database',
      'docs/decisions/0036-backups-and-upgrades.md',
    ],
    [
      'The machine is believed',
      'reasons are shown, “no rule matched” in these words, what is known to be missed',
      'docs/algorithmic-transparency.md',
    ],
  ],
)
