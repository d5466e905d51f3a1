import { describe, expect, it } from 'vitest'
import { safeContactWish } from '../../src/acknowledgements/safe-contact.ts'
import { reading } from '../../src/message/message.ts'
import { aMessage } from '../message/a-message.ts'

const wishIn = (text: string) => safeContactWish(aMessage({ subject: '', text }))

describe('a wish about safe contact', () => {
  it.each([
    "Please don't reply to this address.",
    'do not reply to this email, he will see it',
    "I need help. Don't email me back",
    'Dont reply here pls',
    'pls help dont call',
    'Please do not\nwrite to my home address.',
    'It isn’t safe to call me.',
    'Not safe to reply.',
    'This is not a safe address to reply to',
    "Don't send me anything at this address",
    'He reads my emails.',
    'my husband checks my phone',
    'My partner goes through my messages every night',
    'he checks my phone so please don’t ring',
    'He opens my post',
    'my ex has access to my emails',
    'My brother knows my password.',
    'my emails are being read by him',
    'we share this email account',
    'Please use my other address, he can see this one.',
    'Ring only 10 to 2',
    'Please only call between 9 and 12 when he is at work',
    'only email me between 9 and 3',
    'Safe contact is through us only, 020 7946 0620.',
    'Delete this email after, he reads them.',
    'I need to talk to someone. Please delete this.',
    "if he finds out I've written he'll kill me",
    "He doesn't know I'm writing.",
    "Please don't tell my husband I contacted you.",
    "I'm using my friend's phone",
    "I'm writing from my sister's email",
  ])('is found in: %s', (text) => {
    expect(wishIn(text)?.because).toMatch(/^The writer .*\.$/)
  })

  it.each([
    "You don't reply to my letters.",
    "Please don't reply with a template.",
    "If you don't reply within 20 working days I will complain.",
    "They don't respond to emails and they never reply.",
    'Please contact me only by email.',
    'Please use this email address for all replies to this request.',
    'You can email me, but please do not ring the house.',
    'Do not phone, email me instead.',
    'Please do not hesitate to contact me.',
    'Please do not reply to this by email alone.',
    'Please delete my application papers when you are able.',
    'Please delete my personal data.',
    'If you have received this email in error please delete this email and notify the sender.',
    'I only call 101 when there is no choice.',
    'We only contact people on Mondays.',
    'The sergeant checks the post every morning.',
    'Officers read the letters of prisoners.',
    'Why did nobody call me back?',
  ])('is not found in: %s', (text) => {
    expect(wishIn(text)).toBeUndefined()
  })

  it('shows where its words are in the reading of the message', () => {
    const message = aMessage({ subject: 'Help', text: 'Hello.\nHe reads my emails at night.' })
    const wish = safeContactWish(message)
    expect(reading(message).slice(wish?.start, wish?.end)).toBe('He reads my emails')
  })

  it('gives no word of the writer in its reason', () => {
    expect(wishIn('My hubby Zebedee reads my emails')?.because).not.toMatch(/zebedee|hubby/i)
  })

  it('is not found in an earlier message that is only quoted', () => {
    const text = 'Thank you.\n> Please do not reply to this address.\n'
    const stretches = [
      { voice: 'own' as const, start: 0, end: 12 },
      { voice: 'quoted' as const, start: 12, end: text.length + 1 },
    ]
    expect(safeContactWish(aMessage({ subject: '', text, stretches }))).toBeUndefined()
  })

  it.each(['\n', '- ', 'he reads my ', 'please do not ', 'only call me when he is ', 'my my '])(
    'is looked for in no more than a second in a letter that repeats %j',
    (words) => {
      const started = performance.now()
      wishIn(words.repeat(200_000 / words.length))
      expect(performance.now() - started).toBeLessThan(1_000)
    },
  )
})
