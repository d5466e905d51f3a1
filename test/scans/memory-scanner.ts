import type { Scan, Scanner, Standing } from '../../src/scanner/scanner.ts'

export const FRESH = new Date('2026-11-30T09:30:12Z')

/** A scanner that calls `bad…` bad, remembers what it was shown, and does something else once it is told to. */
export class MemoryScanner implements Scanner {
  readonly seen: string[] = []
  signaturesAt: Date | undefined = FRESH
  down: Extract<Standing, { ok: false }> | undefined
  /** What comes of a scan in place of the answer; undefined leaves it as it is. */
  instead: (text: string) => Scan | undefined | Promise<undefined> = () => undefined

  async scan(bytes: Uint8Array): Promise<Scan> {
    const text = new TextDecoder('latin1').decode(bytes)
    this.seen.push(text)
    const other = await this.instead(text)
    if (other) return other
    return /\bbad words\b/.test(text) ? { outcome: 'found', virus: 'Test.Bad' } : { outcome: 'clean' }
  }

  async standing(): Promise<Standing> {
    if (this.down) return this.down
    return { ok: true, engine: { name: 'ClamAV 1.4.6/27450', signaturesAt: this.signaturesAt } }
  }
}

/** A mail with files, as a mail program packs them. */
export const mailWith = (
  files: readonly { name: string; text: string; type?: string }[],
  { text = 'Please see what I send you.', subject = 'With files' } = {},
): string =>
  [
    'From: A Writer <writer@example.net>',
    'To: enquiries@mopac.example.org',
    `Subject: ${subject}`,
    `Message-ID: <${Math.random().toString(36).slice(2)}@example.net>`,
    'Content-Type: multipart/mixed; boundary="edge"',
    '',
    '--edge',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    ...files.flatMap((file) => [
      '--edge',
      `Content-Type: ${file.type ?? 'application/octet-stream'}`,
      `Content-Disposition: attachment; filename="${file.name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(file.text).toString('base64'),
    ]),
    '--edge--',
    '',
  ].join('\n')
