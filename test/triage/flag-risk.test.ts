import { describe, expect, it } from 'vitest'
import { type Message, reading } from '../../src/message/message.ts'
import { flagRisk, MODEL_ID } from '../../src/triage/flag-risk.ts'
import { aMessage } from './a-message.ts'
import { riskRules } from './rule-texts.ts'

const risk = (text: string, parts: Partial<Message> = {}) => flagRisk(aMessage({ text, ...parts }), riskRules)
const levelOf = (text: string) => risk(text).level

describe('harmless words that look like danger', () => {
  it.each([
    ['figurative', 'The wait on hold is killing me.'],
    ['idiom', "I'm dying to know when my FOI will be answered."],
    ['idiom', 'Please shoot me a quick email.'],
    ['figurative', 'Another stab in the back for rank and file officers.'],
    ['compound', 'That photo shoot at New Scotland Yard was lovely.'],
    ['figurative', 'I was bombarded with leaflets.'],
    ['information request', "What is the force's bomb disposal budget for 2024/25?"],
    ['information request', 'How many people died in custody in each of the last five years?'],
    ['document request', 'Copy of the suicide prevention strategy, please.'],
    ['enquiry', 'I teach Year 9 and want a speaker on knife crime.'],
    ['research', 'My dissertation compares DASH and DARA risk tools.'],
    ['policy', 'My letter on domestic abuse policy of 3 March has had no reply.'],
    ['opinion', 'Petition: bring back hanging for child killers.'],
    ['figurative', 'It would be political suicide to cut the beat.'],
    ['the beat', 'Beat officers are never seen; we want more on the beat.'],
    ['idiom', 'He beat me to the parking space and the PCSO laughed.'],
    ['road term', "The council's suicide lane on the A-road must go."],
    ['device', 'Kill switch on my e-scooter was ignored by your officer.'],
    ['figurative', 'Your website is a deathtrap of broken links.'],
    ['law', 'Execution of the warrant took ten minutes; nobody was hurt.'],
    ['thanks', "Thank you for saving my son's life last year."],
    [
      'volunteering',
      'I support victims of trafficking as a volunteer and would like to meet the Commissioner.',
    ],
    ['form', 'Traffic and trafficking are different boxes on your form; fix it.'],
    ['dogs', 'Grooming appointment for police dogs: can I watch?'],
    ['law', 'The abuse of process argument failed at the hearing.'],
    ['policy', 'Abuse of position procedures: please send version 3.'],
    ['denied', 'I was not assaulted and do not allege it; the officer was rude.'],
    ['denied', 'No child was present and no one was hurt.'],
    ['training', 'Our Prevent training booklet mentions terrorism on page 4.'],
    ['television', "Review of 'The Murder Detectives', series two, your press office?"],
    ['fiction', 'My crime novel needs to know how a bomb threat is logged.'],
    ['idiom', 'I could murder a curry after that four-hour queue, but well done.'],
    ['lawful ultimatum', 'Enough is enough, I shall write to my MP.'],
    ['lawful ultimatum', 'You leave me no option but to go to the Ombudsman by Friday.'],
    ['lawful', 'I will see you in court.'],
    ['figurative', 'Heads will roll at the next panel meeting.'],
    ['rhetoric', 'The Met has blood on its hands.'],
    ['protest notice', 'Stop the war: die-in protest on Saturday at noon, 200 people, stewarded.'],
    ['newsletter', 'Newsletter: Suicide Prevention Day, free tea and talk.'],
    ['past', 'Under Article 15 send all data on the 2006 rape allegation I made, closed long ago.'],
  ])('%s: %s', (_, text) => {
    expect(levelOf(text)).toBe('none')
  })
})

