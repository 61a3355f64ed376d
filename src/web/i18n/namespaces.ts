import type { baseTexts, featureTexts } from './id.ts'

export type BaseTexts = typeof baseTexts
export type FeatureNamespace = keyof typeof featureTexts
export type FeatureTexts = {
  [N in FeatureNamespace]: Awaited<ReturnType<(typeof featureTexts)[N]>>['texts']
}
/** Every namespace, with the exact keys of the Indonesian texts. */
export type AllTexts = BaseTexts & FeatureTexts

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: AllTexts
  }
}
