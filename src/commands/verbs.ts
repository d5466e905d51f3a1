/** A verb takes its words and gives its exit code. Loaded only when asked for: `assess` starts no database code. */
export type Verb = (words: string[]) => Promise<number>

export const VERBS: Readonly<Record<string, () => Promise<Verb>>> = {
  assess: async () => (await import('./assess.ts')).assess,
  deadline: async () => (await import('./deadline.ts')).deadlineVerb,
  cases: async () => (await import('./cases.ts')).listCases,
  migrate: async () => (await import('./migrate.ts')).migrate,
  'check-rules': async () => (await import('./check-rules.ts')).checkRulesVerb,
  evaluate: async () => (await import('./evaluate.ts')).evaluate,
  'train-danger': async () => (await import('./train-danger.ts')).trainDangerModel,
  train: async () => (await import('./train.ts')).train,
  backup: async () => (await import('./backup.ts')).backupVerb,
  restore: async () => (await import('./restore.ts')).restoreVerb,
  seed: async () => (await import('./seed.ts')).seedVerb,
  'data-map': async () => (await import('./data-map.ts')).dataMapVerb,
  dpia: async () => (await import('./dpia.ts')).dpiaVerb,
  doctor: async () => (await import('./doctor.ts')).doctor,
  'verify-audit': async () => (await import('./verify-audit.ts')).verifyAuditVerb,
  dispose: async () => (await import('./dispose.ts')).dispose,
  poll: async () => (await import('./poll.ts')).poll,
  work: async () => (await import('./work.ts')).work,
  rota: async () => (await import('./rota.ts')).rotaVerb,
  'refresh-calendars': async () => (await import('./refresh-calendars.ts')).refreshCalendarsVerb,
  'rebuild-clocks': async () => (await import('./rebuild-clocks.ts')).rebuildClocksVerb,
  retry: async () => (await import('./retry.ts')).retry,
  'rotate-keys': async () => (await import('./rotate-keys.ts')).rotateKeysVerb,
  'fetch-whole': async () => (await import('./fetch-whole.ts')).fetchWholeVerb,
}

export const HELP = `waypost <verb>

  assess PATH… [--office ID] [--mailbox ADDRESS]… [--authserv-id ID]
                          judge .eml files, no database; one JSON object a line
  deadline KIND --received DAY [--office ID] [--event pause:DAY]… [--explain]
           [--if-answered DAY] [--if-holiday DAY[:PART]]
                          the day a thing is due, each day of it, and what would be if
  cases [--jsonl]         the cases in the running data, no words of any letter
  check-rules [--report [FILE…]]
                          run every rule's own examples; say what each adds on letters
  evaluate FILE [--json] [--against RELEASE.json] [--save RELEASE.json]
           [--floors FLOORS.json]
                          measure routes and risk on labelled letters
  train FILE… [--seen FILE]… [--out FILE] [--seed NUMBER]
                          learn the route model anew from labelled letters
  train-danger [FILE…] [--ordinary FOLDER]… [--out FILE]
                          learn the model of danger anew from rules/examples, and more letters

  migrate                 bring the database up to date
  poll                    look into every mailbox once
  work [--once]           do the jobs that are owed
  retry ID… | --all       take parked messages in again
  fetch-whole REF… | --all
                          fetch messages whole of which only a part is here
  dispose [--dry-run] [--office ID]
                          dispose of the cases on which two people have agreed; --dry-run
                          removes nothing and lists what is due
  rota [--office ID] [--at MOMENT]
                          who is on duty, who is next, and the gaps of the week ahead
  refresh-calendars [--from ADDRESS | --file PATH]
                          take the bank holidays of GOV.UK, or say what is wrong with them
  rebuild-clocks          work every deadline out again from its record, and say which differed
  backup FILE             write everything to a file that BACKUP_PASSPHRASE opens
  restore FILE [--dry-run] [--other-secret-key]
                          put it into an empty database; or only read it through
  rotate-keys             put the keys of letters under the current office key
  seed COUNT              add made-up cases to an embedded database, up to a million
  data-map                where personal data is, table by table, as Markdown
  dpia OFFICE             a data protection impact assessment, filled from the configuration
  verify-audit [--anchors FILE]… [--public-key KEY]
                          prove that the history was not changed, by its chain and by what
                          was kept of it outside the database
  doctor                  look for what is wrong with this installation

Exit code 0: done. 1: refused, or something is wrong. 2: not understood.
`
