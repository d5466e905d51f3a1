/** Stands on top of everything about a drill, so that nobody rings 999 for it. */
export const DrillBanner = ({ isOver }: { isOver: boolean }) => (
  <div class="govuk-inset-text wp-drill" role="note">
    <strong class="govuk-tag govuk-tag--purple">Drill</strong>{' '}
    {isOver
      ? 'This was a practice. Nobody was in danger.'
      : 'This is a practice: the letter is invented and nobody is in danger. Do not ring 999 and tell nobody outside. Press “I am dealing with this”, as for any alert, and it is over.'}
  </div>
)
