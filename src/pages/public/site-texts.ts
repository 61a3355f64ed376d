import type { ExplainerTopic } from '../../contract/explainers.ts'
import type { AccountCheckTexts } from '../account-check/texts.ts'

/** Every word of the site around the texts of explainers. `{x}` is filled in. */
export type SiteTexts = {
  readonly skip: string
  readonly official: string
  readonly sample: string
  readonly name: string
  readonly ministry: string
  readonly menu: string
  readonly languages: string
  readonly nav: {
    readonly explainers: string
    readonly accounts: string
    readonly missions: string
    readonly alerts: string
    readonly ask: string
  }
  readonly crumbs: string
  readonly home: {
    readonly title: string
    readonly lead: string
    readonly search: string
    readonly searchAct: string
    readonly examples: string
    readonly exampleWords: readonly string[]
    readonly latest: string
    readonly all: string
    readonly none: string
    readonly checkTitle: string
    readonly checkLead: string
    readonly checkField: string
    readonly checkAct: string
    readonly missionTitle: string
    readonly missionLead: string
    readonly missionField: string
    readonly missionAct: string
    readonly alerts: string
    readonly alertsNone: string
    readonly alertsAll: string
  }
  readonly topics: Record<ExplainerTopic, string>
  readonly list: { readonly title: string; readonly lead: string; readonly otherLanguages: string }
  readonly page: {
    readonly minutes: string
    readonly checkedOn: string
    readonly version: string
    readonly meaning: string
    readonly who: string
    readonly gain: string
    readonly evidence: string
    readonly step: string
    readonly stepAct: string
    readonly fraud: string
    readonly fraudAct: string
    readonly decided: string
    readonly decidedOn: string
    readonly why: string
    readonly next: string
    readonly faq: string
    readonly sources: string
    readonly source: string
    readonly table: string
    readonly label: string
    readonly value: string
    readonly csv: string
    readonly contact: string
    readonly clear: string
    readonly clearLead: string
    readonly feelings: { readonly clear: string; readonly partly: string; readonly unclear: string }
    readonly check: string
    readonly checkLead: string
    readonly checkAct: string
    readonly question: string
    readonly missions: string
    readonly press: string
    readonly pressLead: string
    readonly pressAct: string
    readonly history: string
    readonly correction: string
    readonly stale: string
    readonly staleAct: string
    readonly otherLanguages: string
    readonly share: string
    readonly moreTopic: string
    readonly ask: string
    readonly askLead: string
    readonly askAct: string
  }
  readonly thanks: { readonly title: string; readonly lead: string; readonly back: string }
  readonly result: {
    readonly title: string
    readonly score: string
    readonly right: string
    readonly wrong: string
    readonly unanswered: string
    readonly kept: string
  }
  readonly press: {
    readonly title: string
    readonly lead: string
    readonly facts: string
    readonly quotes: string
    readonly noQuotes: string
    readonly terms: string
    readonly licence: string
    readonly licenceText: string
    readonly embargo: string
    readonly noEmbargo: string
    readonly embargoOver: string
    readonly contact: string
    readonly published: string
    readonly history: string
    readonly firstVersion: string
    readonly newVersion: string
    readonly corrected: string
    readonly pictures: string
    readonly back: string
  }
  readonly missions: {
    readonly title: string
    readonly lead: string
    readonly field: string
    readonly act: string
    readonly found: string
    readonly nothing: string
    readonly all: string
    readonly accreditedFrom: string
    readonly address: string
    readonly time: string
    readonly workdays: string
    readonly hours: string
    readonly hoursUnknown: string
    readonly site: string
    readonly covers: string
    readonly speaks: string
    readonly accounts: string
    readonly noAccounts: string
    readonly nearest: string
    readonly distance: string
    readonly privacy: string
  }
  readonly accounts: {
    readonly listTitle: string
    readonly listLead: string
    readonly official: string
    readonly trouble: string
    readonly none: string
    readonly network: string
    readonly account: string
    readonly mission: string
    readonly state: string
  }
  readonly search: {
    readonly title: string
    readonly results: string
    readonly nothing: string
    readonly nothingLead: string
    readonly offline: string
  }
  readonly data: {
    readonly title: string
    readonly lead: string
    readonly set: string
    readonly about: string
    readonly fields: string
    readonly field: string
    readonly meaning: string
    readonly update: string
    readonly method: string
    readonly unit: string
    readonly licence: string
    readonly download: string
    readonly notHere: string
  }
  readonly access: { readonly title: string; readonly paragraphs: readonly string[] }
  readonly missing: { readonly title: string; readonly lead: string; readonly back: string }
  readonly withdrawn: { readonly title: string; readonly lead: string; readonly on: string }
  readonly foot: {
    readonly promise: string
    readonly ppid: string
    readonly data: string
    readonly access: string
    readonly feed: string
    readonly updated: string
  }
  readonly check: AccountCheckTexts
}
