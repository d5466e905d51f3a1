/**
 * Makes `src/generated/`: the style sheet, the rules compiled, and the rules and the font of printed
 * sheets for Workers, which have no disk. The same sources give the same files; they are not kept
 * in git, and made again only where a source is another.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import type { RuleFiles } from '../rule-files.ts'
import { BUILT_BY, compilerHash, GENERATED, ruleTexts } from '../rules-on-disk.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const MADE_OF = 'made-of.txt'

const inRoot = (name: string): string => path.join(ROOT, name)

/** Under another name first: a process that starts meanwhile reads the file of before. */
function write(name: string, text: string): void {
  const file = inRoot(`${GENERATED}/${name}`)
  writeFileSync(`${file}.${process.pid}`, text)
  renameSync(`${file}.${process.pid}`, file)
}

const ruleFiles = ruleTexts(ROOT)
const compiler = compilerHash(ROOT)
const madeOf = sourcesHash()
if (!isMade()) {
  mkdirSync(inRoot(`${GENERATED}/${path.dirname(BUILT_BY)}`), { recursive: true })
  // Nobody takes what is being written for what the code of today compiled.
  rmSync(inRoot(`${GENERATED}/${BUILT_BY}`), { force: true })
  const built = await compiled()
  for (const [name, text] of Object.entries(built)) write(name, text)
  writeRules({ ...ruleFiles, ...built })
  await writeStyles()
  writeFont()
  await writeHelp()
  // Where a file is wrong, what lies there was compiled before, maybe by other code.
  if (Object.keys(built).length > 0) write(BUILT_BY, compiler)
  write(MADE_OF, madeOf)
}

function sourcesHash(): string {
  const hash = createHash('sha256').update(compiler)
  for (const both of Object.entries(ruleFiles)) hash.update(both.join('\n'))
  const others = ['package-lock.json', 'src/rules-on-disk.ts', 'docs/glossary.md']
  const inFolders = ['src/build', 'src/web/styles', 'src/web/scripts', 'docs/help'].flatMap((folder) =>
    readdirSync(inRoot(folder)).map((name) => `${folder}/${name}`),
  )
  for (const name of [...others, ...inFolders.sort()]) hash.update(readFileSync(inRoot(name)))
  return hash.digest('hex')
}

function isMade(): boolean {
  const [last, by] = [MADE_OF, BUILT_BY].map((name) => inRoot(`${GENERATED}/${name}`)) as [string, string]
  return existsSync(last) && existsSync(by) && readFileSync(last, 'utf8') === madeOf
}

/** Nothing where a file is wrong: it is the start that says so, with the line. */
async function compiled(): Promise<RuleFiles> {
  const { builtRules } = await import('../triage/built-rules.ts')
  const { readYaml } = await import('../rule-files.ts')
  try {
    return { ...builtRules(ruleFiles), ...readYaml(ruleFiles) }
  } catch {
    return {}
  }
}

function writeRules(files: RuleFiles): void {
  write('rules.ts', `export const RULE_FILES: Readonly<Record<string, string>> = ${JSON.stringify(files)}\n`)
  // The calendars by themselves too: the rota asks for them at the moment of a page, on either runtime.
  const calendars = Object.fromEntries(
    Object.entries(files).filter(([name]) => name.startsWith('rules/calendars/')),
  )
  write(
    'calendars.ts',
    `export const CALENDAR_FILES: Readonly<Record<string, string>> = ${JSON.stringify(calendars)}\n`,
  )
}

async function writeStyles(): Promise<void> {
  const { compile } = await import('sass')
  const { css } = compile(inRoot('src/web/styles/waypost.scss'), {
    loadPaths: [inRoot('node_modules/govuk-frontend/dist')],
    style: 'compressed',
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'if-function'],
    logger: { warn: () => {}, debug: () => {} },
  })
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 12)
  write(
    'assets.ts',
    `export const STYLE_SHEET = { name: 'waypost-${hash}.css', text: ${JSON.stringify(css)} } as const\n${script()}`,
  )
}

/** The one script of the pages, as it stands in its file. */
function script(): string {
  const text = readFileSync(inRoot('src/web/scripts/waypost.js'), 'utf8')
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)
  return `export const SCRIPT = { name: 'waypost-${hash}.js', text: ${JSON.stringify(text)} } as const\n`
}

function writeFont(): void {
  const font = readFileSync(inRoot('node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))
  const text = deflateSync(font, { level: 9 }).toString('base64')
  write(
    'sheet-font.ts',
    `/** DejaVu Sans as TrueType, deflated, in base64. */\nexport const SHEET_FONT = '${text}'\n`,
  )
}

/** The guides as people meet them, the glossary last. */
async function writeHelp(): Promise<void> {
  const { helpPage } = await import('./help-pages.ts')
  const pages = [
    ...['using-waypost', 'duty-card', 'administrator', 'runbook', 'accessibility'].map((slug) =>
      helpPage(slug, readFileSync(inRoot(`docs/help/${slug}.md`), 'utf8')),
    ),
    helpPage('glossary', readFileSync(inRoot('docs/glossary.md'), 'utf8')),
  ]
  write(
    'help.ts',
    `export const HELP_PAGES: readonly { slug: string; title: string; about: string; html: string }[] = ${JSON.stringify(pages)}\n`,
  )
}
