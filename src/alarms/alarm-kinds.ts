/**
 * What may be wrong with the service itself, in the sentences that duty staff read.
 *
 * `urgent`: letters may be waiting unseen or people left without an answer, so duty
 * staff are told by mail until it is over or somebody says that they know. `notice`:
 * shown, and mailed to nobody. `ends`: by itself, when the service finds it right
 * again, or when a person has looked, because it is something that happened.
 */
export type AlarmSpec = {
  weight: 'urgent' | 'notice'
  ends: 'by-itself' | 'when-seen'
  says: string
  /** What the reader can do about it. */
  todo: string
  /** Told first to whoever is named for when nobody is on duty, because the duty officer may be who is missing. */
  firstToFallback?: true
  /** Told first to the last step of the ladder, the head of the office, because who is on duty is told by another alarm. */
  firstToHead?: true
  /** Hours between two mails, where a quarter of an hour would be far too often. */
  everyHours?: number
}

const spec = (
  weight: AlarmSpec['weight'],
  ends: AlarmSpec['ends'],
  says: string,
  todo: string,
): AlarmSpec => ({ weight, ends, says, todo })

const GAP_TODO =
  'Open the page “Duty rota”, see which hours and why, and name somebody. Until then an alert in those hours skips that step of the ladder at once.'

