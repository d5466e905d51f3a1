import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgements } from '../../src/db/schema.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { headerOf, MailExchange, type Place, type Post, type Responder, stripped } from './mail-exchange.ts'

const services: TestService[] = []
let mopac: Place
let leics: Place
let midlands: Place

beforeAll(async () => {
  for (const name of ['one', 'two', 'three'])
    services.push(await testService({ secretKey: `a secret of installation ${name}, long enough` }))
  const [one, two, three] = services as [TestService, TestService, TestService]
  mopac = { service: one, officeId: 'mopac', mailbox: 'enquiries@mopac.example.org' }
  leics = { service: two, officeId: 'leicestershire-opcc', mailbox: 'opcc@leics-opcc.example.org' }
  midlands = { service: three, officeId: 'west-midlands-pcc', mailbox: 'office@wm-pcc.example.org' }
})
afterAll(async () => {
  for (const service of services) await service.close()
})

/** Days apart, so that one test's letters are not in the limits of the next. */
let day = 0
const nextDay = () => {
  day += 2
  for (const service of services) service.setNow(new Date(Date.now() + day * 86_400_000))
}

/** A letter whose From and envelope name the other office: a forger's, or a colleague's there. */
const firstLetter = (from: string, to: Place): Post => {
  const mail = plainMail({ from, to: to.mailbox, text: `When do you meet next? ${day}` }).replaceAll(
    '\n',
    '\r\n',
  )
  const [head = '', ...body] = mail.split('\r\n\r\n')
  return { from, to: to.mailbox, head, body: body.join('\r\n\r\n') }
}

describe('two Waypost installations that acknowledge each other (67)', () => {
  it('stop after the first acknowledgement, as their mail is marked', async () => {
    nextDay()
    const exchange = new MailExchange([mopac, leics])
    await exchange.deliver(firstLetter(leics.mailbox, mopac))
    const sent = await exchange.carry()
    console.log(`two installations: ${sent.join(' + ')} acknowledgements`)
    expect(sent).toEqual([1, 0])
  })

  it.each(['Auto-Submitted', 'X-Auto-Response-Suppress', 'Message-ID'])(
    'stop after the first one also where a gateway leaves no mark but %s and invents a return path',
    async (mark) => {
      nextDay()
      const gateway = (post: Post) => stripped(post, ['Subject', mark])
      const exchange = new MailExchange([mopac, leics], { gateway })
      await exchange.deliver(firstLetter(leics.mailbox, mopac))
      expect(await exchange.carry()).toEqual([1, 0])
    },
  )

  it('stop after the first one where a gateway leaves no mark at all, by its words', async () => {
    nextDay()
    const exchange = new MailExchange([mopac, leics], { gateway: (post) => stripped(post, []) })
    await exchange.deliver(firstLetter(leics.mailbox, mopac))
    const sent = await exchange.carry()
    console.log(`two installations, every mark stripped: ${sent.join(' + ')} acknowledgements`)
    expect(sent).toEqual([1, 0])
  })
})

describe('a ring of three installations (67)', () => {
  /** Each one's mail reaches the next, in the name of the one after that: A answers B, who answers C, who answers A. */
  const round = (post: Post): Post => {
    const ring = [mopac, leics, midlands]
    const at = ring.findIndex(({ mailbox }) => (headerOf(post, 'From') ?? '').includes(mailbox))
    const next = ring[(at + 1) % 3]?.mailbox ?? ''
    const after = ring[(at + 2) % 3]?.mailbox ?? ''
    const head = post.head.replace(/^From: .*$/m, `From: ${after}`).replace(/^To: .*$/m, `To: ${next}`)
    return { ...post, head, to: next, from: post.from === '' ? '' : after }
  }

  it('stops after the first acknowledgement, as their mail is marked', async () => {
    nextDay()
    const exchange = new MailExchange([mopac, leics, midlands], { gateway: round })
    await exchange.deliver(firstLetter(leics.mailbox, mopac))
    const sent = await exchange.carry()
    console.log(`ring of three: ${sent.join(' + ')} acknowledgements`)
    expect(sent).toEqual([1, 0, 0])
  })

  it('stops after the first one where every mark is stripped, by its words', async () => {
    nextDay()
    const exchange = new MailExchange([mopac, leics, midlands], {
      gateway: (post) => round(stripped(post, [])),
    })
    await exchange.deliver(firstLetter(leics.mailbox, mopac))
    const sent = await exchange.carry()
    console.log(`ring of three, every mark stripped: ${sent.join(' + ')} acknowledgements`)
    expect(sent).toEqual([1, 0, 0])
  })
})

