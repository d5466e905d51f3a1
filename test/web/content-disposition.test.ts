/** Names of files as the far end may write them: none breaks a header, none leads out of the folder it is saved in. */
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { attachmentName } from '../../src/message/attachment-name.ts'
import { filesOf } from '../../src/message/files-of.ts'
import { ROOM_OF_ITS_OWN } from '../../src/message/limits.ts'
import { contentDisposition } from '../../src/web/parts/content-disposition.ts'

const STEMS = [
  'letter',
  'Bericht \u00fcber Stra\u00dfe',
  '\u0421\u043f\u0440\u0430\u0432\u043a\u0430',
  '\u8bc1\u636e',
  '\ud83d\udea8\ud83d\udcc4',
  'a b',
  'e\u0301te\u0301',
]
const ENDINGS = ['.pdf', '.docx', '.pdf.exe', '.tar.gz', '', '.html', '.svg', '.scr ', '.lnk.']
/** What is put before, within or after a name. */
const TRICKS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `${name}\r\nSet-Cookie: a=b`,
  (name) => `${name}\r\n\r\n<script>alert(1)</script>`,
  (name) => `${name}\nX-Evil: 1`,
  (name) => `${name}\rX-Evil: 1`,
  (name) => `${name}\u2028X-Evil: 1\u2029`,
  (name) => `a"; filename="${name}`,
  (name) => `a\\"; filename=\\"${name}`,
  (name) => `${name};filename=evil.exe`,
  (name) => `${name}; filename*=UTF-8''evil.exe`,
  (name) => `UTF-8''${name}`,
  (name) => `../../../etc/${name}`,
  (name) => `..\\..\\windows\\${name}`,
  (name) => `%2e%2e%2f${name}`,
  (name) => `C:\\${name}`,
  (name) => `C:${name}`,
  (name) => `/etc/cron.d/${name}`,
  (name) => `\\\\server\\share\\${name}`,
  (name) => `~/${name}`,
  (name) => `${name}\0.txt`,
  (name) => `\0${name}`,
  (name) => `${name}::$DATA`,
  (name) => `\u202e${[...name].reverse().join('')}`,
  (name) => `a\u202efdp${name}\u2066x\u2069`,
  (name) => `\u200b\u200c\ufeff${name}\u00ad`,
  (name) => `${'x'.repeat(10_000)}${name}`,
  (name) => `${'\u00fc'.repeat(5_000)}${name}`,
  (name) => `${'../'.repeat(3_000)}${name}`,
  (name) => `${'\ud83d'}${name}${'\udca9'}`,
  (name) => `\uff0e\uff0e\uff0f${name}`,
  (name) => `\u2025\u2044${name}`,
  (name) => `.${name}`,
  (name) => `-rf ${name}`,
  (name) => `$(reboot)\`id\`|${name}&&x`,
  (name) => `<img src=x onerror=alert(1)>${name}`,
  (name) => `=cmd|'/c calc'!A1${name}`,
  (name) => `=?utf-8?B?Li4vLi4veA==?=${name}`,
]
const DEVICES = [
  'CON',
  'con.txt',
  'PRN.pdf',
  'aux',
  'NUL.docx',
  'COM1',
  'com\u00b9.pdf',
  'LPT9.txt',
  'CON .txt',
  '\uff23\uff2f\uff2e.pdf',
  'CONIN$',
  'conout$.txt',
  '.',
  '..',
  '...',
  '. .',
  '\u2025',
  '',
  ' ',
  '"',
  '\0',
  '\u202e',
  '__proto__',
  'desktop.ini',
  'thumbs.db',
]
const NAMES = [
  ...DEVICES,
  ...TRICKS.flatMap((trick) => STEMS.flatMap((stem) => ENDINGS.map((ending) => trick(stem + ending)))),
]

const DEVICE =
  /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])\s*(?:\.|$)/i
const TRICKY = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}/\\:*?"<>|]/u
const FOLDER = '/home/somebody/downloads'
const counted = { names: 0, headers: 0, breaks: 0, escapes: 0 }

