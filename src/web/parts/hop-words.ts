import type { Hop } from '../../reports/summarise.ts'

const HOPS: Readonly<Record<Hop, string>> = {
  'stored-judged': 'From kept to judged',
  'judged-raised': 'From judged to alert raised',
  'raised-paged': 'From raised to first page handed over',
  'paged-answered': 'From first page to answered',
  'answered-referred': 'From answered to told outside',
  'referred-accepted': 'From told outside to accepted',
  'stored-paged': 'From kept to first page, in all',
  'stored-answered': 'From kept to answered, in all',
}

/** A step on the way of an alert. */
export const hopName = (hop: Hop): string => HOPS[hop]
