import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { baseTexts, featureTexts } from './id.ts'
import type { AllTexts, FeatureNamespace } from './namespaces.ts'

/** Languages of the interface. Indonesian is the source; its base texts are never fetched. */
export const languages = ['id', 'en'] as const
export type Language = (typeof languages)[number]

const storageKey = 'selaras.language'
const wanted = new Set<FeatureNamespace>()

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'id')

/** Reads the choice kept on this device and prepares the base texts. Call once, before the first render. */
export async function startLanguage(): Promise<void> {
  const language: Language = readChoice()
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'id',
    defaultNS: 'shell',
    resources: { id: baseTexts },
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  if (language === 'en') await addEnglishBase()
  document.documentElement.lang = language
}

/** Fetches the texts of some features in the language in use; a second call costs nothing. */
export async function loadTexts(namespaces: readonly FeatureNamespace[]): Promise<void> {
  for (const namespace of namespaces) wanted.add(namespace)
  const language = currentLanguage()
  await Promise.all(namespaces.map((namespace) => addFeature(language, namespace)))
}

/** Changes the language of the interface for this device, without reloading the page. */
export async function setLanguage(language: Language): Promise<void> {
  if (language === 'en') await addEnglishBase()
  await Promise.all([...wanted].map((namespace) => addFeature(language, namespace)))
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // A browser without storage forgets the choice; nothing else is lost.
  }
}

/** The texts of one namespace: `const { t } = useTexts('today')`. */
export function useTexts<N extends keyof AllTexts>(namespace: N) {
  return useTranslation(namespace)
}

/** Takes over the language a person has set, where this device has no choice of its own yet. */
export async function adoptLanguage(language: Language): Promise<void> {
  if (kept() === null && language !== currentLanguage()) await setLanguage(language)
}

async function addEnglishBase(): Promise<void> {
  if (i18next.hasResourceBundle('en', 'shell')) return
  const english = await import('./en.ts')
  for (const [namespace, texts] of Object.entries(await english.loadBaseTexts())) {
    i18next.addResourceBundle('en', namespace, texts)
  }
}

async function addFeature(language: Language, namespace: FeatureNamespace): Promise<void> {
  if (i18next.hasResourceBundle(language, namespace)) return
  const load = language === 'en' ? (await import('./en.ts')).featureTexts[namespace] : featureTexts[namespace]
  const { texts } = await load()
  i18next.addResourceBundle(language, namespace, texts)
}

const readChoice = (): Language => (kept() === 'en' ? 'en' : 'id')

function kept(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}
