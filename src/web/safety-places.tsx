const PLACES = [
  ['/safety-report', 'Month by month'],
  ['/drills', 'Drills'],
] as const

/** How the safety loop is shown to work. */
export const SafetyPlaces = ({ at }: { at: string }) => (
  <nav aria-label="Safety report" class="govuk-!-margin-top-3 wp-screen-only">
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
