import { describe, expect, it } from 'vitest'
import { type MachineSignCode, machineSign, machineSigns } from '../../src/message/machine-made.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { aMail, aMessage, type MailParts } from './a-message.ts'

type Headers = NonNullable<MailParts['headers']>

describe('signs that a machine wrote', () => {
  it.each<[MachineSignCode, string, Headers]>([
    ['NULL_PATH', 'an empty return path', { 'Return-Path': '<>' }],
    [
      'REPORT',
      'a delivery report',
      { 'Content-Type': 'Multipart/Report; report-type=delivery-status; boundary=x' },
    ],
    ['REPORT', 'a read receipt', { 'Content-Type': 'message/disposition-notification' }],
    ['REPORT', 'failed recipients', { 'X-Failed-Recipients': 'a@example.org' }],
    ['AUTO_SUBMITTED', 'a reply', { 'Auto-Submitted': 'auto-replied' }],
    ['AUTO_SUBMITTED', 'capitals', { 'AUTO-SUBMITTED': 'Auto-Generated' }],
    ['AUTO_SUBMITTED', 'a parameter', { 'Auto-Submitted': 'auto-notified; owner-email="a@example.org"' }],
    ['AUTO_SUBMITTED', 'a word yet unknown', { 'Auto-Submitted': 'auto-dreamt' }],
    ['AUTO_SUBMITTED', 'a folded line', { 'Auto-Submitted': '\r\n auto-replied' }],
    ['AUTO_SUBMITTED', 'a comment before it', { 'Auto-Submitted': '(no (really)) auto-replied' }],
    ['AUTO_SUBMITTED', 'a second line', { 'Auto-Submitted': ['no', 'auto-replied'] }],
    ['AUTO_SUBMITTED', 'a word that only begins with no', { 'Auto-Submitted': 'notified' }],
    ['MS_SUPPRESS', 'all', { 'X-Auto-Response-Suppress': 'All' }],
    ['MS_SUPPRESS', 'one of a list', { 'X-Auto-Response-Suppress': 'DR, RN,OOF' }],
    ['MS_SUPPRESS', 'automatic replies', { 'X-Auto-Response-Suppress': 'NRN, AutoReply' }],
    ['VENDOR_AUTO', 'X-Autoreply', { 'X-Autoreply': 'yes' }],
    ['VENDOR_AUTO', 'X-Autorespond', { 'X-Autorespond': 'Your mail' }],
    ['VENDOR_AUTO', 'X-Auto-Reply-From', { 'X-Auto-Reply-From': 'a@example.org' }],
    ['VENDOR_AUTO', 'X-FC-Machinegenerated', { 'X-FC-Machinegenerated': 'true' }],
    ['VENDOR_AUTO', 'X-POST-MessageClass', { 'X-POST-MessageClass': '9; Autoresponder' }],
    ['VENDOR_AUTO', 'Feedback-ID', { 'Feedback-ID': '1:2:3:campaign' }],
    ['PRECEDENCE', 'bulk', { Precedence: 'Bulk' }],
    ['PRECEDENCE', 'auto_reply', { Precedence: 'auto_reply' }],
    ['PRECEDENCE', 'hidden in a second line', { Precedence: ['first-class', 'junk'] }],
    ['LIST', 'List-Id', { 'List-Id': 'Neighbours <n.example.org>' }],
    ['LIST', 'List-Unsubscribe', { 'List-Unsubscribe': '<https://example.org/u>' }],
    ['LIST', 'Mailing-List', { 'Mailing-List': 'contact x' }],
  ])('%s: %s', async (code, _, headers) => {
    const message = await parseMessage(aMail({ headers }))
    expect(machineSigns(message).map((sign) => sign.code)).toEqual([code])
  })

  it.each<[string, Headers]>([
    ['Auto-Submitted: no', { 'Auto-Submitted': 'no' }],
    ['capitals and a comment', { 'Auto-Submitted': 'No (written by hand)' }],
    ['a parameter', { 'Auto-Submitted': 'no; x=auto-replied' }],
    ['a folded no', { 'Auto-Submitted': '\r\n\tno' }],
    ['receipts not wanted', { 'X-Auto-Response-Suppress': 'DR, NDR, RN, NRN' }],
    ['ordinary precedence', { Precedence: 'first-class' }],
    ['machine-generated: false', { 'X-FC-Machinegenerated': 'false' }],
    ['another message class', { 'X-POST-MessageClass': '1; Person' }],
    ['a wish for a receipt', { 'Disposition-Notification-To': 'a@example.org' }],
  ])('is a person’s letter: %s', async (_, headers) => {
    expect(machineSigns(await parseMessage(aMail({ headers })))).toEqual([])
  })

  it.each([
    'mailer-daemon@example.org',
    'MAILER-DAEMON@example.org',
    'postmaster@example.org',
    'bounce-12-34@example.org',
    'bounces+enquiries=office.example@example.org',
    'news-bounces@example.org',
    'owner-news@example.org',
    'news-owner@example.org',
    'news-request@example.org',
    'no-reply@example.org',
    'noreply@example.org',
    'no_reply@example.org',
    'do-not-reply@example.org',
    'donotreply@example.org',
    'orders.noreply@example.org',
    'noreply-orders@example.org',
    'autoreply@example.org',
    'notifications@example.org',
  ])('ROLE: %s', (address) => {
    const byFrom = aMessage({ from: { name: '', address }, headers: [] })
    const byPath = aMessage({ returnPath: address.toLowerCase(), headers: [] })
    expect([machineSign(byFrom)?.code, machineSign(byPath)?.code]).toEqual(['ROLE', 'ROLE'])
  })

  it.each([
    'noreen@example.org',
    'bouncer@example.org',
    'ownership@example.org',
    'rooted@example.org',
    'abuse.survivor@example.org',
    'requests@example.org',
  ])('is a person’s address: %s', (address) => {
    expect(machineSigns(aMessage({ from: { name: '', address }, returnPath: address, headers: [] }))).toEqual(
      [],
    )
  })

  it.each([
    'Automatic reply: Your letter',
    'AUTO: Ada Finch is out of the office',
    'Auto-Reply: hello',
    'Re: Automatic reply: Your letter',
    'Automatic reply: Automatic reply: Your letter',
    'Out of office',
    'Out of Office AutoReply: Your letter',
    'Out of the office: back on Monday',
    'Ateb awtomatig: Eich llythyr',
    "Allan o'r swyddfa",
    'Automatische Antwort: Ihr Brief',
    'Réponse automatique : Votre lettre',
    'Respuesta automática: Su carta',
    'Odpowiedź automatyczna: list',
    '[EXTERNAL] Automatic reply: Your letter',
    'Undeliverable: Your letter',
    'Undelivered Mail Returned to Sender',
    'Delivery Status Notification (Failure)',
    'Mail delivery failed: returning message to sender',
    'Unzustellbar: Brief',
    'Read: Your letter',
    'Not read: Your letter',
    'Darllenwyd: Eich llythyr',
  ])('SUBJECT_AUTO: %s', (subject) => {
    expect(machineSigns(aMessage({ subject })).map((sign) => sign.code)).toEqual(['SUBJECT_AUTO'])
  })

  it.each([
    'Re: Your letter',
    'Out of office hours cover at my station',
    'Complaint about your automatic reply',
    'Read this please',
    'Undelivered promises',
    'Automatically refused complaint',
    'Delivery driver assaulted',
    'Failure to act',
  ])('is a person’s subject: %s', (subject) => {
    expect(machineSigns(aMessage({ subject }))).toEqual([])
  })

  it('gives every sign in order, the surest first', async () => {
    const message = await parseMessage(
      aMail({
        from: 'postmaster@example.org',
        returnPath: '',
        subject: 'Undeliverable: x',
        headers: { Precedence: 'bulk', 'Auto-Submitted': 'auto-replied', 'List-Id': 'x' },
      }),
    )
    expect(machineSigns(message).map((sign) => sign.code)).toEqual([
      'NULL_PATH',
      'AUTO_SUBMITTED',
      'PRECEDENCE',
      'LIST',
      'ROLE',
      'SUBJECT_AUTO',
    ])
  })

  it('gives a reason that a caseworker can read', () => {
    const sign = machineSign(aMessage({ headers: [{ name: 'precedence', value: 'bulk' }] }))
    expect(sign?.because).toBe('It is marked as mass mail (Precedence: bulk).')
  })
})
