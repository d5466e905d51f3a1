/**
 * The letters of a first embedded start. Every person, place and event in them is
 * invented; addresses are on domains kept for examples, numbers from those kept for drama.
 */
export type DemoLetter = {
  office: string
  from: string
  subject: string
  text: string
  headers?: Record<string, string>
}

export const DEMO_LETTERS: readonly DemoLetter[] = [
  {
    office: 'mopac',
    from: 'Rowan Ashdown <rowan.ashdown@example.net>',
    subject: 'Freedom of Information request: borough officers',
    text: `Dear Sir or Madam,

Under the Freedom of Information Act 2000 please send me the number of neighbourhood officers in each London borough on 1 April in each of the last three years, in a spreadsheet if you can.

Yours faithfully,
Rowan Ashdown
`,
  },
  {
    office: 'mopac',
    from: 'Imelda Farrow <imelda.farrow@example.org>',
    subject: 'please read this',
    text: `I wrote to you in the spring about my brother's case and nobody answered and I understand that, you are busy.

I am not writing about that now. I have sorted the cat and the rent and I have taken all the tablets I had saved. I wanted somebody to know it was not anybody's fault. It is quiet and I am not frightened.

Imelda
`,
  },
  {
    office: 'mopac',
    from: 'Gethin Marlowe <g.marlowe@example.com>',
    subject: "The Commissioner's statement of 9 November",
    text: `I wish to complain about the Commissioner personally. In his own statement on 9 November he said that everybody at the vigil had been asked to leave three times. I was there from the start, nobody asked, and he has since been shown the recording and has refused to correct what he said.

Gethin Marlowe
`,
  },
  {
    office: 'mopac',
    from: 'Petra Lindqvist <petra.lindqvist@example.net>',
    subject: 'Copy of what you hold about me',
    text: `Hello,

Please send me a copy of all the personal information that you hold about me, including the emails between your office and the Metropolitan Police that mention my name. I wrote to you in June and in August, from this address.

Petra Lindqvist
`,
  },
  {
    office: 'leicestershire-opcc',
    from: 'Winnie Ojelade <w.ojelade@example.com>',
    subject: 'Officer at the front desk',
    text: `I want to complain about an officer of Leicestershire Police. On Tuesday the officer at the front desk told my mother, who is 81, to stop wasting his time, and laughed when she dropped her papers. He would not give his number. She was very upset.

Winnie Ojelade
`,
  },
  {
    office: 'leicestershire-opcc',
    from: 'Caspian Thorne <caspian.thorne@example.org>',
    subject: 'Review of complaint outcome',
    text: `I ask you to review the outcome of my complaint. Leicestershire Police wrote to me on 12 November that the service provided was acceptable. I do not agree: they never spoke to the two witnesses whose names I gave. The outcome letter is dated 12 November and I received it on the 14th.

Caspian Thorne
`,
  },
  {
    office: 'leicestershire-opcc',
    from: 'M. <m.quill@example.net>',
    subject: 'not sure who to ask',
    text: `My husband checks my phone most evenings so I am writing this from the library. He has started locking the front door when he goes to work and he keeps the key and my bank card. On Sunday he put his hands round my neck, it is the second time. I have two little ones. I don't want anyone to turn up, I only want to know what would happen if I told somebody.
`,
  },
  {
    office: 'leicestershire-opcc',
    from: 'Harborough Gazette newsdesk <newsdesk@example.com>',
    subject: 'Automatic reply: Budget consultation',
    text: 'Thank you for your message. I am out of the office until Monday and will read it then.\n',
    headers: { 'Auto-Submitted': 'auto-replied' },
  },
  {
    office: 'west-midlands-pcc',
    from: 'Tobias Wren <tobias.wren@example.org>',
    subject: 'Patrols near the canal',
    text: `Good morning,

Could you tell me who to ask about patrols along the canal towpath behind Vesper Street? It has been dark there since the lamps failed and several of us walk home that way at six. I am not complaining, the neighbourhood team has always been kind to us.

Tobias Wren
`,
  },
  {
    office: 'west-midlands-pcc',
    from: 'Adaeze Colman <adaeze.colman@example.net>',
    subject: 'My son in custody',
    text: `My son Luka died on 3 November, two hours after the police let him go. He had been restrained on the ground by four officers and he told them that he could not breathe. Nobody has told us anything. We want somebody who is not the police to find out what happened.

Adaeze Colman
`,
  },
  {
    office: 'west-midlands-pcc',
    from: 'Ursula Penhaligon <ursula.p@example.com>',
    subject: 'Thank you',
    text: `I would like to thank the two officers who sat with my father when he fell outside the market. They stayed until the ambulance came and one of them rang me the next day to ask how he was. He is well. I was dying to find out who they were, and the desk told me: PC Hollis and PC Anand.

Ursula Penhaligon
`,
  },
  {
    office: 'west-midlands-pcc',
    from: 'Kit Harrow <kit.harrow@example.org>',
    subject: 'same car again',
    text: `He is outside again. It is the fourth night. I moved in March and did not tell anyone but my sister, and last week he sent me a photograph of my new front door. I have changed my number twice. I reported it in September and have a crime number but the officer has left and nobody rings back. I am frightened to go to work.

Kit Harrow
`,
  },
]
