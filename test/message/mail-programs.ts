/**
 * How mail programs set an older message under, above and around an answer, and one that is
 * passed on. Each layout is written from what such programs send, with invented people.
 */
import type { MailParts } from './a-message.ts'

/** `old` is what was said before: by the office in an answer, by somebody else in what is passed on. */
export type Said = { own: string; old: string }

export type Layout = {
  program: string
  style: 'above' | 'below' | 'between'
  answer: (said: Said) => MailParts
}

export type Passing = { program: string; pass: (said: Said) => MailParts }

const ANSWERED = { 'In-Reply-To': '<ours-1@office.example>', References: '<ours-1@office.example>' }
const OFFICE = 'Enquiries <enquiries@office.example>'

const answer = (subject: string, body: string): MailParts => ({ subject, body, headers: ANSWERED })
const answerInHtml = (html: string): MailParts => ({ subject: 'Re: yours', html, headers: ANSWERED })

const chevroned = (text: string, depth = 1): string =>
  text
    .split('\n')
    .map((line) => `${'>'.repeat(depth)} ${line}`)
    .join('\n')

/** The lines that stand before an older message, and how its own lines are set. */
type Quoting = { program: string; head: string; subject: string; hasChevrons: boolean }

const GMAIL = `On Fri, 2 Oct 2026 at 23:51, ${OFFICE} wrote:`
const outlook = (labels: [from: string, sent: string, to: string, subject: string]): string =>
  `${labels[0]}: ${OFFICE}\n${labels[1]}: 02 October 2026 23:51\n${labels[2]}: Alma Penhaligon <alma.penhaligon@example.net>\n${labels[3]}: yours\n`
const ENGLISH = outlook(['From', 'Sent', 'To', 'Subject'])

