/** Letters of one size made of the project's own examples, no two of them with the same words. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readLetterExamples } from '../../src/triage/read-examples.ts'
import { mail } from './letters.ts'

const FOLDER = path.join('rules', 'examples', 'letters')

/** Danger and look-alikes as often as they stand in the examples, which is far more often than in a mailbox. */
function exampleBodies(): string[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((name) =>
      readLetterExamples(name, readFileSync(path.join(FOLDER, name), 'utf8')).map(({ body }) => body),
    )
}

/** As many mails of so many bytes as the examples give; each body stands in one of them only. */
export function variedMails(bytes: number): Uint8Array[] {
  const encoder = new TextEncoder()
  const mails: Uint8Array[] = []
  let text = ''
  for (const body of exampleBodies()) {
    text += `${body}\n\n`
    if (encoder.encode(text).length < bytes) continue
    const subject = text.split(/\s+/, 8).join(' ')
    mails.push(encoder.encode(mail(subject, cutTo(text, bytes), `varied-${mails.length}`)))
    text = ''
  }
  return mails
}

/** All bodies one after another, again and again, up to that size. */
export function longMail(bytes: number): Uint8Array {
  const all = exampleBodies().join('\n\n')
  const text = all.repeat(Math.ceil(bytes / all.length))
  return new TextEncoder().encode(mail('A long letter', cutTo(text, bytes), `long-${bytes}`))
}

const cutTo = (text: string, bytes: number): string =>
  new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, bytes))
