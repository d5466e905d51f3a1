/** The office's own colour, as a style sheet of its own: the content security policy allows none inline. */

type Branded = { branding: { colour: string } }

/** Where the sheet of that office is; the address changes with the colour, so that it may be kept for ever. */
export const colourSheetPath = (office: Branded): string =>
  `/assets/office-${office.branding.colour.slice(1).toLowerCase()}.css`

/** The sheet itself: the colour, and white or black ink, whichever reads better on it. */
export function colourSheet(office: Branded): string {
  const { colour } = office.branding
  return `:root{--office-colour:${colour};--office-ink:${inkOn(colour)}}`
}

/** White where its contrast is the better one (WCAG 2.2, relative luminance). */
function inkOn(colour: string): '#ffffff' | '#0b0c0c' {
  const luminance = [0.2126, 0.7152, 0.0722].reduce((sum, weight, part) => {
    const value = Number.parseInt(colour.slice(1 + part * 2, 3 + part * 2), 16) / 255
    return sum + weight * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  }, 0)
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#0b0c0c'
}
