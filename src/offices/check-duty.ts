import type { Duty, Ladder, LadderStep } from './duty.ts'

type Complain = (at: PropertyKey[], message: string) => void

/** What is wrong with a ladder that each of its steps by itself cannot show. */
export function checkDuty(duty: Duty, complain: Complain): void {
  for (const level of ['immediate', 'serious'] as const) {
    const at = ['duty', level, 'steps']
    for (const [index, step] of duty[level].steps.entries()) {
      checkStep(step, (where, message) => complain([...at, index, ...where], message))
    }
    checkLast(duty[level], (where, message) => complain([...at, ...where], message))
    checkNobodyTwice(duty[level], (where, message) => complain([...at, ...where], message))
  }
}

/** A fixed post is reached by a channel of its step; a webhook goes by webhook and nothing else does. */
function checkStep({ who, channels, everybody }: LadderStep, complain: Complain): void {
  if (new Set(channels).size < channels.length) complain(['channels'], 'names a channel twice')
  for (const [index, one] of who.entries()) {
    const at = ['who', index]
    if (one.webhook !== undefined && !channels.includes('webhook'))
      complain(at, 'a webhook needs the channel webhook')
    if (one.webhook !== undefined && everybody) complain(at, 'a webhook cannot answer: leave everybody out')
    if (one.rota !== undefined && channels.every((channel) => channel === 'webhook'))
      complain(at, 'somebody on call needs the channel email or sms')
    // Pages know each of a step by this name.
    if (one.post !== undefined && who.findIndex(({ post }) => post === one.post) < index)
      complain(at, `${one.post} is in this step already: give one of them another name`)
    if (one.post === undefined) continue
    const isReached =
      (one.email !== undefined && channels.includes('email')) ||
      (one.phone !== undefined && channels.includes('sms'))
    if (!isReached) complain(at, `${one.post} has no address for a channel of this step`)
  }
  if (channels.includes('webhook') && who.every(({ webhook }) => webhook === undefined))
    complain(['channels'], 'the channel webhook needs a webhook to go to')
}

/** The last one is a post that mail always reaches, whoever is on call and whatever else is set up. */
function checkLast({ steps }: Ladder, complain: Complain): void {
  const last = steps.at(-1)
  const isSure =
    last?.channels.includes('email') && last.who.some(({ post, email }) => post !== undefined && email)
  if (!isSure)
    complain([steps.length - 1], 'the last step is a post that has an email: the head of the office')
}

/** No duty hangs on one person (E-16), so the posts of a ladder differ; `repeats` tells one again. */
function checkNobodyTwice({ steps }: Ladder, complain: Complain): void {
  const seen = new Set<string>()
  for (const [index, { who }] of steps.entries()) {
    for (const { email } of who) {
      if (email !== undefined && seen.has(email))
        complain([index, 'who'], `${email} is on the ladder already`)
      if (email !== undefined) seen.add(email)
    }
  }
}
