import type { AccountAnswer } from '../../contract/accounts.ts'
import type { ExplainerContent, ExplainerTopic } from '../../contract/explainers.ts'

/** One language of what is public now. */
export type SiteText = {
  readonly language: string
  readonly isMaster: boolean
  /** Made from an older Indonesian text. */
  readonly isStale: boolean
  readonly content: ExplainerContent
}

export type SiteVersion = { readonly version: number; readonly publishedAt: Date; readonly correction: string | null }

export type SiteExplainer = {
  readonly slug: string
  readonly topic: ExplainerTopic
  readonly decidedOn: string | null
  readonly contact: string
  readonly embargoUntil: Date | null
  readonly missionIds: readonly string[]
  readonly texts: readonly SiteText[]
  /** Newest first. */
  readonly versions: readonly SiteVersion[]
  /** Of the register, as they stand now. */
  readonly facts: readonly {
    readonly name: string
    readonly value: string
    readonly source: string
    readonly asOf: string | null
  }[]
}

export type SiteMission = {
  readonly id: string
  readonly shortName: string
  readonly nameId: string
  readonly nameEn: string
  readonly city: string
  readonly countryIso2: string
  readonly accreditedTo: readonly string[]
  readonly latitude: number
  readonly longitude: number
  readonly timezone: string
  readonly weekend: readonly number[]
  readonly languages: readonly string[]
  readonly website: string | null
  /** As the mission says it; null while nobody has said. */
  readonly serviceHours: string | null
}

export type SiteAccount = {
  readonly network: string
  readonly networkName: string
  readonly handle: string
  readonly url: string
  readonly missionId: string
  readonly missionName: string
  readonly state: AccountAnswer['answer']
}

/** An alert as the front page announces it; its own page belongs to whoever publishes it. */
export type SiteAlert = {
  readonly title: string
  readonly level: number
  readonly place: string
  readonly updatedAt: Date
  readonly isStale: boolean
}

/** Everything the public site shows, read at one moment with the public's eyes. */
export type SiteData = {
  /** Absolute, with a slash at the end. */
  readonly baseUrl: string
  /** Of the application, without a slash at the end: what files alone cannot do. */
  readonly apiUrl: string
  readonly isSample: boolean
  readonly ministry: { readonly nameId: string; readonly nameEn: string; readonly shortName: string }
  readonly homeZone: string
  readonly homeZoneLabel: string
  /** When something of it last changed. */
  readonly updatedAt: Date
  readonly explainers: readonly SiteExplainer[]
  readonly withdrawn: readonly { readonly slug: string; readonly reason: string; readonly at: Date }[]
  readonly missions: readonly SiteMission[]
  readonly accounts: readonly SiteAccount[]
  readonly alerts: readonly SiteAlert[]
  /** Where people ask; null while nobody answers questions here. */
  readonly askUrl: string | null
}

/** The text of an explainer in a language, else none. */
export const textIn = (explainer: SiteExplainer, language: string): SiteText | undefined =>
  explainer.texts.find((text) => text.language === language)

/** Languages beside those of the site in which at least one explainer exists. */
export const contentLanguages = (data: SiteData): string[] =>
  [...new Set(data.explainers.flatMap((explainer) => explainer.texts.map((text) => text.language)))].sort()