describe('a machine that answers our acknowledgement', () => {
  const AT = 'council@desk.example'
  const answering = (
    write: (post: Post, turn: number) => { subject: string; body: string; more?: string },
  ): Responder => {
    let turn = 0
    return (post) => {
      turn += 1
      const { subject, body, more } = write(post, turn)
      const head = [
        `From: ${AT}`,
        `To: ${mopac.mailbox}`,
        `Subject: ${subject}`,
        'Date: Mon, 23 Nov 2026 09:00:00 +0000',
        `Message-ID: <answer-${day}-${turn}@desk.example>`,
        ...(more ? [more] : []),
      ].join('\r\n')
      return { from: AT, to: mopac.mailbox, head, body }
    }
  }
  const acknowledgementsTo = async (responder: Responder, what: string): Promise<number> => {
    nextDay()
    const exchange = new MailExchange([mopac], { responders: new Map([[AT, responder]]) })
    await exchange.deliver(firstLetter(AT, mopac))
    const [sent = 0] = await exchange.carry()
    console.log(`${what}: ${sent} acknowledgements`)
    return sent
  }

  it('gets one, where it keeps our subject, though it strips every other header', async () => {
    const responder = answering((post) => ({
      subject: `Re: ${headerOf(post, 'Subject')}`,
      body: 'I am away until Monday.',
    }))
    expect(await acknowledgementsTo(responder, 'a responder that keeps our subject')).toBe(1)
  })

  it('gets one, where its subject is one of an absence notice (66)', async () => {
    const responder = answering(() => ({ subject: 'Out of office', body: 'I am away until Monday.' }))
    expect(await acknowledgementsTo(responder, 'an absence notice with a fresh subject')).toBe(1)
  })

  it('gets two and no more, where it acknowledges in a new thread with another number each time', async () => {
    const responder = answering((_, turn) => ({
      subject: `Thank you for your message, ticket ${4_000 + turn}`,
      body: `Dear writer,\r\n\r\nYour ticket is number ${4_000 + turn}. We answer within 5 days.`,
    }))
    expect(
      await acknowledgementsTo(responder, 'an acknowledgement of an acknowledgement in a new thread'),
    ).toBe(2)
  })

  it('gets three within a day, where it finds other words each time', async () => {
    const words = ['hello', 'thanks', 'noted', 'good', 'fine', 'yes', 'well', 'right', 'sure', 'so']
    const responder = answering((_, turn) => ({
      subject: `About ${words[turn % 10]}`,
      body: `We write ${words[turn % 10]} and ${words[(turn * 3) % 10]}.`,
    }))
    expect(await acknowledgementsTo(responder, 'a responder with other words each time')).toBe(3)
  })
})

describe('a list that sends our acknowledgement to its readers, us among them (68)', () => {
  it.each([
    ['by our Message-ID', true],
    ['by our words, where it has one of its own', false],
  ])('is known %s and not answered', async (_, keepsId) => {
    nextDay()
    const exchange = new MailExchange([mopac], {
      gateway: (post) => {
        const kept = stripped(post, ['Subject', ...(keepsId ? ['Message-ID'] : [])])
        const head = `List-Id: <talk.list.example>\r\n${kept.head.replace(/^To: .*$/m, `To: ${mopac.mailbox}`)}`
        return {
          ...kept,
          to: mopac.mailbox,
          from: 'talk@list.example',
          head: head.replace(/^From: .*$/m, 'From: talk@list.example'),
        }
      },
    })
    await exchange.deliver(firstLetter('reader@list.example', mopac))
    expect(await exchange.carry()).toEqual([1])
    const found = await mopac.service.read('mopac', (tx) =>
      tx.select().from(acknowledgements).where(eq(acknowledgements.reason, 'SELF')),
    )
    expect(found.length).toBeGreaterThan(0)
  })
})