const QUOTINGS: readonly Quoting[] = [
  ['Gmail', GMAIL, 'Re: yours', true],
  [
    'Gmail, over two lines',
    `On Fri, 2 Oct 2026 at 23:51, Enquiries\n<enquiries@office.example> wrote:`,
    'Re: yours',
    true,
  ],
  [
    'Gmail, over three lines',
    `On Fri, 2 Oct 2026 at 23:51,\nEnquiries of the Office\n<enquiries@office.example> wrote:`,
    'Re: yours',
    true,
  ],
  ['Gmail of long ago', `2026-10-02 23:51 GMT+01:00 ${OFFICE}:`, 'Re: yours', true],
  ['Gmail in German', `Am Fr., 2. Okt. 2026 um 23:51 Uhr schrieb ${OFFICE}:`, 'AW: yours', true],
  ['Gmail in Welsh', `Ar Gwe, 2 Hyd 2026 am 23:51, ysgrifennodd ${OFFICE}:`, 'Ateb: yours', true],
  ['Gmail in French', `Le ven. 2 oct. 2026 à 23:51, ${OFFICE} a écrit :`, 'Re: yours', true],
  ['Gmail in Polish', `pt., 2 paź 2026 o 23:51 ${OFFICE} napisał(a):`, 'Odp: yours', true],
  ['Gmail in Spanish', `El vie, 2 oct 2026 a las 23:51, ${OFFICE} escribió:`, 'RE: yours', true],
  ['Thunderbird', `On 02/10/2026 23:51, Enquiries wrote:`, 'Re: yours', true],
  ['Thunderbird in German', `Am 02.10.26 um 23:51 schrieb Enquiries:`, 'Re: yours', true],
  ['Apple Mail', `> On 2 Oct 2026, at 23:51, ${OFFICE} wrote:`, 'Re: yours', true],
  ['Horde', `Quoting ${OFFICE}:`, 'Re: yours', true],
  ['mutt', `${OFFICE} wrote:`, 'Re: yours', true],
  ['Apple Mail without chevrons', `On 2 Oct 2026, at 23:51, ${OFFICE} wrote:`, 'Re: yours', false],
  ['Yahoo', `On Friday, 2 October 2026 at 23:51:10 BST, ${OFFICE} wrote:`, 'Re: yours', false],
  ['Outlook', ENGLISH, 'RE: yours', false],
  ['Outlook, with a drawn line', `________________________________\n${ENGLISH}`, 'RE: yours', false],
  ['Outlook in bold', ENGLISH.replace(/^(\w+):/gm, '*$1:*'), 'RE: yours', false],
  ['Outlook in German', outlook(['Von', 'Gesendet', 'An', 'Betreff']), 'AW: yours', false],
  ['Outlook in Welsh', outlook(['Oddi wrth', 'Anfonwyd', 'At', 'Pwnc']), 'Ateb: yours', false],
  ['Outlook in French', outlook(['De', 'Envoyé', 'À', 'Objet']), 'RE: yours', false],
  ['Outlook in Polish', outlook(['Od', 'Wysłano', 'Do', 'Temat']), 'ODP: yours', false],
  ['Outlook in Romanian', outlook(['De la', 'Trimis', 'Către', 'Subiect']), 'RE: yours', false],
  ['Outlook in Turkish', outlook(['Kimden', 'Gönderildi', 'Kime', 'Konu']), 'YNT: yours', false],
  [
    'Outlook for Android',
    `Get Outlook for Android<https://aka.example/x>\n________________________________\n${ENGLISH}`,
    'Re: yours',
    false,
  ],
  ['Outlook of long ago', `-----Original Message-----\n${ENGLISH}`, 'RE: yours', false],
  [
    'a Samsung phone',
    `Sent from my Galaxy\n\n-------- Original message --------\nFrom: ${OFFICE}\nDate: 02/10/2026 23:51 (GMT+00:00)\nTo: Alma\nSubject: yours\n`,
    'Re: yours',
    false,
  ],
  ['an iPhone', `Sent from my iPhone\n\n> On 2 Oct 2026, at 23:51, ${OFFICE} wrote:\n> `, 'Re: yours', true],
  [
    'Lotus Notes',
    `From:\tEnquiries/Office\nTo:\talma.penhaligon@example.net\nDate:\t02/10/2026 23:51\nSubject:\tyours\n`,
    'Re: yours',
    false,
  ],
  ['Lotus iNotes', `Enquiries---02/10/2026 23:51:10---Dear Alma`, 'Re: yours', false],
  ['GroupWise', `>>> ${OFFICE} 02/10/2026 23:51 >>>`, 'Re: yours', false],
].map(([program, head, subject, hasChevrons]) => ({ program, head, subject, hasChevrons }) as Quoting)

const above = ({ program, head, subject, hasChevrons }: Quoting): Layout => ({
  program,
  style: 'above',
  answer: ({ own, old }) => answer(subject, `${own}\n\n${head}\n${hasChevrons ? chevroned(old) : old}\n`),
})

const below = ({ program, head, subject }: Quoting): Layout => ({
  program,
  style: 'below',
  answer: ({ own, old }) => answer(subject, `${head}\n${chevroned(old)}\n\n${own}\n`),
})

const between = ({ program, head, subject }: Quoting): Layout => ({
  program,
  style: 'between',
  answer: ({ own, old }) =>
    answer(
      subject,
      `${head}\n> We have read your letter.\n\nThank you for that.\n\n${chevroned(old)}\n\n${own}\n`,
    ),
})

