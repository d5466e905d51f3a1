const PLACES = [
  ['/lab', 'Rules'],
  ['/lab/try', 'Try a letter'],
  ['/lab/verdicts', 'Learning from people'],
] as const

/** The parts of the policy lab. */
export const LabPlaces = ({ at }: { at: string }) => (
  <nav aria-label="Policy lab" class="govuk-!-margin-top-3">
    <ul class="govuk-list wp-facts">
      {PLACES.map(([href, name]) => (
        <li>
          <a class="govuk-link" href={href} aria-current={href === at ? 'page' : undefined}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
