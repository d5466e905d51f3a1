import { describe, expect, it } from 'vitest'
import { isAmong, mailboxesOf, withoutTag } from '../../src/offices/mailboxes.ts'
import { theOffice } from './rules-on-disk.ts'

describe('an address', () => {
  it.each([
    ['Enquiries+Press@Office.example', 'enquiries@office.example'],
    ['+press@office.example', '+press@office.example'],
    ['enquiries@office+x.example', 'enquiries@office+x.example'],
    ['nobody', 'nobody'],
  ])('%s without its tag is %s', (address, plain) => {
    expect(withoutTag(address)).toBe(plain)
  })
})

describe('the mailboxes of an office', () => {
  const mailboxes = mailboxesOf(theOffice('leicestershire-opcc'))

  it('begin with the one it answers from', () => {
    expect(mailboxes[0]).toBe('opcc@leics.police.uk')
  })

  it.each([
    ['opcc+foi@leics.police.uk', true],
    ['complaints@leics-opcc.example.org', true],
    ['sergeant@leics.police.uk', false],
    ['opcc@notleics-opcc.example.org', false],
    ['', false],
  ])('hold %s: %s', (address, expected) => {
    expect(isAmong(mailboxes, address)).toBe(expected)
  })
})
