/** What the person chose for this device; `system` follows the device's own setting. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'selaras.theme'
const barColours = { light: '#f5f7f7', dark: '#0c151b' } as const

export function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(storageKey)
    return themes.find((theme) => theme === kept) ?? 'system'
  } catch {
    return 'system'
  }
}

/** Shows a theme at once and keeps it on this device. Call once before the first render with `readTheme()`. */
export function applyTheme(theme: Theme): void {
  const systemDark = matchMedia('(prefers-color-scheme: dark)')
  const shown = theme === 'system' ? (systemDark.matches ? 'dark' : 'light') : theme
  document.documentElement.dataset.theme = shown
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', barColours[shown])
  try {
    localStorage.setItem(storageKey, theme)
  } catch {
    // Without storage the choice lasts until the page is left.
  }
}

/** Follows the device when it turns dark or light while the page is open. */
export function followDevice(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    if (readTheme() === 'system') applyTheme('system')
  })
}
