import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ROUTES, type Route } from '../../src/triage/route.ts'

const ABOUT: Readonly<Record<Route, string>> = {
  'iopc-referral': 'My cousin died in the cell after the officers restrained her',
  'chief-officer-complaint': 'The Chief Constable himself made this statement and must answer for it',
  'police-complaint': 'The constable was rude and searched my bag for nothing',
  'complaint-review': 'I ask you to review the outcome of my complaint about the force',
  'office-complaint': 'Your office has not answered my letters and your staff were careless',
  'office-holder-complaint': 'The Commissioner in person behaved badly at the dinner',
  'force-enquiry': 'Who has my lost wallet and what is the progress of the crime report',
  foi: 'A freedom of information request for the number of vehicles',
  sar: 'A subject access request for all personal data about me',
  'data-rights': 'Please correct the wrong birthday in my record and erase the rest',
  'victims-commissioner': 'For the Victims Commissioner, my story as a victim at court',
  'deputy-mayor': 'Dear Deputy Mayor, a word on your plans for the borough',
  consultation: 'My answer to the consultation on the police and crime plan',
  'board-question': 'A public question for the next meeting of the board',
  volunteering: 'I would like to volunteer as a custody visitor',
  'supplier-or-funding': 'Our invoice for the grant is unpaid, the purchase order is attached',
  recruitment: 'My job application and CV for the vacancy',
  'event-or-list': 'Please take me off the newsletter and book a seat at the event',
  'general-enquiry': 'What does your office do and when is it open',
  'not-correspondence': 'Automatic reply: I am out of the office until Monday',
}

type Change = { subject?: string; body?: string; risk?: object; why?: string; others?: Route[] }

/** One invented labelled letter, as a line of the file. */
export const letterLine = (id: string, primary: Route, change: Change = {}): string =>
  JSON.stringify({
    id,
    office: 'mopac',
    from: 'Alma Penhaligon <alma@example.net>',
    to: 'office@office.example',
    subject: 'A letter',
    body: ABOUT[primary],
    primary,
    others: [],
    risk: { level: 'none', categories: [], evidence: [] },
    why: 'Invented for a test.',
    ...change,
  })

/** So many letters of every route, each a little different. */
export const everyRoute = (each: number): string[] =>
  ROUTES.flatMap((route) =>
    Array.from({ length: each }, (_, n) =>
      letterLine(`t-${route}-${n}`, route, { body: `${'Good morning. '.repeat(n)}${ABOUT[route]}.` }),
    ),
  )

/** A file of these lines in a new folder that the system clears away. */
export function fileOf(lines: readonly string[]): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'waypost-letters-')), 'letters.jsonl')
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}
