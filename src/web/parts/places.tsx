import { may, type Role } from '../roles.ts'

type PlacesProps = {
  label: string
  places: readonly (readonly [href: string, name: string])[]
  /** The address of the page itself; '' where it is none of them. */
  at: string
}

/** The pages of one part of the service side by side, with the one that is open marked. */
const Places = ({ label, places, at }: PlacesProps) => (
  <nav aria-label={label} class="govuk-!-margin-top-3 wp-screen-only">
    <ul class="govuk-list wp-facts wp-places">
      {places.map(([href, name]) => (
        <li>
          <a class="govuk-link" href={href} aria-current={href === at ? 'page' : undefined}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const OF_THE_LAB = [
  ['/lab', 'Rules'],
  ['/lab/try', 'Try a letter'],
  ['/lab/verdicts', 'Learning from people'],
] as const

/** The parts of the policy lab. */
export const LabPlaces = ({ at }: Pick<PlacesProps, 'at'>) => (
  <Places label="Policy lab" places={OF_THE_LAB} at={at} />
)

const OF_RECORDS = [
  ['/records', 'Due'],
  ['/records/decide', 'To decide'],
  ['/records/holds', 'Holds'],
  ['/records/schedule', 'Schedule'],
] as const

/** How records end. */
export const RecordPlaces = ({ at }: Pick<PlacesProps, 'at'>) => (
  <Places label="Records" places={OF_RECORDS} at={at} />
)

const OF_REPORTS = [
  ['/work', 'How we are doing'],
  ['/safety-report', 'Safety, month by month'],
  ['/drills', 'Drills'],
  ['/return', 'Return of a year'],
] as const

/** What is known of the work in numbers. */
export const ReportPlaces = ({ at }: Pick<PlacesProps, 'at'>) => (
  <Places label="Reports" places={OF_REPORTS} at={at} />
)

const OF_DATA_PROTECTION = [
  ['/rights', 'Requests', 'view-rights'],
  ['/breaches', 'Breaches', 'view-breaches'],
  ['/ledger', 'Disclosures and consents', 'view-rights'],
] as const

/** What a data protection officer works with, of it what the role may see. */
export const DataPlaces = ({ at, role }: Pick<PlacesProps, 'at'> & { role: Role }) => (
  <Places
    label="Data protection"
    places={OF_DATA_PROTECTION.filter(([, , needs]) => may(role, needs)).map(([href, name]) => [href, name])}
    at={at}
  />
)
