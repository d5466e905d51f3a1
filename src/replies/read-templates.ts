import { BadRules } from '../errors.ts'
import { filesIn, type RuleFiles, readRuleFile } from '../rule-files.ts'
import { type Template, TemplateFile } from './template.ts'

/** The templates that come with the rules, checked; throws BadRules for the first that is wrong. */
export function readTemplates(files: RuleFiles): readonly Template[] {
  return filesIn(files, 'rules/replies').map(([path, text]) => {
    const { key, name, routes, subject, text: words } = readRuleFile(path, text, TemplateFile)
    if (!path.endsWith(`/${key}.yaml`)) throw new BadRules(`${path}: the file of ${key} is named ${key}.yaml`)
    return { key, version: 0, name, routes: routes === 'all' ? [] : routes, subject, text: words }
  })
}