const IN_HTML: readonly Layout[] = [
  {
    program: 'Gmail in HTML',
    style: 'above',
    answer: ({ own, old }) =>
      answerInHtml(
        `<div dir="ltr">${own}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${GMAIL.replace('<', '&lt;').replace('>', '&gt;')}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid #ccc"><div>${old}</div></blockquote></div>`,
      ),
  },
  {
    program: 'Apple Mail in HTML',
    style: 'above',
    answer: ({ own, old }) =>
      answerInHtml(
        `<html><body><div>${own}</div><div><br><blockquote type="cite"><div>On 2 Oct 2026, at 23:51, Enquiries &lt;enquiries@office.example&gt; wrote:</div><br><div>${old}</div></blockquote></div></body></html>`,
      ),
  },
  {
    program: 'Apple Mail in HTML',
    style: 'below',
    answer: ({ own, old }) =>
      answerInHtml(`<blockquote type="cite"><div>${old}</div></blockquote><div><br></div><div>${own}</div>`),
  },
  {
    program: 'Outlook in HTML',
    style: 'above',
    answer: ({ own, old }) =>
      answerInHtml(
        `<body><div class="elementToProof">${own}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> Enquiries &lt;enquiries@office.example&gt;<br><b>Sent:</b> 02 October 2026 23:51<br><b>To:</b> Alma<br><b>Subject:</b> yours</font><div>&nbsp;</div></div><div>${old}</div></body>`,
      ),
  },
  {
    program: 'Thunderbird in HTML',
    style: 'between',
    answer: ({ own, old }) =>
      answerInHtml(
        `<div class="moz-cite-prefix">On 02/10/2026 23:51, Enquiries wrote:<br></div><blockquote type="cite"><p>We have read your letter.</p></blockquote><p>Thank you for that.</p><blockquote type="cite"><p>${old}</p></blockquote><p>${own}</p>`,
      ),
  },
  {
    program: 'Yahoo in HTML',
    style: 'above',
    answer: ({ own, old }) =>
      answerInHtml(
        `<div>${own}</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On Friday, 2 October 2026 at 23:51:10 BST, Enquiries &lt;enquiries@office.example&gt; wrote: </div><div><br></div><div>${old}</div></div>`,
      ),
  },
]

/** Answers to a letter of the office, by program and place. */
export const LAYOUTS: readonly Layout[] = [
  ...QUOTINGS.map(above),
  ...QUOTINGS.filter(({ hasChevrons }) => hasChevrons).map(below),
  ...QUOTINGS.filter(({ hasChevrons }) => hasChevrons).map(between),
  ...IN_HTML,
]

const HIM = 'Him <him@example.org>'
const ABOUT_HIM = `From: ${HIM}\nSent: 02 October 2026 23:51\nTo: Alma <alma.penhaligon@example.net>\nSubject: soon\n`
const passed = (subject: string, body: string): MailParts => ({ subject, body })

