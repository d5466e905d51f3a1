import { describe, expect, it } from 'vitest'
import type { Voice } from '../../src/message/message.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { aMail } from './a-message.ts'
import { coversReading, spokenIn, voiceOfWords } from './voices-of.ts'

type Row = [name: string, subject: string, body: string, voices: [Voice, string][]]

const OWN = 'I have read your letter and I am content with it.'
const OLD = 'We will write to you again by Friday.'
const GMAIL = 'On Fri, 2 Oct 2026 at 23:51, Office <office@office.example> wrote:'

/** Each row: whose voice the words stand in, for the words that matter. */
const ROWS: Row[] = [
  [
    'an answer above, Gmail',
    'Re: yours',
    `${OWN}\n\n${GMAIL}\n\n> ${OLD}\n`,
    [
      ['own', OWN],
      ['quoted', 'On Fri'],
      ['quoted', OLD],
    ],
  ],
  [
    'an attribution over two lines',
    'Re: yours',
    `${OWN}\n\nOn Fri, 2 Oct 2026 at 23:51, Office\n<office@office.example> wrote:\n> ${OLD}`,
    [
      ['own', OWN],
      ['quoted', 'On Fri'],
      ['quoted', OLD],
    ],
  ],
  [
    'Apple, no chevrons',
    'Re: yours',
    `${OWN}\n\nOn 2 Oct 2026, at 23:51, Office <office@office.example> wrote:\n\n${OLD}`,
    [
      ['own', OWN],
      ['quoted', OLD],
    ],
  ],
  [
    'German',
    'AW: yours',
    `${OWN}\n\nAm 02.10.2026 um 23:51 schrieb Office <office@office.example>:\n> ${OLD}`,
    [
      ['own', OWN],
      ['quoted', 'Am 02'],
      ['quoted', OLD],
    ],
  ],
  [
    'Welsh',
    'Ateb: yours',
    `${OWN}\n\nAr Gwe, 2 Hyd 2026 am 23:51, ysgrifennodd Office <office@office.example>:\n> ${OLD}`,
    [
      ['own', OWN],
      ['quoted', 'Ar Gwe'],
      ['quoted', OLD],
    ],
  ],
  [
    'Outlook',
    'RE: yours',
    `${OWN}\n\n________________________________\nFrom: Office <office@office.example>\nSent: 02 October 2026 23:51\nTo: Me\nSubject: yours\n\n${OLD}`,
    [
      ['own', OWN],
      ['quoted', '____'],
      ['quoted', OLD],
    ],
  ],
  [
    'Outlook in bold',
    'RE: yours',
    `${OWN}\n\n*From:* Office\n*Sent:* 02 October 2026\n*Subject:* yours\n\n${OLD}`,
    [
      ['own', OWN],
      ['quoted', OLD],
    ],
  ],
  [
    'Outlook in Welsh',
    'RE: yours',
    `${OWN}\n\nOddi wrth: Office\nAnfonwyd: 02 Hydref 2026\nPwnc: yours\n\n${OLD}`,
    [
      ['own', OWN],
      ['quoted', OLD],
    ],
  ],
  [
    'Original Message',
    'RE: yours',
    `${OWN}\n\n-----Original Message-----\nFrom: Office\n\n${OLD}`,
    [
      ['own', OWN],
      ['quoted', OLD],
    ],
  ],
  [
    'an answer below',
    'Re: yours',
    `${GMAIL}\n> ${OLD}\n\n${OWN}`,
    [
      ['quoted', OLD],
      ['own', OWN],
    ],
  ],
  [
    'answers in between',
    'Re: yours',
    `> How many?\nThree of them came.\n\n> When was it?\nOn Sunday at noon.\n`,
    [
      ['quoted', 'How many'],
      ['own', 'Three'],
      ['quoted', 'When'],
      ['own', 'On Sunday'],
    ],
  ],
  [
    'nested chevrons',
    'Re: yours',
    `${OWN}\n\n>> oldest words\n> ${OLD}`,
    [
      ['own', OWN],
      ['quoted', 'oldest'],
      ['quoted', OLD],
    ],
  ],
  [
    'thanks only',
    'Re: yours',
    `Thank you\n\n> ${OLD}`,
    [
      ['own', 'Thank you'],
      ['quoted', OLD],
    ],
  ],
  [
    'an answer that has no words',
    'Re: yours',
    `\n\nFrom: Him <him@example.org>\nSent: today\nSubject: soon\n\n${OLD}`,
    [['forwarded', OLD]],
  ],
  [
    'an answer that asks to look below',
    'Re: yours',
    `Please see the message below, he sent it last night.\n\nFrom: Him <him@example.org>\nSent: today\n\n${OLD}`,
    [
      ['own', 'Please see'],
      ['forwarded', OLD],
    ],
  ],
  [
    'an answer with its answers below',
    'Re: yours',
    `Please see my answers below, in the order you asked.\n\n> ${OLD}\n\nYes to that.`,
    [
      ['own', 'Please see'],
      ['quoted', OLD],
      ['own', 'Yes to that'],
    ],
  ],
  [
    'passed on by its subject',
    'Fwd: from him',
    `${OWN}\n\n${GMAIL}\n> ${OLD}`,
    [
      ['own', OWN],
      ['forwarded', OLD],
    ],
  ],
  [
    'passed on, subject in German',
    'WG: von ihm',
    `${OWN}\n\nVon: Er\nGesendet: heute\n\n${OLD}`,
    [['forwarded', OLD]],
  ],
  [
    'passed on, Gmail',
    'Help',
    `${OWN}\n\n---------- Forwarded message ---------\nFrom: Him <him@example.org>\nDate: Fri, 2 Oct 2026\n\n${OLD}`,
    [
      ['own', OWN],
      ['forwarded', '------'],
      ['forwarded', OLD],
    ],
  ],
  [
    'passed on, Apple',
    'Help',
    `${OWN}\n\nBegin forwarded message:\n\nFrom: Him\n\n${OLD}`,
    [
      ['own', OWN],
      ['forwarded', OLD],
    ],
  ],
  [
    'passed on, Apple, behind chevrons',
    'Re: yours',
    `${OWN}\n\n> Begin forwarded message:\n> \n> From: Him\n> ${OLD}`,
    [['forwarded', OLD]],
  ],
  [
    'copied out, with an end',
    'Help',
    `${OWN}\n\n----- copied -----\n${OLD}\n----- end -----\n\nShe is twelve years old.`,
    [
      ['forwarded', OLD],
      ['own', 'She is twelve'],
    ],
  ],
  [
    'an answer that points at his words',
    'Re: yours',
    `${OWN}\nLast night he texted me this:\n> ${OLD}\nI am frightened.`,
    [
      ['forwarded', OLD],
      ['own', 'I am frightened'],
    ],
  ],
  [
    'an answer that points at our words',
    'Re: yours',
    `${OWN}\nIn your letter you said:\n> ${OLD}\nThat is wrong.`,
    [
      ['quoted', OLD],
      ['own', 'That is wrong'],
    ],
  ],
  [
    'chevrons in a message that answers nothing',
    'Help',
    `${OWN} This came.\n\n> ${OLD}`,
    [['forwarded', OLD]],
  ],
  [
    'our own words in a new message',
    'My complaint',
    `${OWN}\n\nFrom: casework@office.example\nSent: 2 October 2026\n\n${OLD}`,
    [
      ['own', OWN],
      ['quoted', OLD],
    ],
  ],
  [
    'a letter that tells what was written',
    'Help',
    `On Friday 2 October he wrote:\n\nI will find you.`,
    [
      ['own', 'On Friday'],
      ['own', 'I will find you'],
    ],
  ],
  [
    'a line about From',
    'Help',
    `From: where I stand it looks bad.\nIt is not good.`,
    [
      ['own', 'From: where'],
      ['own', 'It is not'],
    ],
  ],
  [
    'a line an old mailbox escaped',
    'Re: yours',
    `${OWN}\n>From the first day he hit me.`,
    [['own', '>From the first']],
  ],
  [
    'the line of a phone',
    'Help',
    `He is outside.\n\nSent from my iPhone`,
    [
      ['own', 'He is outside'],
      ['signature', 'Sent from'],
    ],
  ],
  [
    'the line of a program',
    'Help',
    `He is outside.\n\nGet Outlook for Android`,
    [['signature', 'Get Outlook']],
  ],
  [
    'a line only like that of a phone',
    'Help',
    `Sent from my bedroom, he is outside the door with my phone`,
    [['own', 'Sent from my bedroom']],
  ],
  [
    'a signature',
    'Help',
    `Please ring.\n-- \nAda Finch\nTreasurer, Reading Group`,
    [
      ['own', 'Please ring'],
      ['signature', 'Ada Finch'],
      ['signature', 'Treasurer'],
    ],
  ],
  [
    'words below a signature mark',
    'Help',
    `Please ring.\n--\nAda Finch\n\nI cannot stay here tonight.`,
    [
      ['signature', 'Ada Finch'],
      ['own', 'I cannot stay'],
    ],
  ],
  [
    'a farewell',
    'Help',
    `Please ring.\n\nKind regards,\nAda Finch\n01632 960123`,
    [
      ['own', 'Please ring'],
      ['signature', 'Kind regards'],
      ['signature', 'Ada Finch'],
      ['signature', '01632'],
    ],
  ],
  [
    'a Welsh farewell',
    'Help',
    `Ffoniwch os gwelwch yn dda.\n\nCofion cynnes\nElin`,
    [
      ['own', 'Ffoniwch'],
      ['signature', 'Elin'],
    ],
  ],
  [
    'words after a farewell',
    'Help',
    `Please ring.\n\nKind regards\nAda\n\nPS he has taken my keys`,
    [
      ['signature', 'Ada'],
      ['own', 'PS he has taken'],
    ],
  ],
  [
    'a disclaimer',
    'Help',
    `Please ring.\n\nThis e-mail and any attachments are confidential and intended solely for the addressee.`,
    [
      ['own', 'Please ring'],
      ['signature', 'This e-mail'],
    ],
  ],
  [
    'a disclaimer in the same paragraph',
    'Help',
    `He has a knife.\nIf you are not the intended recipient please delete this message.`,
    [
      ['own', 'He has a knife'],
      ['signature', 'If you are not'],
    ],
  ],
  [
    'a letter marked confidential',
    'Help',
    `STRICTLY PRIVATE AND CONFIDENTIAL\n\nHe hit her.`,
    [
      ['own', 'STRICTLY'],
      ['own', 'He hit her'],
    ],
  ],
]

