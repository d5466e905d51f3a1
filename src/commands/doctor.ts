import postgres from 'postgres'
import { type Config, readConfig } from '../config.ts'
import { carriersOf, readRulebook, senderFor, sendingOffices, signInOf } from '../deps.ts'
import { KeptLine } from '../intake/kept-line.ts'
import type { Folder } from '../intake/mailbox.ts'
import { errorFields } from '../log.ts'
import { readOffices } from '../offices/read-offices.ts'
import type { CarrierName } from '../outbox/carrier.ts'
import { trySigningIn } from '../outbox/smtp-outbox.ts'
import { clamdScanner } from '../scanner/clamd.ts'
import { isStale, type Standing } from '../scanner/scanner.ts'
import { checkRules } from '../triage/check-rules.ts'
import { localRules, readWords } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

/** Looks at each part by itself and says what is wrong and what to do; exit code 1 where something is. */
export async function doctor(words: string[]): Promise<number> {
  if (!readWords(words, {})) return 2
  let wrong = 0
  const check = async (what: string, look: () => Promise<string | undefined>) => {
    const problem = await look().catch((error: unknown) => {
      const { kind, code } = errorFields(error)
      return error instanceof Error && error.name === 'BadRules' ? error.message : `failed (${code ?? kind})`
    })
    if (problem) wrong++
    process.stdout.write(`${problem ? 'WRONG' : 'ok   '}  ${what}${problem ? `: ${problem}` : ''}\n`)
  }
  await check('rules', async () => {
    const complaints = checkRules(readRulebook(localRules()).rules)
    return complaints.length > 0 ? `${complaints.length} examples fail; run check-rules` : undefined
  })
  await check('database', () => withDatabase(async ({ appUrl }) => lookAtDatabase(appUrl)))
  const { config } = withConfig()
  if (config?.smtpUrl !== undefined) {
    const { smtpUrl } = config
    await check('outgoing mail server', () => tryOutgoing(smtpUrl, config))
  }
  if (config?.scanner) {
    const scanner = clamdScanner(config.scanner)
    await check('virus scanner', async () => sayStanding(await scanner.standing()))
  }
  if (config?.mode === 'production')
    await check('place for the anchors of the history', async () => sayAnchors(config))
  for (const account of config?.mailboxes ?? []) {
    await check(`mailbox of ${account.office}`, async () => {
      const line = new KeptLine(account, { now: () => new Date() })
      try {
        return lacking(account.folders, await (await line.open()).folders())
      } finally {
        await line.close()
      }
    })
  }
  for (const [way, carrier] of Object.entries(config ? carriersOf(config, () => new Date()) : {})) {
    await check(WAYS[way as CarrierName], () => carrier.check())
  }
  return wrong === 0 ? 0 : 1
}

/** As each office whose mail would leave that way; nothing is sent. */
async function tryOutgoing(smtpUrl: string, config: Config): Promise<undefined> {
  const signIn = signInOf(config, () => new Date())
  const offices = readOffices(localRules())
  const senders = sendingOffices(config, offices).map((office) => senderFor(config, office, false))
  for (const sender of signIn && signIn.user === undefined ? senders : senders.slice(0, 1))
    await trySigningIn(smtpUrl, signIn, sender)
}

/** What each way beside the mail server is called here. A webhook is tried by a test message that says so. */
const WAYS: Readonly<Record<CarrierName, string>> = {
  'notify-email': 'GOV.UK Notify, e-mail',
  'notify-sms': 'GOV.UK Notify, text messages',
  webhook: 'webhooks',
}

/** What `verify-audit` can find by the chain alone ends where somebody makes the whole of it anew. */
export const sayAnchors = ({ anchorFile, anchorMail }: Config): string | undefined =>
  anchorFile === undefined && anchorMail === undefined
    ? 'none is set, so a history that was made anew as a whole is not found; set ANCHOR_FILE or ANCHOR_MAIL'
    : undefined

function sayStanding(standing: Standing): string | undefined {
  if (standing.ok)
    return isStale(standing.engine, new Date())
      ? 'its signatures are older than two days, or it does not say how old they are; look at freshclam'
      : undefined
  return standing.because === 'finds-nothing'
    ? 'it does not find the test file that every scanner finds: it has no signatures, or SCANNER is another server'
    : `it cannot be relied on (${standing.because}); look at SCANNER and at clamd`
}

function lacking(wanted: readonly string[], folders: readonly Folder[]): string | undefined {
  const paths = new Set(folders.map(({ path }) => path.toLowerCase()))
  const missing = wanted.filter((path) => !paths.has(path.toLowerCase()))
  return missing.length > 0 ? `${missing.length} of its folders are not on the server` : undefined
}

function withConfig() {
  try {
    return { config: readConfig(process.env) }
  } catch {
    return { config: undefined }
  }
}

/** The service must not be able to see past row-level security, whatever query it runs. */
async function lookAtDatabase(appUrl: string): Promise<string | undefined> {
  const sql = postgres(appUrl, { max: 1, onnotice: () => {} })
  try {
    const [role] =
      await sql`select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user`
    if (role?.['free'])
      return 'DATABASE_URL signs in as a role that row-level security does not bind; use waypost_app'
    const open = await sql`
      select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and not (relrowsecurity and relforcerowsecurity)`
    if (open[0]?.['n'] > 0)
      return `${open[0]?.['n']} tables are without forced row-level security; run migrate`
    const owned = await sql`select 1 from pg_tables where schemaname = 'public' and tableowner = current_user`
    return owned.length > 0 ? 'DATABASE_URL signs in as the owner of the tables; use waypost_app' : undefined
  } finally {
    await sql.end({ timeout: 5 })
  }
}
