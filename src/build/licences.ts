/**
 * Prints what is installed, under which licence, and stops where one is not on the list of
 * ops/licences.json. Reads the lockfile, so that it says the same on every machine.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'

export type Installed = { name: string; version: string; licence: string; isDev: boolean }
export type Allowed = {
  /** SPDX expressions; `running` is what is shipped, `development` what only builds and tests. */
  running: string[]
  development: string[]
  /** Packages whose licence field says nothing: what their own files say. */
  read: Record<string, string>
}

type Lock = { packages: Record<string, { version?: string; license?: unknown; dev?: boolean }> }

export const installedIn = (lock: Lock): Installed[] =>
  Object.entries(lock.packages)
    .filter(([place]) => place !== '')
    .map(([place, { version = '', license, dev = false }]) => ({
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: typeof license === 'string' ? license : 'not named',
      isDev: dev,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

/** What its own files say goes before what its package says. */
export const licenceOf = ({ name, licence }: Installed, { read }: Allowed): string => read[name] ?? licence

export const notAllowed = (all: readonly Installed[], allowed: Allowed): Installed[] =>
  all.filter(
    (one) =>
      !allowed.running.includes(licenceOf(one, allowed)) &&
      !(one.isDev && allowed.development.includes(licenceOf(one, allowed))),
  )

if (process.argv[1] === import.meta.filename) {
  const root = path.resolve(import.meta.dirname, '../..')
  const readJson = <T>(file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as T
  const allowed = readJson<Allowed>('ops/licences.json')
  const all = installedIn(readJson<Lock>('package-lock.json'))
  const wrong = new Set(notAllowed(all, allowed))
  for (const one of all) {
    const use = one.isDev ? 'development' : 'running'
    const mark = wrong.has(one) ? 'NOT ALLOWED\t' : ''
    process.stdout.write(`${mark}${one.name}\t${one.version}\t${licenceOf(one, allowed)}\t${use}\n`)
  }
  if (wrong.size > 0) {
    process.stderr.write(`${wrong.size} packages have a licence that ops/licences.json does not allow.\n`)
    process.exitCode = 1
  }
}