describe('two letters that differ by little', () => {
  it.each([
    ["He'll kill me when he sees the bill.", "He'll kill me when he sees I've left."],
    ["I'm finished with this case.", "I'm finished with this life."],
    ["I can't go on with the form.", "I can't go on."],
    ["I don't want to be here at the hearing.", "I don't want to be here."],
    ['They took my son to the cells.', 'They took my son to the airport to marry.'],
    ['Goodbye and good riddance.', "Goodbye, tell mum I'm sorry."],
    ["She's been cutting my hours.", "She's been cutting."],
    ['Give him a good hiding.', "I'm going round to give him a good hiding tonight."],
    ['This is not a complaint.', 'This is not a threat, but somebody will get hurt.'],
    ['I was followed by a police car.', 'I am being followed.'],
    ["I'm not suicidal, I just want a reply.", "I'm not suicidal but I don't see the point any more."],
  ])('lets “%s” pass and flags “%s”', (harmless, danger) => {
    expect(levelOf(harmless)).toBe('none')
    expect(['serious', 'immediate']).toContain(levelOf(danger))
  })
})

describe('danger that is happening or has a time', () => {
  it.each([
    'By the time you read this I will have gone off the bridge.',
    'im gonna top myself tonite',
    'I have taken all my tablets.',
    "He's downstairs now and he's said he'll kill me tonight.",
    'They’ve booked the flights and found a husband for my cousin, she is 16.',
    'There is a bomb in the building.',
    'tmrw at break he is bringing the knife in to stab a lad in my year',
    'my son is 13, went out at four yesterday and never came back',
    'I cannot wake her and her lips are blue.',
    "I'm coming to your office with petrol tomorrow.",
    'He intends to kill the Deputy Mayor at the public meeting tomorrow.',
    'Mum has dementia and went out at 3 am in her nightie, not found.',
    'They move us friday night in the lorry.',
  ])('is immediate: %s', (text) => {
    expect(levelOf(text)).toBe('immediate')
  })
})

describe('danger without a time', () => {
  it.each([
    ['domestic-abuse', 'My husband keeps my passport and my bank cards.'],
    ['domestic-abuse', 'he put his hands round my throat'],
    ['stalking-harassment', 'My ex follows me to work every day.'],
    ['suicide-self-harm', 'most nights I feel suicidal'],
    ['exploitation', 'Boss has our passports and says we owe him 6,000 for the journey.'],
    ['exploitation', 'my lad has two phones and new trainers i never bought'],
    ['adult-at-risk', 'My nan is being robbed blind by her carer.'],
    ['child-at-risk', 'The children have bruises and no food in the house.'],
    ['sexual-offence', 'He raped me and he still has keys to my flat.'],
    ['weapon-or-planned-crime', "He's got a gun under the stairs."],
    ['fixated-contact', 'The voices from the mast are yours and you will answer.'],
    ['threat-to-official', 'I know which car the caseworker drives and I have stood outside her house.'],
  ])('%s is serious: %s', (category, text) => {
    const { level, flags } = risk(text)
    expect(['serious', 'immediate']).toContain(level)
    expect(flags.filter((flag) => flag.level !== 'none').map((flag) => flag.category)).toContain(category)
  })

  it('is seen where many small signs stand together', () => {
    const text =
      'Please do not ring the house. He does not know I am writing this, I am at the library. ' +
      'My ex came back and it has started again. She is only six and she hears it all. What do I do?'
    expect(['serious', 'immediate']).toContain(risk(text).level)
  })
})

describe('a flag', () => {
  const text = 'Dear all,\nthe buses are late.\n\nLast night he tried to strangle me. Please advise.'

  it('shows the words as the writer wrote them', () => {
    const message = aMessage({ subject: 'Two things', text })
    for (const flag of flagRisk(message, riskRules).flags) {
      expect(reading(message).slice(flag.start, flag.end)).toBe(flag.evidence)
    }
    expect(flagRisk(message, riskRules).flags.map((flag) => flag.evidence)).toContain(
      'Last night he tried to strangle me',
    )
  })

  it('stays as a note where the words are denied', () => {
    const { level, flags } = risk('I am not suicidal.')
    expect(level).toBe('none')
    expect(flags[0]).toMatchObject({ level: 'none', category: 'suicide-self-harm' })
    expect(flags[0]?.because).toContain('denied')
  })

  it('stays as a note in an earlier message that is answered, and counts when it is passed on', () => {
    const words = 'he said he will kill me'
    const of = (voice: 'quoted' | 'forwarded') =>
      risk(`Thanks.\n> ${words}`, {
        stretches: [
          { voice: 'own', start: 0, end: 8 },
          { voice, start: 8, end: 34 },
        ],
      })
    expect(of('quoted').level).toBe('none')
    expect(of('quoted').flags[0]?.because).toContain('earlier message')
    expect(of('forwarded').level).toBe('serious')
  })

  it('counts in text that an HTML reader would not show', () => {
    const text = 'he says he will kill me'
    expect(risk(text, { stretches: [{ voice: 'hidden', start: 0, end: text.length + 1 }] }).level).toBe(
      'serious',
    )
  })

  it('is found in the subject, and through spelling tricks', () => {
    expect(risk('please call', { subject: 'he is going to k1ll me' }).level).not.toBe('none')
    expect(levelOf('he said he will k i l l  m e')).not.toBe('none')
  })
})

