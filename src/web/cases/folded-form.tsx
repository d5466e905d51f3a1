import { Folded, type FoldedProps } from '../parts/folded.tsx'
import type { CasePageProps } from './case-page.tsx'

/** A form of a case behind one line; `action` is its path beneath the case. */
export const FoldedForm = ({ found, action, ...props }: CasePageProps & FoldedProps) => (
  <Folded class="govuk-!-margin-bottom-2" {...props} action={`/cases/${found.caseRow.reference}/${action}`} />
)
