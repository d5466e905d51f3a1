/**
 * Makes `src/generated/`: the style sheet, and the rules and the font of printed sheets for
 * Workers, which have no disk. The same sources give the same files; they are not kept in git.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import { compile } from 'sass'
import { isRuleFile } from '../rules-on-disk.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const OUT = path.join(ROOT, 'src/generated')

const rules = readdirSync(path.join(ROOT, 'rules'), { recursive: true, encoding: 'utf8' })
  .filter(isRuleFile)
  .map((name) => path.posix.join('rules', ...name.split(path.sep)))
  .sort()
const ruleFiles = Object.fromEntries(rules.map((name) => [name, readFileSync(path.join(ROOT, name), 'utf8')]))

const { css } = compile(path.join(ROOT, 'src/web/styles/waypost.scss'), {
  loadPaths: [path.join(ROOT, 'node_modules/govuk-frontend/dist')],
  style: 'compressed',
  quietDeps: true,
  silenceDeprecations: ['import', 'global-builtin', 'if-function'],
  logger: { warn: () => {}, debug: () => {} },
})
const hash = createHash('sha256').update(css).digest('hex').slice(0, 12)

mkdirSync(OUT, { recursive: true })
writeFileSync(
  path.join(OUT, 'rules.ts'),
  `export const RULE_FILES: Readonly<Record<string, string>> = ${JSON.stringify(ruleFiles)}\n`,
)
// The calendars by themselves too: the rota asks for them at the moment of a page, on either runtime.
const calendars = Object.fromEntries(
  Object.entries(ruleFiles).filter(([name]) => name.startsWith('rules/calendars/')),
)
writeFileSync(
  path.join(OUT, 'calendars.ts'),
  `export const CALENDAR_FILES: Readonly<Record<string, string>> = ${JSON.stringify(calendars)}\n`,
)
writeFileSync(
  path.join(OUT, 'assets.ts'),
  `export const STYLE_SHEET = { name: 'waypost-${hash}.css', text: ${JSON.stringify(css)} } as const\n`,
)

const font = readFileSync(path.join(ROOT, 'node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))
writeFileSync(
  path.join(OUT, 'sheet-font.ts'),
  `/** DejaVu Sans as TrueType, deflated, in base64. */\nexport const SHEET_FONT = '${deflateSync(font, { level: 9 }).toString('base64')}'\n`,
)
