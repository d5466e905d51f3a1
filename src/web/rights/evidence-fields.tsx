/** The four things that are written down of a consent and, just the same, of its end (B-11). */
import { londonDay } from '../../clocks/days.ts'
import { type Mistakes, Select, TextArea, TextField } from '../parts/controls.tsx'
import { WAYS } from './sharing-words.ts'

type Props = { suffix?: string; now: Date; mistakes: Mistakes; typed: Record<string, string> }

export const EVIDENCE_FIELDS = ['said-by', 'said-on', 'said-how', 'what-said'] as const

export const EvidenceFields = ({ suffix = '', now, mistakes, typed }: Props) => (
  <>
    <TextField
      name={`said-by${suffix}`}
      label="Who said it?"
      mistakes={mistakes}
      value={typed[`said-by${suffix}`]}
    />
    <TextField
      name={`said-on${suffix}`}
      label="On what day?"
      type="date"
      width="govuk-input--width-10"
      mistakes={mistakes}
      value={typed[`said-on${suffix}`] ?? londonDay(now)}
    />
    <Select
      name={`said-how${suffix}`}
      label="How?"
      mistakes={mistakes}
      value={typed[`said-how${suffix}`] ?? ''}
      options={[['', 'Choose'], ...WAYS]}
    />
    <TextArea
      name={`what-said${suffix}`}
      label="What was said?"
      rows={2}
      mistakes={mistakes}
      value={typed[`what-said${suffix}`]}
    />
  </>
)
