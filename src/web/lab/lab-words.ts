import type { ChangeRefusal, ChangeRow } from '../../rulesets/change-rules.ts'

/** Why a change of the rules was not made, and what to do. */
export const WHY_NOT: Record<ChangeRefusal, string> = {
  'no-such-draft': 'This draft was published or set aside. Begin a new one.',
  'no-such-change': 'This is not here any more.',
  'no-such-ruleset': 'Choose a ruleset from before the one in force.',
  'not-yours': 'Only the author of a draft can ask for it to be published. Begin one of your own from it.',
  'not-a-rule': 'The text cannot be read as a rule. Mend what is said above it first.',
  'fails-its-examples': 'The rule does not do what its examples say. Mend it first.',
  'no-trial': 'Try the rule on past cases first, as it stands now, and wait until that is done.',
  'asked-already': 'It waits for a second person already.',
  'decided-already': 'Somebody has decided about it meanwhile.',
  'second-person-needed': 'Somebody else has to agree: you asked for it yourself.',
  'rule-changed-meanwhile':
    'The same rule was changed, or the rules went back, after this was asked for. Refuse it, and have it tried and asked for again.',
  'too-many-rules': 'A hundred rules are published. Have them moved into the rule files first.',
  'nothing-to-undo':
    'Only the last publication can be taken back by one person, and only once. Ask to go back to an earlier ruleset.',
}

/** What a change does, in a line. */
export function sayChange({ kind, ruleId, restores }: ChangeRow): string {
  if (kind === 'publish') return `Publish ${ruleId}`
  if (kind === 'undo') return 'Take the last publication back'
  return restores === 0 ? 'Go back to the rules of the files alone' : `Go back to ruleset ${restores}`
}

/** What a new draft begins with. */
export const EMPTY_RULE = `- id: risk/your-word/your-name
  because: A sentence that a caseworker will read as the reason.
  owner: casework lead
  source: [taxonomy 2]
  category: adult-at-risk
  level: serious
  tier: trip
  any-of:
    - "words that have to stand there"
  matches:
    - An invented sentence that it must find.
  does-not-match:
    - An invented sentence that it must not find.`
