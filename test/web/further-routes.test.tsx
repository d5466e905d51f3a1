import { describe, expect, it } from 'vitest'
import { FurtherRoutes } from '../../src/web/cases/case-decisions.tsx'

describe('further routes on a page', () => {
  it('stand with the sentence that speaks for each, as text and never as markup', () => {
    const page = String(
      <FurtherRoutes
        further={[{ route: 'sar', because: ['The writer also says: “send me <b>my</b> data”'] }]}
      />,
    )
    expect(page).toMatch(/Also <strong>[^<]*[Ss]ubject access/)
    expect(page).toContain('send me &lt;b&gt;my&lt;/b&gt; data')
  })

  it('are nothing where a proposal has none, as those that were kept before there were any', () => {
    expect(String(<FurtherRoutes further={[]} />)).toBe('')
  })
})
