import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type Certificate = { key: string; cert: string }

/** An authority of this test run, with a certificate of it that is good and some that are not. */
export type Certificates = {
  /** PEM to be trusted. */
  authority: string
  good: Certificate
  expired: Certificate
  forAnotherName: Certificate
}

/** Made anew by openssl each time: a key in the repository would one day be mistaken for one in use. */
export function makeCertificates(): Certificates {
  const home = mkdtempSync(path.join(tmpdir(), 'waypost-certificates-'))
  const at = (name: string) => path.join(home, name)
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: home, stdio: 'ignore' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  try {
    openssl(
      ...['req', '-x509', ...newKey, '-days', '2', '-subj', '/CN=Test authority'],
      ...['-keyout', at('ca.key'), '-out', at('ca.pem')],
    )
    writeFileSync(at('ca.cnf'), SETTINGS)
    const signed = (name: string, host: string, endsOn: string): Certificate => {
      writeFileSync(at('index.txt'), '')
      writeFileSync(at('serial'), randomBytes(8).toString('hex'))
      writeFileSync(at(`${name}.ext`), `subjectAltName=DNS:${host}\n`)
      openssl(
        ...['req', ...newKey, '-subj', `/CN=${host}`],
        ...['-keyout', at(`${name}.key`), '-out', at(`${name}.csr`)],
      )
      openssl(
        ...['ca', '-batch', '-config', at('ca.cnf'), '-cert', at('ca.pem'), '-keyfile', at('ca.key')],
        ...['-startdate', '20200101000000Z', '-enddate', endsOn],
        ...['-extfile', at(`${name}.ext`), '-in', at(`${name}.csr`), '-out', at(`${name}.pem`)],
        '-notext',
      )
      return { key: readFileSync(at(`${name}.key`), 'utf8'), cert: readFileSync(at(`${name}.pem`), 'utf8') }
    }
    return {
      authority: readFileSync(at('ca.pem'), 'utf8'),
      good: signed('good', 'localhost', '20990101000000Z'),
      expired: signed('expired', 'localhost', '20200201000000Z'),
      forAnotherName: signed('another', 'mail.example.org', '20990101000000Z'),
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

const SETTINGS = `
[ca]
default_ca = here
[here]
database = index.txt
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
serial = serial
[any]
commonName = supplied
`