export const ALARMS = {
  'mailbox-blind': spec(
    'urgent',
    'by-itself',
    'A mailbox has not been read for ten minutes.',
    'Letters may be waiting there unread. Read the mailbox by hand until this is over, and call the people who run the service.',
  ),
  'mailbox-refused': spec(
    'urgent',
    'by-itself',
    'The mail server refuses our sign-in to a mailbox.',
    'Letters may be waiting there unread. Read the mailbox by hand until this is over, and have its password or permission renewed.',
  ),
  'mailbox-not-connected': spec(
    'urgent',
    'by-itself',
    'The mail server knows our sign-in and does not open the mailbox.',
    'Letters may be waiting there unread. Read the mailbox by hand until this is over, and have our right to read it looked at. The password or secret is not the cause.',
  ),
  'mailbox-unbalanced': spec(
    'urgent',
    'by-itself',
    'What is in a mailbox and what we have taken in do not add up.',
    'Look at the page “Mailboxes”, and read the mailbox by hand for letters that are in no case.',
  ),
  'mailbox-renumbered': spec(
    'urgent',
    'when-seen',
    'The mail server has renumbered a mailbox more than three times in a day.',
    'Nothing is lost by it: everything was looked through again. Ask the people who run the mail server why.',
  ),
  'folder-missing': spec(
    'urgent',
    'by-itself',
    'A folder that we watch is no longer on the mail server.',
    'Find out who renamed or removed it. Letters in it are not being read.',
  ),
  'folder-new': spec(
    'notice',
    'when-seen',
    'There is a new folder on the mail server that we do not watch.',
    'If a rule puts letters there, have the folder added to the settings.',
  ),
  'message-vanished': spec(
    'urgent',
    'when-seen',
    'A message was removed from a mailbox before we could read it.',
    'Ask who removed it, and look in the deleted items.',
  ),
  'message-not-fetched': spec(
    'urgent',
    'by-itself',
    'The mail server has a message that it does not hand over.',
    'Open that message in the mailbox and read it: nobody has looked for danger in it.',
  ),
  'canary-missing': spec(
    'urgent',
    'by-itself',
    'A test message that we sent to a mailbox has not come back, or nobody was paged by it.',
    'Letters may not be reaching the mailbox, or danger in them may not reach you. The page “Mailboxes” says how far it came. Read the mailbox by hand until this is over, and call the people who run the service.',
  ),
  'token-not-refreshed': spec(
    'urgent',
    'by-itself',
    'The permission to read a mailbox could not be renewed and will soon run out.',
    'Call the people who run the sign-in service: after that the mailbox cannot be read.',
  ),
  'sending-token-not-renewed': spec(
    'urgent',
    'by-itself',
    'The permission to send mail could not be renewed.',
    'Call the people who run the sign-in service. Until it is renewed no page and no acknowledgement may leave: keep the queue open and look for alerts there.',
  ),
  'acknowledgements-stopped': spec(
    'urgent',
    'by-itself',
    'So many acknowledgements were owed that no more are sent for now.',
    'Look whether a machine is writing to you. Letters are still taken in, and alerts still go out.',
  ),
  'letter-not-judged': spec(
    'urgent',
    'when-seen',
    'A letter could not be judged because of a fault of ours.',
    'It stands in the safety lane as not readable: read it yourself. If there are many, read the mailbox by hand and call the people who run the service.',
  ),
  'mail-loop': spec(
    'urgent',
    'when-seen',
    'A mail of our own came back to us.',
    'Nothing was answered. Look whether a forwarding rule sends our mails back to the mailbox.',
  ),
  'return-paths-missing': spec(
    'notice',
    'by-itself',
    'More than one message in a hundred comes without a return address.',
    'Ask the people who run the mail server to keep the Return-Path line: without it no acknowledgement can be sent.',
  ),
  'message-parked': spec(
    'urgent',
    'when-seen',
    'A message could not be taken in.',
    'It is in no case and nobody has looked for danger in it. Open the page “Problems” and read it now.',
  ),
  'rule-left-out': spec(
    'urgent',
    'by-itself',
    'A rule that was published here no longer works with this version of the service and is left out.',
    'Letters that only this rule would find are not found. Open the page “Rules”, mend the rule and have it published again, or go back to an earlier ruleset. Everything else goes on as before.',
  ),
  'publication-undone': spec(
    'notice',
    'when-seen',
    'One person has taken back the last rule that was published.',
    'The rules are again those from before it. Look at the page “Rules” for who and why.',
  ),
  'watchdog-silent': spec(
    'urgent',
    'by-itself',
    'The watchdog has sent no test message for an hour.',
    'It is the process that tells you when this service itself stands still, and nobody else would. Call the people who run it. Letters are taken in as before.',
  ),
  'drill-missed': spec(
    'urgent',
    'when-seen',
    'Nobody answered a drill.',
    'Had it been a letter from somebody in danger, nobody would have helped them. The page “Drills” says who was told and when. Find out why nobody answered.',
  ),
  restored: spec(
    'urgent',
    'when-seen',
    'The service was put back from a backup.',
    'What people noted, answered and decided since the backup is not here. Letters of that time are read from the mailboxes again, and answers to them wait for a person. Look at every open alert now: each pages again in a quarter of an hour unless somebody has answered it.',
  ),
  'backup-late': {
    ...spec(
      'urgent',
      'by-itself',
      'The last backup is older than it may be.',
      'Call the people who run the service: have a backup made now, and find out why none was. Letters are taken in and alerts go out all the same.',
    ),
    everyHours: 24,
  },
  'anchor-not-kept': {
    ...spec(
      'urgent',
      'by-itself',
      'The head of the history has not been kept outside the database for hours.',
      'Call the people who run the service: the file or mailbox for it (ANCHOR_FILE, ANCHOR_MAIL) does not take it. Until then a history that somebody made anew would be found late.',
    ),
    everyHours: 24,
  },
  'history-not-as-anchored': {
    ...spec(
      'urgent',
      'when-seen',
      'The history in the database is not the one that was kept outside it an hour ago.',
      'Call whoever answers for security. Unless a backup was put back by hand, somebody has changed the database past the service. Have “waypost verify-audit” say from which row on, and change nothing before.',
    ),
    firstToFallback: true,
    everyHours: 4,
  },
  'calendar-refused': spec(
    'notice',
    'by-itself',
    'The list of bank holidays that was fetched looks wrong and was not taken.',
    'The lists that we hold stay in force. Compare them with www.gov.uk/bank-holidays, and run “waypost refresh-calendars” to see what is wrong.',
  ),
  'calendar-short': spec(
    'notice',
    'by-itself',
    'The lists of bank holidays reach less than 12 months ahead.',
    'Run “waypost refresh-calendars”. Deadlines beyond the end of the lists cannot be worked out.',
  ),
  'calendar-ending': spec(
    'urgent',
    'by-itself',
    'The lists of bank holidays end within three months.',
    'Deadlines beyond their end have no date. Have “waypost refresh-calendars” run today.',
  ),
  'deadline-mail-refused': spec(
    'urgent',
    'when-seen',
    'The outgoing mail server refuses mails about deadlines to a post of the office.',
    'Look at the page “Deadlines” for what that post owes, tell whoever holds it, and have its address in the profile of the office put right.',
  ),
  'breach-not-reported': spec(
    'urgent',
    'by-itself',
    'The 72 hours to report a breach of personal data have run out.',
    'Open the page “Breaches”. Report it to the Information Commissioner now, with why it is late (UK GDPR Art 33(1)), or write down the decision that it is not reported, with the reason.',
  ),
  'breach-provider-not-told': spec(
    'urgent',
    'by-itself',
    'The 24 hours to tell the lead provider of a breach of personal data have run out.',
    'Open the page “Breaches”, tell the lead provider of the contract now, and write it down there.',
  ),
  'breach-mail-not-sent': spec(
    'urgent',
    'when-seen',
    'It is not sure that the data protection officer was told of a breach of personal data by mail.',
    'Ring them and ask. The page “Breaches” says what it is about; their address is in the profile of the office.',
  ),
  'null-sender-refused': spec(
    'urgent',
    'when-seen',
    'The outgoing mail server refuses acknowledgements, because they have no return address.',
    'Have a return address set that nobody reads and nothing answers (BOUNCE_ADDRESS). Until then correspondents get no acknowledgement; alerts still go out.',
  ),
  'scanner-unreachable': {
    ...spec(
      'urgent',
      'by-itself',
      'The virus scanner has not answered for ten minutes.',
      'Letters come in and are read as before, and files that came with them cannot be opened. Have the people who run the service start the scanner again (SCANNER).',
    ),
    everyHours: 24,
  },
  'scanner-finds-nothing': {
    ...spec(
      'urgent',
      'by-itself',
      'The virus scanner does not find the file that every scanner finds.',
      'It has no signatures, or something else answers in its place. Nothing is scanned until it is right. Have the people who run the service look at it.',
    ),
    everyHours: 24,
  },
  'scanner-stale': {
    ...spec(
      'urgent',
      'by-itself',
      'The virus scanner looks with signatures that are older than two days, or of which it does not say how old they are.',
      'Have the people who run the service find out why it gets no new ones (freshclam). Files that came meanwhile are scanned again by themselves when it has them.',
    ),
    everyHours: 24,
  },
  'seal-broken': {
    ...spec(
      'urgent',
      'when-seen',
      'Somebody opened a sealed case in an emergency.',
      'Open the page “Broken seals”, read who it was and why, and say whether it was right. Whoever opened it cannot say so themselves.',
    ),
    firstToFallback: true,
    everyHours: 4,
  },
  'emergency-sign-in': {
    ...spec(
      'urgent',
      'when-seen',
      'Somebody signed in by a security key for emergencies.',
      'Ask the person who holds it whether it was them. If not, end the key on the page “Keys for emergencies” under “People” at once, which ends the session too.',
    ),
    everyHours: 1,
  },
  'emergency-sign-in-to-manager': {
    ...spec(
      'urgent',
      'when-seen',
      'Somebody signed in by a security key for emergencies (told to the head of the office).',
      'Have somebody else than whoever holds it read why, on the page “Keys for emergencies” under “People”, and say there whether it was right.',
    ),
    firstToHead: true,
    everyHours: 4,
  },
  'rota-gap-soon': {
    ...spec(
      'urgent',
      'by-itself',
      'The duty rota has nobody who can be reached, now or within a day.',
      GAP_TODO,
    ),
    firstToFallback: true,
    everyHours: 1,
  },
  'rota-gap': {
    ...spec('urgent', 'by-itself', 'The duty rota has a gap within the next seven days.', GAP_TODO),
    firstToFallback: true,
    everyHours: 24,
  },
} as const satisfies Record<string, AlarmSpec>

export type AlarmKind = keyof typeof ALARMS

/** What is known of that kind; an alarm of a kind that an older version raised is still shown. */
export const alarmSpec = (kind: string): AlarmSpec =>
  ALARMS[kind as AlarmKind] ??
  spec('urgent', 'when-seen', 'Something is wrong with the service.', 'Call the people who run the service.')
