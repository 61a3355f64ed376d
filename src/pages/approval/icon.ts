import { type Html, html } from '../page.ts'

const paths = {
  flag: 'M6 21V4h12l-3 4 3 4H6',
  check: 'M5 13l4 4L19 7',
  look: 'M12 8v5M12 16.5v.5M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18',
  back: 'M9 6L4 11l5 5M4 11h10a5 5 0 0 1 5 5v2',
}

/** A small sign beside a word; drawn, because telephones lack the signs of Unicode. */
export const icon = (name: keyof typeof paths): Html =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[name]} /></svg>`
