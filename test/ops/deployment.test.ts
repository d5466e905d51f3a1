import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Allowed, installedIn, licenceOf, notAllowed } from '../../src/build/licences.ts'
import { sayAnchors } from '../../src/commands/doctor.ts'
import { readConfig } from '../../src/config.ts'

const read = (file: string) => readFileSync(file, 'utf8')

type Container = {
  image: string
  read_only?: boolean
  cap_drop?: string[]
  security_opt: string[]
  user?: string
  environment?: Record<string, string>
  networks: string[]
  ports?: string[]
  volumes?: string[]
  healthcheck: { test?: string[]; disable?: boolean }
}
type Compose = {
  services: Record<string, Container>
  networks: Record<string, { internal?: boolean } | null>
}

const composeText = read('docker-compose.yml')
const compose = parse(composeText, { merge: true }) as Compose
const containers = Object.entries(compose.services)

describe('docker-compose.yml', () => {
  it('runs everything but the scanner on a disk that cannot be written, without a capability', () => {
    for (const [name, one] of containers) {
      expect(one.security_opt, name).toContain('no-new-privileges:true')
      if (name === 'clamd') continue
      expect(one.read_only, name).toBe(true)
      expect(one.cap_drop, name).toEqual(['ALL'])
    }
    expect(compose.services['database']?.user).toBe('postgres')
  })

  it('shows the database to nobody outside, and the service to this machine only', () => {
    expect(compose.networks['inside']).toEqual({ internal: true })
    expect(compose.services['database']?.networks).toEqual(['inside'])
    const opened = containers.flatMap(([, { ports }]) => ports ?? [])
    expect(opened).toEqual(['127.0.0.1:8787:8787'])
  })

  it('holds no secret: each is asked for by a name that the example has, or may be left out', () => {
    const asked = [...composeText.matchAll(/(?<!\$)\$\{(\w+)(:[?-])?/g)].map(([, name, how]) => ({
      name,
      how,
    }))
    const given = read('ops/env.example')
    expect(asked.length).toBeGreaterThan(10)
    for (const { name, how } of asked) {
      expect(how, name).toBeDefined()
      if (how === ':?') expect(given).toMatch(new RegExp(`^${name}=`, 'm'))
    }
    expect(composeText).not.toMatch(/(PASSWORD|SECRET|KEY|PASSPHRASE)\w*: (?!\$\{)/)
  })

  it('gives the service settings that it understands', () => {
    const env = compose.services['service']?.environment ?? {}
    const filled = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(String(value))]))
    const config = readConfig({ WAYPOST_MODE: 'production', ...filled })
    expect(config.databaseUrl).toBe('postgres://waypost_app:APP_PASSWORD@database:5432/waypost')
    expect(config.mailboxes).toEqual([])
    // It leaves open where the anchors go; doctor says so until a place is given.
    expect(sayAnchors(config)).toContain('set ANCHOR_FILE or ANCHOR_MAIL')
    expect(sayAnchors({ ...config, anchorMail: 'anchors@example.org' })).toBeUndefined()
  })

  it('looks after the health of everything that stays', () => {
    for (const [name, one] of containers) {
      if (name === 'service') expect(read('Dockerfile')).toMatch(/^HEALTHCHECK/m)
      else expect(one.healthcheck.test ?? one.healthcheck.disable, name).toBeDefined()
    }
  })

  it('names files that are there', () => {
    const mounted = containers
      .flatMap(([, { volumes }]) => volumes ?? [])
      .filter((one) => one.startsWith('./ops'))
    expect(mounted).toHaveLength(2)
    for (const one of mounted) expect(existsSync(one.split(':')[0] ?? '')).toBe(true)
  })
})

const EXAMPLES: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://waypost.example.org',
  SMTP_URL: 'smtps://u:p@smtp.example.org',
  SECRET_KEY: 'x'.repeat(40),
  OFFICE_KEYS: JSON.stringify({ current: 'a', keys: { a: Buffer.alloc(32, 7).toString('base64') } }),
  OIDC: '{"issuer":"https://login.example.org","clientId":"a","clientSecret":"b"}',
}

/** As compose does: what is asked for by an example, what may be left out by what stands after it. */
const fill = (text: string): string =>
  text
    .replace(/\$\{(\w+):\?\}/g, (_, name: string) => EXAMPLES[name] ?? name)
    .replace(/\$\{\w+:-(.*)\}$/, '$1')

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n')

  it('ends as a user that is not root, on the Node of the project, and by no shell', () => {
    const node = (JSON.parse(read('package.json')) as { devDependencies: { node: string } }).devDependencies
      .node
    const images = lines.filter((line) => line.startsWith('FROM')).map((line) => line.split(' ')[1])
    expect(new Set(images)).toEqual(new Set([`node:${node.split('.')[0]}-bookworm-slim`]))
    expect(lines.filter((line) => line.startsWith('USER'))).toEqual(['USER node'])
    expect(lines.find((line) => line.startsWith('ENTRYPOINT'))).toMatch(/^ENTRYPOINT \[/)
    expect(lines.some((line) => line.startsWith('ADD'))).toBe(false)
  })

  it('takes nothing along that is a secret or a letter', () => {
    expect(read('.dockerignore').split('\n')).toEqual(
      expect.arrayContaining(['.git', '.env', 'data', 'node_modules', '*.backup']),
    )
  })
})

describe('ops/waypost.service', () => {
  it('starts the service as a user of its own, starts it again, and lets it write nowhere', () => {
    const unit = read('ops/waypost.service')
    for (const line of ['User=waypost', 'Restart=always', 'ProtectSystem=strict', 'NoNewPrivileges=yes'])
      expect(unit.split('\n')).toContain(line)
    expect(unit).toContain('WAYPOST_MODE=production')
    expect(unit).toMatch(/^ExecStart=\/opt\/waypost\/node_modules\/.bin\/node --import tsx src\/node\.ts$/m)
  })
})

describe('what is installed', () => {
  const lock = JSON.parse(read('package-lock.json'))
  const allowed = JSON.parse(read('ops/licences.json')) as Allowed
  const all = installedIn(lock)

  it('has only licences that are on the list', () => {
    expect(all.length).toBeGreaterThan(300)
    expect(notAllowed(all, allowed).map((one) => `${one.name} ${licenceOf(one, allowed)}`)).toEqual([])
  })

  it('is told from one that is not', () => {
    const one = (licence: string, isDev: boolean) => ({ name: 'x', version: '1.0.0', licence, isDev })
    expect(notAllowed([one('AGPL-3.0', false)], allowed)).toHaveLength(1)
    expect(notAllowed([one('MPL-2.0', false)], allowed)).toHaveLength(1)
    expect(notAllowed([one('MPL-2.0', true)], allowed)).toEqual([])
    expect(notAllowed([one('not named', true)], allowed)).toHaveLength(1)
  })

  it('is named by the lockfile with a hash, and by package.json in one exact version', () => {
    const packages = Object.entries(lock.packages as Record<string, { integrity?: string; link?: boolean }>)
    const loose = packages.filter(([place, { integrity }]) => place !== '' && integrity === undefined)
    expect(loose.map(([place]) => place)).toEqual([])
    const { dependencies, devDependencies } = JSON.parse(read('package.json'))
    for (const version of Object.values({ ...dependencies, ...devDependencies }))
      expect(version).toMatch(/^\d/)
  })
})
