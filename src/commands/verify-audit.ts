import { existsSync, readFileSync } from 'node:fs'
import { anchorFileOf } from '../anchor-file.ts'
import { type Anchor, anchorKey, anchorsThatBind, keyMark, readAnchors } from '../audit/anchor.ts'
import { type AuditVerdict, verifyAudit } from '../audit/verify.ts'
import type { Config } from '../config.ts'
import { type Db, inOffice } from '../db/db.ts'
import { openDatabase } from '../db/open.ts'
import { BadRules } from '../errors.ts'
import { officeKeysOf } from '../kept-keys.ts'
import { readOffices } from '../offices/read-offices.ts'
import { checkCertificates, type WrongCertificate } from '../records/check-certificates.ts'
import { secretKeyOf } from './backup-settings.ts'
import { localRules, readWords } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

const SAID = {
  'row-changed': 'was changed after it was written',
  'row-missing': 'is missing',
  'chain-broken': 'does not follow the row before it',
  'end-missing': 'is missing: the end of the history was cut off',
  'row-added': 'was added behind the end of the history',
}

const WRONG: Record<WrongCertificate['because'], string> = {
  'words-changed': 'its words are not those of its fingerprint',
  'signature-wrong': 'its signature does not fit its words',
  'other-than-history': 'its fingerprint is not the one that the history wrote down',
  'not-there': 'the history has it, and it is not there',
}

/** Each certificate of a disposal: its fingerprint, its signature, and what the history says of both. */
async function verifyCertificates(db: Db, officeId: string): Promise<number> {
  const { many, wrong } = await inOffice(db, officeId, checkCertificates)
  for (const { reference, id, because } of wrong)
    process.stdout.write(`${officeId}: certificate ${id} of ${reference}: ${WRONG[because]}.\n`)
  process.stdout.write(`${officeId}: ${many} certificates of disposal, ${wrong.length} of them wrong.\n`)
  return wrong.length
}

/** Reckons each office's history anew, holds it against what was kept elsewhere, and says where it was first changed. */
export async function verifyAuditVerb(words: string[]): Promise<number> {
  const read = readWords(words, {
    anchors: { type: 'string', multiple: true },
    'public-key': { type: 'string' },
  })
  if (!read) return 2
  let broken = 0
  await withDatabase(async ({ appUrl }, config) => {
    const publicKey = read.values['public-key'] ?? anchorKey(secretKeyOf(config)).publicKey
    const { anchors, bad } = anchorsOf(config, read.values.anchors, publicKey)
    if (bad > 0) {
      broken++
      process.stdout.write(
        `${bad} anchors are not as this installation wrote them, or are signed with another key than ${keyMark(publicKey)}.\n`,
      )
    }
    const { db, close } = openDatabase(appUrl, 1, officeKeysOf(config))
    try {
      for (const office of readOffices(localRules()).all) {
        const own = anchorsThatBind(anchors, office.id)
        const verdict = await inOffice(db, office.id, (tx) => verifyAudit(tx, own))
        if (!verdict.ok) broken++
        process.stdout.write(`${office.id}: ${told(verdict)}\n`)
        broken += await verifyCertificates(db, office.id)
      }
    } finally {
      await close()
    }
    process.stdout.write(`Public key of the anchors: ${publicKey}\n`)
  })
  return broken === 0 ? 0 : 1
}

/** Of the files that are named, or of the one that the service writes. */
function anchorsOf(
  config: Config,
  named: readonly string[] | undefined,
  publicKey: string,
): { anchors: Anchor[]; bad: number } {
  const own = anchorFileOf(config)
  const files = named ?? (own !== undefined && existsSync(own) ? [own] : [])
  for (const file of files)
    if (!existsSync(file)) throw new BadRules(`There is no file ${file}: name a file of anchors.`)
  const read = files.map((file) => readAnchors(readFileSync(file, 'utf8'), publicKey))
  const anchors = read.flatMap((one) => one.anchors).sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return { anchors, bad: read.reduce((sum, one) => sum + one.bad, 0) }
}

function told(verdict: AuditVerdict): string {
  if (verdict.ok) {
    const { rows, anchorsAgreed, lastAnchor } = verdict
    const kept = lastAnchor
      ? `${anchorsAgreed} anchors agree, the last one of ${lastAnchor.at} at row ${lastAnchor.position}`
      : 'no anchor was kept outside the database, so a history made anew would not be found'
    return `${rows} rows, none changed; ${kept}.`
  }
  if (verdict.because === 'not-as-anchored')
    return `every row follows the one before it, but the history is another than the one kept on ${verdict.anchoredAt} (row ${verdict.anchoredPosition}): it was made anew or cut off somewhere from row ${verdict.position} to row ${verdict.anchoredPosition}.`
  return `row ${verdict.position} ${SAID[verdict.because]}.`
}
