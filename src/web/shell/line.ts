type Connection = { readonly saveData?: boolean; readonly effectiveType?: string; readonly downlink?: number }

/**
 * Whether the line carries the heavy fonts (Arabic, Burmese, Ethiopic: 150–200 kB each). Browsers that tell nothing
 * about the line are trusted to have a good one.
 */
export function carriesHeavyFonts(connection: Connection | undefined): boolean {
  if (connection === undefined) return true
  if (connection.saveData === true) return false
  if (connection.effectiveType !== undefined && connection.effectiveType !== '4g') return false
  return connection.downlink === undefined || connection.downlink >= 1.5
}

export function chooseFonts(): void {
  const { connection } = navigator as Navigator & { connection?: Connection }
  if (carriesHeavyFonts(connection)) document.documentElement.dataset.fonts = 'full'
}
