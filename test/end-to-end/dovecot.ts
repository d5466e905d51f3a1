import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../../src/db/embedded.ts'

const DOVECOT = '/usr/sbin/dovecot'

/** Why there is no Dovecot to test with, or undefined where there is. */
export const whyNoDovecot = (): string | undefined => {
  if (!existsSync(DOVECOT)) return 'dovecot-imapd is not installed (apt-get install dovecot-imapd)'
  return process.getuid?.() === 0 ? undefined : 'Dovecot is started as root only'
}

export type Dovecot = {
  port: number
  user: string
  password: string
  /** PEM of the authority that signed the server's certificate. */
  certificateAuthority: string
  /** Puts a mail into the inbox the way a delivery agent does: written aside, then moved in. */
  deliver(mail: string): void
  /** Writes many aside; the result moves them all in at once. */
  prepare(mails: readonly string[]): () => void
  /** Names of the files in the inbox with their flags, to see that nothing was touched. */
  inbox(): string[]
  stop(): Promise<void>
}

/**
 * A real Dovecot with one mailbox, TLS and a password, in a folder of its own. With
 * `introspectionUrl` it takes access tokens too (XOAUTH2) and asks there whether a token
 * is good (RFC 7662).
 */
export async function startDovecot(options: { introspectionUrl?: string } = {}): Promise<Dovecot> {
  const home = mkdtempSync(path.join(tmpdir(), 'waypost-dovecot-'))
  chmodSync(home, 0o755)
  const mail = path.join(home, 'mail')
  const inbox = path.join(mail, 'enquiries')
  for (const folder of ['cur', 'new', 'tmp']) mkdirSync(path.join(inbox, folder), { recursive: true })
  const user = execFileSync('id', ['-un', 'nobody'], { encoding: 'utf8' }).trim()
  execFileSync('chown', ['-R', `${user}:nogroup`, mail])
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost,IP:127.0.0.1',
      '-keyout',
      path.join(home, 'key.pem'),
      '-out',
      path.join(home, 'cert.pem'),
    ],
    { stdio: 'ignore' },
  )
  const port = await freePort()
  const config = path.join(home, 'dovecot.conf')
  const password = randomUUID()
  writeFileSync(
    config,
    `
base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${home}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <${home}/cert.pem
ssl_key = <${home}/key.pem
disable_plaintext_auth = yes
mail_location = maildir:${mail}/%u
mail_uid = ${user}
mail_gid = nogroup
first_valid_uid = 1
${options.introspectionUrl ? tokensAskedAt(home, options.introspectionUrl) : ''}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${user} gid=nogroup home=${mail}/%u
}
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${port}
    ssl = yes
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
auth_failure_delay = 0
`,
  )
  const server = spawn(DOVECOT, ['-F', '-c', config], { stdio: 'ignore' })
  await answering(port)
  const prepare = (mails: readonly string[]) => {
    const names = mails.map((text, n) => {
      const name = `${Date.now()}.${String(n).padStart(6, '0')}-${randomUUID()}.localhost`
      writeFileSync(path.join(inbox, 'tmp', name), text.replace(/\r?\n/g, '\r\n'))
      return name
    })
    execFileSync('chown', [`${user}:nogroup`, ...names], { cwd: path.join(inbox, 'tmp') })
    return () => {
      for (const name of names) renameSync(path.join(inbox, 'tmp', name), path.join(inbox, 'new', name))
    }
  }
  return {
    port,
    user: 'enquiries',
    password,
    certificateAuthority: readFileSync(path.join(home, 'cert.pem'), 'utf8'),
    deliver: (text) => prepare([text])(),
    prepare,
    inbox: () =>
      execFileSync('ls', [path.join(inbox, 'cur'), path.join(inbox, 'new')], { encoding: 'utf8' })
        .split('\n')
        .filter((line) => line.includes('.localhost')),
    stop: () =>
      new Promise((stopped) => {
        server.once('exit', () => {
          rmSync(home, { recursive: true, force: true })
          stopped()
        })
        server.kill('SIGTERM')
      }),
  }
}

/** Settings by which Dovecot asks about each token. */
function tokensAskedAt(home: string, introspectionUrl: string): string {
  const file = path.join(home, 'oauth2.conf')
  writeFileSync(
    file,
    `
introspection_mode = post
introspection_url = ${introspectionUrl}
username_attribute = username
active_attribute = active
active_value = true
`,
  )
  return `
auth_mechanisms = plain xoauth2
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = ${file}
}`
}

/** Waits until the port answers; fails after ten seconds. */
export async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Nothing answers on port ${port}`)
}