describe('whose words are whose', () => {
  it.each(ROWS)('%s', async (_, subject, body, voices) => {
    const message = await parseMessage(aMail({ subject, body }))
    for (const [voice, words] of voices) expect([voiceOfWords(message, words), words]).toEqual([voice, words])
    expect(coversReading(message)).toBe(true)
  })

  it('takes a changed subject for an answer where the headers name the message answered', async () => {
    const headers = { 'In-Reply-To': '<ours@office.example>' }
    const message = await parseMessage(aMail({ subject: 'My papers', body: `${OWN}\n\n> ${OLD}`, headers }))
    expect(voiceOfWords(message, OLD)).toBe('quoted')
  })

  it('does not take the sender of a threat for us because he was sent a copy', async () => {
    const body = `This came to me.\n\nFrom: him@example.org\nSent: today\n\n${OLD}`
    const to = 'office@office.example, him@example.org'
    const message = await parseMessage(aMail({ subject: 'Help', body, to }))
    expect(voiceOfWords(message, OLD)).toBe('forwarded')
  })

  it('always counts the subject as the correspondent’s own', async () => {
    const message = await parseMessage(aMail({ subject: 'Fwd: he is here', body: `> ${OLD}` }))
    expect(spokenIn(message)).toEqual([
      ['own', 'Fwd: he is here'],
      ['forwarded', `> ${OLD}`],
    ])
  })
})
