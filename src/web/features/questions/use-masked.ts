import { useTexts } from '../../i18n/index.ts'

const kinds = ['nik', 'passport', 'phone', 'card', 'email'] as const

/** Says what was masked in the language of the screen: `[passport]` becomes `[paspor]`. */
export function useMasked(): (text: string | null) => string | null {
  const { t } = useTexts('questions')
  return (text) =>
    text?.replace(/\[(\w+)\]/gu, (mask, name: string) => {
      const kind = kinds.find((one) => one === name)
      return kind === undefined ? mask : `[${t(`kind.${kind}`)}]`
    }) ?? null
}
