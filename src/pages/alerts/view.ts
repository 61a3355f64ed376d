import type { AlertText, Hotline, PublicAlert } from '../../contract/alerts.ts'

export type AlertSaying = {
  readonly number: number
  readonly kind: 'raised' | 'update' | 'stand_down'
  readonly level: PublicAlert['level']
  readonly areas: readonly string[]
  readonly elsewhereLevel: PublicAlert['level'] | null
  readonly texts: readonly AlertText[]
  readonly hotlines: readonly Hotline[]
  readonly nextUpdateAt: string | null
  readonly knownAt: string
  readonly decidedAt: string
  readonly publicAt: string | null
}

/** One alert as everybody may see it, with every saying, newest first. */
export type PublicAlertView = PublicAlert & {
  readonly zone: string
  /** What the place's clock is called: its city. */
  readonly zoneLabel: string
  readonly sayings: readonly AlertSaying[]
}

/** An account nobody should trust now. */
export type AccountWarning = {
  readonly network: string
  readonly handle: string
  readonly missionName: string
  readonly kind: 'taken_over' | 'impersonation'
  readonly since: string
}

export type AlertsView = {
  readonly ministry: { readonly nameId: string; readonly nameEn: string; readonly shortName: string }
  readonly homeZone: string
  readonly homeZoneLabel: string
  readonly isSample: boolean
  /** Public address without trailing slash. */
  readonly url: string
  /** Those that run first, the gravest before the others. */
  readonly alerts: readonly PublicAlertView[]
  readonly warnings: readonly AccountWarning[]
}
