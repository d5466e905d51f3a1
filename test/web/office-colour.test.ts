import { describe, expect, it } from 'vitest'
import { colourSheet } from '../../src/web/parts/office-colour.ts'
import { rulebook } from '../service.ts'

const inkOn = (colour: string): string | undefined =>
  /--office-ink:(#\w+)/.exec(colourSheet({ branding: { colour } }))?.[1]

describe('the colour of an office', () => {
  it.each([
    ['#353d42', '#ffffff'],
    ['#000000', '#ffffff'],
    ['#ffdd00', '#0b0c0c'],
    ['#ffffff', '#0b0c0c'],
  ])('%s carries the ink that reads better: %s', (colour, ink) => {
    expect(inkOn(colour)).toBe(ink)
  })

  it('has white ink for every office there is, so that the mark is the same everywhere', () => {
    expect(rulebook.offices.all.map(({ branding }) => inkOn(branding.colour))).toEqual(
      rulebook.offices.all.map(() => '#ffffff'),
    )
  })
})
