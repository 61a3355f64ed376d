export {
  adoptLanguage,
  currentLanguage,
  type Language,
  loadTexts,
  setLanguage,
  startLanguage,
  useTexts,
} from './language.ts'
export type { AllTexts, BaseTexts, FeatureNamespace, FeatureTexts } from './namespaces.ts'
export type { Translated } from './translated.ts'