/** Words of somebody else, sent on to the office. */
export const PASSINGS: readonly Passing[] = [
  {
    program: 'Gmail',
    pass: ({ own, old }) =>
      passed(
        'Fwd: soon',
        `${own}\n\n---------- Forwarded message ---------\nFrom: ${HIM}\nDate: Fri, 2 Oct 2026\nSubject: soon\nTo: <alma.penhaligon@example.net>\n\n\n${old}`,
      ),
  },
  {
    program: 'Gmail in German',
    pass: ({ own, old }) =>
      passed(
        'WG: soon',
        `${own}\n\n---------- Weitergeleitete Nachricht ---------\nVon: ${HIM}\nDatum: Fr, 2. Okt. 2026\n\n${old}`,
      ),
  },
  {
    program: 'Apple Mail',
    pass: ({ own, old }) =>
      passed(
        'Fwd: soon',
        `${own}\n\nBegin forwarded message:\n\nFrom: ${HIM}\nSubject: soon\nDate: 2 October 2026 at 23:51:10 BST\n\n${old}`,
      ),
  },
  {
    program: 'an iPhone',
    pass: ({ own, old }) =>
      passed(
        'Fwd: soon',
        `${own}\n\nSent from my iPhone\n\nBegin forwarded message:\n\n${chevroned(`From: ${HIM}\nDate: 2 October 2026\n\n${old}`)}`,
      ),
  },
  { program: 'Outlook', pass: ({ own, old }) => passed('FW: soon', `${own}\n\n${ABOUT_HIM}\n${old}`) },
  {
    program: 'Outlook in Welsh',
    pass: ({ own, old }) =>
      passed('Ymlaen: soon', `${own}\n\nOddi wrth: ${HIM}\nAnfonwyd: 2 Hydref 2026\nPwnc: soon\n\n${old}`),
  },
  {
    program: 'Outlook, without a prefix',
    pass: ({ own, old }) => passed('soon', `${own}\n\n${ABOUT_HIM}\n${old}`),
  },
  {
    program: 'a Samsung phone',
    pass: ({ own, old }) =>
      passed(
        'Fwd: soon',
        `${own}\n\n-------- Original message --------\nFrom: ${HIM}\nDate: 02/10/2026\n\n${old}`,
      ),
  },
  {
    program: 'Lotus Notes',
    pass: ({ own, old }) =>
      passed(
        'Fw: soon',
        `${own}\n\n----- Forwarded by Alma Penhaligon/Org on 03/10/2026 09:00 -----\n\nFrom:\t${HIM}\nDate:\t02/10/2026\n\n${old}`,
      ),
  },
  {
    program: 'Outlook, answering nothing of ours',
    pass: ({ own, old }) => ({
      subject: 'RE: soon',
      body: `${own}\n\n${ABOUT_HIM}\n${old}`,
      headers: { 'In-Reply-To': '<his-1@example.org>' },
    }),
  },
  {
    program: 'an answer to all, us among them',
    pass: ({ own, old }) => ({
      subject: 'Re: soon',
      to: `${HIM}, ${OFFICE}`,
      body: `${own}\n\nOn Fri, 2 Oct 2026 at 23:51, ${HIM} wrote:\n${chevroned(old)}`,
      headers: { 'In-Reply-To': '<his-1@example.org>' },
    }),
  },
  {
    program: 'a message inside the message',
    pass: ({ own, old }) => ({
      subject: 'what he sent',
      body: own,
      parts: [{ contentType: 'message/rfc822', content: `From: ${HIM}\r\nSubject: soon\r\n\r\n${old}` }],
    }),
  },
  {
    program: 'his words behind chevrons in a first letter',
    pass: ({ own, old }) => passed('Help', `${own} He sent me this:\n\n${chevroned(old)}`),
  },
  {
    program: 'his words with their date in a first letter',
    pass: ({ own, old }) =>
      passed('Help', `${own}\n\nOn Fri, 2 Oct 2026 at 23:51, ${HIM} wrote:\n${chevroned(old)}`),
  },
  {
    program: 'his words with a date and no address in a first letter',
    pass: ({ own, old }) => passed('Help', `${own}\n\nOn 2 Oct 2026, at 23:51, Him wrote:\n\n${old}`),
  },
  {
    program: 'Gmail in HTML',
    pass: ({ own, old }) => ({
      subject: 'Fwd: soon',
      html: `<div>${own}</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: <strong>Him</strong> &lt;him@example.org&gt;<br>Date: Fri, 2 Oct 2026<br></div><br><br><div>${old}</div></div>`,
    }),
  },
  {
    program: 'Outlook in HTML',
    pass: ({ own, old }) => ({
      subject: 'Fw: soon',
      html: `<div>${own}</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Him &lt;him@example.org&gt;<br><b>Sent:</b> 02 October 2026<br><b>To:</b> Alma<br><b>Subject:</b> soon</div><div>${old}</div>`,
    }),
  },
  {
    program: 'Apple Mail in HTML',
    pass: ({ own, old }) => ({
      subject: 'Fwd: soon',
      html: `<div>${own}</div><div><br><blockquote type="cite"><div>Begin forwarded message:</div><br><div><b>From: </b>Him &lt;him@example.org&gt;</div><div><b>Subject: </b>soon</div><br><div>${old}</div></blockquote></div>`,
    }),
  },
]
