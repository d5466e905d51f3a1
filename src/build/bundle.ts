/**
 * Makes what the service serves and what Workers, which have no disk, cannot read:
 * the compiled style sheet and the files of `rules/`, as modules in `src/generated/`.
 * The same sources always give the same bytes.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { compile } from 'sass'
import { rulesOnDisk } from '../rules-on-disk.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')
const GENERATED = path.join(ROOT, 'src', 'generated')
const NOTE = '// Made by `npm run bundle`; not kept in git, not edited by hand.\n'

/** Warnings inside GOV.UK Frontend are its makers' to mend; those of our own sheet stop the build. */
function styleSheet(): string {
  const { css } = compile(path.join(ROOT, 'src', 'web', 'styles', 'waypost.scss'), {
    loadPaths: [path.join(ROOT, 'node_modules', 'govuk-frontend', 'dist')],
    style: 'compressed',
    quietDeps: true,
    logger: {
      warn: (message) => {
        throw new Error(`waypost.scss: ${message}`)
      },
    },
  })
  return css
}

/** Named after its content, so that a browser may keep it for ever. */
function assetsModule(css: string): string {
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 12)
  return [
    NOTE,
    '/** The style sheet of every page; the name changes with the content. */',
    `export const STYLE_SHEET = { name: 'waypost-${hash}.css', text: ${JSON.stringify(css)} } as const`,
    '',
  ].join('\n')
}

function rulesModule(): string {
  const entries = Object.entries(rulesOnDisk(ROOT)).map(
    ([name, text]) => `  ${JSON.stringify(name)}: ${JSON.stringify(text)},`,
  )
  return [
    NOTE,
    '/** Path under the project root to the text of the file, as `rulesOnDisk` gives them. */',
    'export const RULE_FILES: Readonly<Record<string, string>> = {',
    ...entries,
    '}',
    '',
  ].join('\n')
}

/** Left alone where nothing changed, so that watchers and test runs do not start again. */
function writeModule(name: string, text: string): void {
  const file = path.join(GENERATED, name)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  writeFileSync(file, text)
}

mkdirSync(GENERATED, { recursive: true })
writeModule('assets.ts', assetsModule(styleSheet()))
writeModule('rules.ts', rulesModule())
