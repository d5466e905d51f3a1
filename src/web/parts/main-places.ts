import { type Action, may, type Role } from '../roles.ts'

/** The parts of the service that stand at the top of each page, to whoever may open them. */
export const MAIN_PLACES: readonly { href: string; name: string; needs: Action }[] = [
  { href: '/', name: 'Queue', needs: 'view' },
  { href: '/search', name: 'Search', needs: 'search' },
  { href: '/deadlines', name: 'Deadlines', needs: 'view' },
  { href: '/enter', name: 'Enter a letter or call', needs: 'enter-contact' },
  { href: '/rota', name: 'Duty rota', needs: 'view-rota' },
  { href: '/outbox', name: 'What was sent', needs: 'view-outbox' },
  { href: '/lab', name: 'Rules', needs: 'review-rules' },
  { href: '/templates', name: 'Templates', needs: 'view-templates' },
  { href: '/records', name: 'Records', needs: 'view-disposal' },
  { href: '/rights', name: 'Data protection', needs: 'view-rights' },
  { href: '/work', name: 'Reports', needs: 'view' },
  { href: '/problems', name: 'Problems', needs: 'view' },
  { href: '/people', name: 'People', needs: 'view-people' },
  { href: '/sealed', name: 'Broken seals', needs: 'review-broken-seals' },
]

/** Where somebody begins who asked for no page: the queue, and for a role without it the first page that it has. */
export const firstPlaceOf = (role: Role): string =>
  MAIN_PLACES.find(({ needs }) => may(role, needs))?.href ?? '/account'
