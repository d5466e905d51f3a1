import { filesIn, type RuleFiles } from '../rule-files.ts'

const FOLDERS = ['rules/risk', 'rules/routes']

/** Finds the text of a rule of the files by its id, as it stands there, for somebody who wants to change it. */
export const ruleTextIn =
  (files: RuleFiles) =>
  (id: string): string | undefined =>
    FOLDERS.flatMap((folder) => filesIn(files, folder))
      .flatMap(([, text]) => text.split(/^(?=- )/m))
      .find((entry) => entry.startsWith('- ') && entry.split('\n').some((line) => isId(line, id)))
      ?.replace(/^#.*\n?/gm, '')
      .trimEnd()

const isId = (line: string, id: string): boolean =>
  line
    .replace(/^(- | {2})/, '')
    .replaceAll(/["']/g, '')
    .trimEnd() === `id: ${id}`
