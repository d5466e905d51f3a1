/** The mark of Waypost: a post with two arms. */

/** The outline of the mark in a square of 24. */
export const ICON_SHAPE = 'M11 1h2v2h6l3 3-3 3h-6v2h2v6h-2v6h-2v-6H5l-3-3 3-3h6V9H5V3h6z'

/** The mark as the browser's tab shows it. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="${ICON_SHAPE}" fill="#1d2b4f"/></svg>`

/** Where the browser finds it; a new mark needs a new name. */
export const ICON_PATH = '/assets/waypost-mark-1.svg'
