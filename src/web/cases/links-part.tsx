/** Cases that a person linked with this one, and the form that links another. */
import type { FoundCase } from '../../cases/find-case.ts'
import type { LinkKind } from '../../db/schema.ts'
import { LevelTag, Select, TextField, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { statusName } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'
import { FoldedForm } from './folded-form.tsx'
import { MergeForm } from './split-and-merge.tsx'

export const LINK_KINDS = [
  ['same-writer', 'The same writer'],
  ['same-person', 'The same person at risk, or the same person feared'],
  ['same-matter', 'The same matter'],
  ['duplicate', 'The same letter came twice'],
  ['follow-up', 'This one follows up the other'],
] as const

/** Also what a link says that came of splitting or merging. */
const KIND_NAMES: Readonly<Record<LinkKind, string>> = {
  ...(Object.fromEntries(LINK_KINDS) as Record<(typeof LINK_KINDS)[number][0], string>),
  split: 'One letter that is about both',
  merged: 'Merged into one',
}

export const LinksPart = (props: CasePageProps) => {
  const { signedIn, found, mistakes, typed = {} } = props
  return (
    <>
      <LinkedCases {...props} mayUnlink={may(signedIn.role, 'act')} />
      {may(signedIn.role, 'act') && (
        <FoldedForm
          {...props}
          summary="Link with another case"
          action="links"
          fields={['link-reference', 'link-kind', 'link-why']}
          button="Link them"
        >
          <TextField
            name="link-reference"
            label="Reference of the other case"
            mistakes={mistakes}
            value={typed['link-reference']}
            width="govuk-input--width-20"
          />
          <Select
            name="link-kind"
            label="What have they in common?"
            mistakes={mistakes}
            value={typed['link-kind'] ?? ''}
            options={[['', 'Choose'], ...LINK_KINDS]}
          />
          <TextField name="link-why" label="How you know" mistakes={mistakes} value={typed['link-why']} />
        </FoldedForm>
      )}
      <MergeForm {...props} />
      {found.earlier.length > 0 && (
        <p class="govuk-body-s">
          <a class="govuk-link" href={`/cases/${found.caseRow.reference}/contact`}>
            All contact of this writer, with its times
          </a>
        </p>
      )}
    </>
  )
}

type LinkedProps = Pick<CasePageProps, 'signedIn'> & {
  found: Pick<FoundCase, 'caseRow' | 'special'>
  mayUnlink: boolean
}

/** Each with what they have in common, who says so and since when. */
export const LinkedCases = ({ signedIn, found, mayUnlink }: LinkedProps) => (
  <>
    {found.special.links.map((link) => (
      <div class="govuk-!-margin-bottom-2">
        <p class="govuk-body govuk-!-margin-bottom-1">
          Linked:{' '}
          <a class="govuk-link wp-reference" href={`/cases/${link.to.reference}`}>
            {link.to.reference}
          </a>{' '}
          <LevelTag level={link.to.risk} /> {statusName(link.to.status)}
        </p>
        <p class="govuk-body-s wp-quiet govuk-!-margin-bottom-1">
          {KIND_NAMES[link.kind]}: {link.because} {link.linkedByName}, {sayMoment(link.linkedAt)}.
        </p>
        {mayUnlink && (
          <form method="post" action={`/cases/${found.caseRow.reference}/links/${link.id}/end`}>
            <Token token={signedIn.formToken} />
            <button type="submit" class="wp-link-button">
              Take the link back<span class="govuk-visually-hidden"> to {link.to.reference}</span>
            </button>
          </form>
        )}
      </div>
    ))}
  </>
)
