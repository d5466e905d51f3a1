import { describe, expect, it } from 'vitest'
import { type KnownOfMessage, NOTHING_KNOWN } from '../../src/acknowledgements/plan.ts'
import { RISK_CATEGORIES } from '../../src/triage/risk.ts'
import { aMessage, type MailParts } from '../message/a-message.ts'
import { theOffice } from '../offices/rules-on-disk.ts'
import { aRisk, planOf, planOfMail } from './a-plan.ts'

const received = (by: string, times: number): string[] =>
  Array.from(
    { length: times },
    (_, i) => `from a${i}.example.net by ${by} with ESMTPS; Tue, 06 Oct 2026 09:15:00 +0100`,
  )

describe('an acknowledgement', () => {
  it("goes to the return path of a person's letter", async () => {
    expect(await planOfMail({})).toEqual({
      decision: 'send',
      reason: 'OK',
      to: 'alma.penhaligon@example.net',
    })
  })

  it('never goes to From or Reply-To', async () => {
    const mail = { returnPath: 'alma+letters@mail.example.net', headers: { 'Reply-To': 'other@example.com' } }
    expect(await planOfMail(mail)).toMatchObject({ decision: 'send', to: 'alma+letters@mail.example.net' })
  })

  it.each<[string, string, MailParts]>([
    ['two From lines', 'MALFORMED', { headers: { from: 'x@example.net' } }],
    [
      'two From lines in another case',
      'MALFORMED',
      { headers: { FROM: 'Alma <alma.penhaligon@example.net>' } },
    ],
    ['two return paths', 'MALFORMED', { headers: { 'RETURN-PATH': '<b@example.net>' } }],
    [
      'two senders in one From',
      'MALFORMED',
      { from: 'a@example.net, b@example.net', returnPath: 'a@example.net' },
    ],
    ['no From', 'MALFORMED', { headers: { From: null } }],
    ['no return path', 'NO_PATH', { returnPath: null }],
    ['the null return path', 'NULL_PATH', { returnPath: '' }],
    [
      'a delivery report',
      'REPORT',
      { headers: { 'Content-Type': 'Multipart/Report; Report-Type=delivery-status; boundary=x' } },
    ],
    [
      'a report whose type is folded',
      'REPORT',
      {
        headers: {
          'Content-Type': 'multipart/report;\r\n report-type=disposition-notification;\r\n boundary=x',
        },
      },
    ],
    ['failed recipients', 'REPORT', { headers: { 'x-failed-recipients': 'a@example.net' } }],
    ['our own mailbox as its sender', 'SELF', { from: 'enquiries@mopac.london.gov.uk' }],
    ['our own mailbox with a tag', 'SELF', { from: 'Enquiries+web@MOPAC.example.org' }],
    ['our own mailbox as its return path', 'SELF', { returnPath: 'foi@mopac.example.org' }],
    [
      'a message id of the form that ours have',
      'SELF',
      { messageId: '<ack.MOPAC-26-000123-4.0123456789abcdef0123@mopac.example.org>' },
    ],
    ['Auto-Submitted: auto-replied', 'AUTO_SUBMITTED', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    [
      'an Auto-Submitted that nobody has heard of',
      'AUTO_SUBMITTED',
      { headers: { 'AUTO-SUBMITTED': 'Auto-Notified; owner=x' } },
    ],
    [
      'a folded Auto-Submitted',
      'AUTO_SUBMITTED',
      { headers: { 'auto-submitted': '\r\n auto-generated (by a timer)' } },
    ],
    [
      'an Auto-Submitted behind a first that says no',
      'AUTO_SUBMITTED',
      { headers: { 'Auto-Submitted': ['no', 'auto-replied'] } },
    ],
    ['X-Auto-Response-Suppress: All', 'MS_SUPPRESS', { headers: { 'x-auto-response-suppress': 'ALL' } }],
    [
      'X-Auto-Response-Suppress with OOF among others',
      'MS_SUPPRESS',
      { headers: { 'X-Auto-Response-Suppress': 'DR, OOF,\r\n NRN' } },
    ],
    ['X-Autoreply', 'VENDOR_AUTO', { headers: { 'X-AutoReply': 'yes' } }],
    ['a feedback id', 'VENDOR_AUTO', { headers: { 'Feedback-ID': '1:campaign:bulk' } }],
    ['Precedence: bulk', 'PRECEDENCE', { headers: { precedence: 'Bulk' } }],
    [
      'a second Precedence that says list',
      'PRECEDENCE',
      { headers: { Precedence: ['first-class', 'list'] } },
    ],
    ["a mailing list's id", 'LIST', { headers: { 'LIST-ID': 'News <news.example.net>' } }],
    ['a link to leave a list', 'LIST', { headers: { 'list-unsubscribe': '<https://example.net/leave>' } }],
    ['a mailer daemon', 'ROLE', { from: 'MAILER-DAEMON@example.net' }],
    ['a no-reply address', 'ROLE', { from: 'No-Reply <no-reply@example.net>' }],
    [
      'an address of bounces',
      'ROLE',
      { from: 'Alma <alma@example.net>', returnPath: 'bounces+17@example.net' },
    ],
    ['26 servers on its way', 'HOPS', { headers: { Received: received('mx.example.net', 26) } }],
    ['one server of ours four times', 'HOPS', { headers: { Received: received('MX.mopac.example.org', 4) } }],
    ['none of our mailboxes among those addressed', 'NOT_NAMED', { to: 'undisclosed-recipients:;' }],
    ['another office only', 'NOT_NAMED', { to: 'office@wm-pcc.example.org' }],
    [
      'a DMARC failure',
      'UNAUTH',
      {
        headers: {
          'Authentication-Results':
            'mx.mopac.example.org; spf=pass; dmarc=fail (p=none) header.from=example.net',
        },
      },
    ],
    ['a return path of a stranger', 'UNAUTH', { returnPath: 'victim@example.com' }],
    ["the provider's verdict of spam", 'SPAM', { headers: { 'X-Spam-Flag': 'YES' } }],
    ["Exchange's verdict of spam", 'SPAM', { headers: { 'X-MS-Exchange-Organization-SCL': '6' } }],
    ['the subject of an absence notice', 'SUBJECT_AUTO', { subject: 'Automatic reply: your letter' }],
    [
      'an answer to an acknowledgement of ours',
      'THREAD',
      { headers: { 'In-Reply-To': '<ack.MOPAC-26-000123-4.0123456789abcdef0123@mopac.example.org>' } },
    ],
    [
      'an acknowledgement of ours among the references',
      'THREAD',
      {
        headers: {
          References: '<a@example.net>\r\n <ack.MOPAC-26-000123-4.0123456789abcdef0123@mopac.example.org>',
        },
      },
    ],
    ['a return address at a machine by number', 'BAD_ADDR', { from: 'alma@[192.0.2.1]' }],
    ['a return address on a reserved domain', 'BAD_ADDR', { from: 'alma@mail.invalid' }],
  ])('is not sent to %s (%s)', async (_, reason, mail) => {
    expect(await planOfMail(mail)).toMatchObject({
      decision: 'suppress',
      reason,
      because: expect.stringMatching(/\.$/),
    })
  })

  it.each<[string, MailParts]>([
    ['Auto-Submitted: no', { headers: { 'Auto-Submitted': 'No (a person)' } }],
    ['a wish about receipts alone', { headers: { 'X-Auto-Response-Suppress': 'DR, NDR, RN' } }],
    ['Precedence: first-class', { headers: { Precedence: 'first-class' } }],
    ['25 servers on its way', { headers: { Received: received('mx.example.net', 25) } }],
    ['our servers in the ordinary number', { headers: { Received: received('mx.mopac.example.org', 3) } }],
    ['our mailbox in Cc', { to: 'someone@example.net', headers: { Cc: 'ENQUIRIES@mopac.example.org' } }],
    [
      'our mailbox in Delivered-To',
      { to: 'someone@example.net', headers: { 'delivered-to': 'enquiries+x@mopac.example.org' } },
    ],
    [
      'a spam status that says no',
      { headers: { 'X-Spam-Status': 'No, score=-1.2', 'X-MS-Exchange-Organization-SCL': '1' } },
    ],
    [
      'a word like an absence notice inside its subject',
      { subject: 'Why was there no automatic reply to my letter?' },
    ],
    ['an answer to a letter of a person', { headers: { 'In-Reply-To': '<letter-0@example.net>' } }],
    ['a sender whose name holds a role', { from: 'The Daemon <abuse.survivor@example.net>' }],
  ])('is sent in spite of %s', async (_, mail) => {
    expect(await planOfMail(mail)).toMatchObject({ decision: 'send' })
  })

  it('is not sent for bytes that are no message', () => {
    expect(planOf(aMessage({ status: 'raw-only' }))).toMatchObject({ reason: 'MALFORMED' })
  })

  it.each<[string, Partial<KnownOfMessage>]>([
    ['DUP', { alreadyAcknowledged: true }],
    ['SELF', { isOurOwn: true }],
    ['SPAM', { malwareFound: true }],
    ['THREAD', { joinsOurAck: true }],
    ['THREAD', { caseAlreadyAcknowledged: true }],
    ['REPEAT', { limit: { code: 'REPEAT', because: 'The same letter was acknowledged today.' } }],
    ['RATE', { limit: { code: 'RATE', because: 'The sender had three today.' } }],
  ])('is not sent where the records say %s: %o', async (reason, known) => {
    const plan = await planOfMail({}, { known: { ...NOTHING_KNOWN, ...known } })
    expect(plan).toMatchObject({ decision: 'suppress', reason })
  })

  it('counts the mailboxes that an operator names in place of the published ones', async () => {
    const ownMailboxes = ['letters@office.example']
    expect(await planOfMail({ to: 'letters@office.example' }, { ownMailboxes })).toMatchObject({
      decision: 'send',
    })
    expect(await planOfMail({}, { ownMailboxes })).toMatchObject({ reason: 'NOT_NAMED' })
  })
})

describe('the order of the table', () => {
  it.each<[string, string, MailParts]>([
    [
      'a bounce that is also a report',
      'NULL_PATH',
      { returnPath: '', headers: { 'Content-Type': 'multipart/report; boundary=x' } },
    ],
    [
      'an automatic reply from a list',
      'AUTO_SUBMITTED',
      { headers: { 'List-Id': '<a.example.net>', 'Auto-Submitted': 'auto-replied' } },
    ],
    [
      'our own automatic mail',
      'SELF',
      { from: 'enquiries@mopac.example.org', headers: { 'Auto-Submitted': 'auto-replied' } },
    ],
    [
      'spam in the name of a stranger',
      'UNAUTH',
      { returnPath: 'a@example.com', headers: { 'X-Spam-Flag': 'YES' } },
    ],
  ])('gives for %s %s', async (_, reason, mail) => {
    expect(await planOfMail(mail)).toMatchObject({ reason })
  })
})

describe('a hold', () => {
  const mopac = theOffice('mopac').holdAcknowledgement

  it.each(mopac)('is made for %s, by the name of the risk', async (category) => {
    expect(await planOfMail({}, { risk: aRisk(category) })).toMatchObject({
      decision: 'hold',
      reason: category,
    })
  })

  it.each(RISK_CATEGORIES.filter((category) => !mopac.includes(category)))(
    'is not made for %s, where a reply adds no danger',
    async (category) => {
      expect(await planOfMail({}, { risk: aRisk(category, 'immediate') })).toMatchObject({ decision: 'send' })
    },
  )

  it('is not made for a note that was weighed down', async () => {
    expect(await planOfMail({}, { risk: aRisk('domestic-abuse', 'none') })).toMatchObject({
      decision: 'send',
    })
  })

  it('names a bomb before abuse, because nothing may be answered then', async () => {
    const flags = [...aRisk('domestic-abuse').flags, ...aRisk('terrorism-explosives', 'immediate').flags]
    expect(await planOfMail({}, { risk: { level: 'immediate', flags } })).toMatchObject({
      reason: 'terrorism-explosives',
    })
  })

  it('is made where the writer says that somebody reads their mail, whatever the risk is', async () => {
    const plan = await planOfMail({ body: 'When is the next meeting? My husband checks my emails.' })
    expect(plan).toMatchObject({ decision: 'hold', reason: 'safe-contact' })
  })

  it("is not made for a machine's mail: there is nobody to be answered", async () => {
    const plan = await planOfMail(
      { headers: { 'Auto-Submitted': 'auto-generated' } },
      { risk: aRisk('domestic-abuse') },
    )
    expect(plan).toMatchObject({ decision: 'suppress', reason: 'AUTO_SUBMITTED' })
  })

  it('goes before a return address that cannot be used, so that a person looks', async () => {
    const plan = await planOfMail({ from: 'alma@mail.invalid' }, { risk: aRisk('domestic-abuse') })
    expect(plan).toMatchObject({ decision: 'hold', reason: 'domestic-abuse' })
  })
})