/** The header by the grammar of RFC 6266 and 8187, and nothing that is not in it. */
function read(header: string): { plain: string; extended: string } | undefined {
  const found =
    /^attachment; filename="([A-Za-z0-9 ._()-]{1,160})"; filename\*=UTF-8''((?:[A-Za-z0-9#$&+.^_`|-]|%[0-9A-F]{2})+)$/.exec(
      header,
    )
  return found ? { plain: found[1] ?? '', extended: decodeURIComponent(found[2] ?? '') } : undefined
}

/** Whether a file of that name is saved beside the others and nowhere else, on any system. */
const stays = (name: string): boolean =>
  [path.posix, path.win32].every(
    (system) => system.dirname(system.join(FOLDER, name)) === system.join(FOLDER),
  ) &&
  system32(name) &&
  !TRICKY.test(name)
const system32 = (name: string): boolean => !DEVICE.test(name) && !/^[. ]|[. ]$/.test(name)

function judge(name: string): string[] {
  const header = contentDisposition(name, 'attachment-3')
  counted.headers += 1
  const wrong: string[] = []
  const parts = read(header)
  // What the platform itself makes of it: it throws for what would be two headers.
  const sent = new Response(null, { headers: { 'Content-Disposition': header } }).headers
  if (!parts || [...sent].length !== 1 || sent.get('Content-Disposition') !== header) {
    counted.breaks += 1
    wrong.push(`breaks: ${JSON.stringify(name.slice(0, 80))} -> ${header.slice(0, 200)}`)
  }
  if (parts && !(stays(parts.plain) && stays(parts.extended) && Buffer.byteLength(parts.extended) <= 120)) {
    counted.escapes += 1
    wrong.push(`escapes: ${JSON.stringify(name.slice(0, 80))} -> ${JSON.stringify(parts)}`)
  }
  return wrong
}

afterAll(() => {
  process.stdout.write(
    `${counted.names} names, ${counted.headers} headers made of them: ${counted.breaks} breaks, ${counted.escapes} escapes\n`,
  )
})

describe('the name of a file that is handed over', () => {
  it('breaks no header and leads nowhere, as it is', () => {
    counted.names += NAMES.length
    expect(NAMES.flatMap(judge)).toEqual([])
    expect(NAMES.length).toBeGreaterThan(2_000)
  })

  it('nor as a letter carries it, in every way that a header has for a name', async () => {
    const ways: readonly ((name: string) => string)[] = [
      (name) => `filename="${name}"`,
      (name) => `filename=${name}`,
      (name) => `filename*=utf-8''${encodeURIComponent(name.toWellFormed())}`,
      (name) =>
        `filename*0*=utf-8''${encodeURIComponent(name.toWellFormed().slice(0, 5))};\r\n filename*1*=${encodeURIComponent(name.toWellFormed().slice(5))}`,
      (name) => `filename*0="${name.slice(0, 4)}"; filename*1="${name.slice(4)}"`,
      (name) => `filename="=?utf-8?B?${Buffer.from(name).toString('base64')}?="`,
    ]
    const few = [...DEVICES, ...TRICKS.map((trick) => trick('letter.pdf'))].map((name) => name.slice(0, 400))
    const files = few.flatMap((name) => ways.map((way) => way(name)))
    counted.names += files.length
    const mail = files.flatMap((disposition) => [
      '--edge',
      'Content-Type: application/octet-stream',
      `Content-Disposition: attachment; ${disposition}`,
      '',
      'x',
    ])
    const wrong: string[] = []
    let seen = 0
    for (let at = 0; at < mail.length; at += 500) {
      const source = [
        'Subject: x',
        'Content-Type: multipart/mixed; boundary=edge',
        '',
        ...mail.slice(at, at + 500),
        '--edge--',
        '',
      ]
      const found = await filesOf(Buffer.from(source.join('\r\n')), ROOM_OF_ITS_OWN)
      seen += found?.length ?? 0
      wrong.push(...(found ?? []).flatMap(({ name }) => judge(name)))
    }
    expect(wrong).toEqual([])
    // A name with line breaks may end its part early; the rest are all there.
    expect(seen).toBeGreaterThan(files.length * 0.9)
  })

  it('keeps what it says where it is harmless', () => {
    expect(contentDisposition('Bericht \u00fcber M\u00fcller.pdf', 'x')).toBe(
      `attachment; filename="Bericht uber Muller.pdf"; filename*=UTF-8''Bericht%20%C3%BCber%20M%C3%BCller.pdf`,
    )
    expect(contentDisposition('', 'attachment-3')).toContain('filename="attachment-3"')
    expect(read(contentDisposition(`${'x'.repeat(500)}.pdf.exe`, 'x'))?.extended).toMatch(/\.exe$/)
    expect(attachmentName('CON .txt')).toBe('_CON .txt')
  })
})
