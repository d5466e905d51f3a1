import { describe, expect, it } from 'vitest'
import { cannotReceive } from '../../src/acknowledgements/reply-address.ts'

describe('a return address', () => {
  it.each([
    'alma@example.net',
    "o'neill.b+letters_17=x@mail.example.co.uk",
    'a@xn--mnchen-3ya.example',
    'alma@lamplighter.example',
    `${'a'.repeat(64)}@example.net`,
  ])('%s can be written to', (address) => {
    expect(cannotReceive(address)).toBeUndefined()
  })

  it.each([
    ['alma', 'before the @'],
    ['@example.net', 'before the @'],
    ['al..ma@example.net', 'before the @'],
    ['.alma@example.net', 'before the @'],
    ['"al ma"@example.net', 'before the @'],
    ['al\r\nRCPT TO:<x@example.com>@example.net', 'before the @'],
    ['älma@example.net', 'before the @'],
    ['alma@localhost', 'not well formed'],
    ['alma@example..net', 'not well formed'],
    ['alma@-example.net', 'not well formed'],
    ['alma@exa_mple.net', 'not well formed'],
    ['alma@192.0.2.1', 'not well formed'],
    ['alma@exämple.net', 'not well formed'],
    [`alma@${'a'.repeat(64)}.net`, 'not well formed'],
    ['alma@[192.0.2.1]', 'by number'],
    ['alma@[IPv6:2001:db8::1]', 'by number'],
    [`${'a'.repeat(65)}@example.net`, 'longer'],
    [`a@${'b.'.repeat(125)}example.net`, 'longer'],
    ['alma@mail.invalid', 'reserved'],
    ['alma@host.test', 'reserved'],
    ['alma@printer.local', 'reserved'],
    ['alma@hidden.onion', 'reserved'],
    ['alma@xn--zzzzzzzz99999.net', 'coded form'],
    ['alma@xn--a.net', 'coded form'],
    ['alma@xn--example-.net', 'not well formed'],
  ])('%s cannot, since it is %s', (address, why) => {
    expect(cannotReceive(address) ?? 'fine').toContain(why)
  })
})