describe('a message whose words cannot be had', () => {
  it.each([
    ['empty', aMessage()],
    ['only a picture', aMessage({ text: '[image: IMG_2026.jpg]\n\nSent from my phone', unread: ['image'] })],
    [
      'a recording with a plain subject',
      aMessage({ subject: 'Complaint about your staff', text: '', unread: ['audio'] }),
    ],
    ['a failed fax', aMessage({ text: 'You have received a fax.\nPages: 2\n[attachment: fax.tif]' })],
    [
      'Polish',
      aMessage({
        text: 'Dzień dobry, piszę w sprawie sąsiada, boję się o to dziecko i nie mówię po angielsku.',
      }),
    ],
    ['picked out of broken bytes', aMessage({ status: 'raw-only', text: 'help door please' })],
  ])('is unreadable: %s', (_, message) => {
    expect(flagRisk(message, riskRules).level).toBe('unreadable')
  })

  it('keeps a higher flag', () => {
    const message = aMessage({ status: 'raw-only', text: 'there is a bomb in the building' })
    expect(flagRisk(message, riskRules).level).toBe('immediate')
  })

  it('is not said of a short plain letter', () => {
    expect(levelOf('please take me off this list')).toBe('none')
    expect(risk('', { subject: 'Please unsubscribe me from your list' }).level).toBe('none')
  })
})

describe('the cost', () => {
  it('of a letter of 2 KB is a few milliseconds', () => {
    const text = 'He told me that the officer said he will look at it again and that I should wait. '.repeat(
      25,
    )
    risk(text)
    // Of this thread: a machine that does other work meanwhile makes a letter late and not dear.
    const before = process.threadCpuUsage()
    for (let turn = 0; turn < 10; turn++) risk(text)
    const { user, system } = process.threadCpuUsage(before)
    expect((user + system) / 1000 / 10).toBeLessThan(25)
  })
})

describe('a danger and its hour far apart in one letter', () => {
  const danger = 'He has said that he will kill me when he finds out.'
  const hour = 'We meet him tonight at nine.'
  const between = 'I moved here in spring and I like the garden and the people next door. '.repeat(30)
  const text = `${danger}\n\n${between}\n\n${hour}`
  const headers = [{ name: 'list-unsubscribe', value: '<mailto:leave@list.example>' }]
  /** The level of what a rule found in the threat, whatever else was found. */
  const threatIn = (letter: string, parts: Partial<Message> = {}) =>
    risk(letter, parts).flags.find((one) => one.evidence.includes('kill me') && one.ruleId !== MODEL_ID)
      ?.level

  it('is serious where no hour is named, so that it is the hour that decides', () => {
    expect(threatIn(danger)).toBe('serious')
  })

  it('is immediate where a person wrote it, however much stands between them', () => {
    expect(text.split(' ').length).toBeGreaterThan(400)
    expect(threatIn(text)).toBe('immediate')
  })

  it('stays serious in mass mail, which tells of many matters', () => {
    expect(threatIn(text, { headers })).toBe('serious')
  })

  it('is immediate in mass mail too where they stand together', () => {
    expect(threatIn(`${danger} ${hour}`, { headers })).toBe('immediate')
  })
})
