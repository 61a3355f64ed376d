import type { Campaign, CampaignDraft } from '../../../contract/campaigns.ts'

const prefix = 'selaras.campaign.'

export const emptyCampaign = (): CampaignDraft => ({
  title: '',
  objectiveCode: '',
  goal: '',
  baseline: '',
  audience: '',
  strategy: '',
  implementation: '',
  scoring: '',
  riskTier: 'routine',
  startsOn: '',
  endsOn: '',
  obligation: 'recommended',
  embargoUntil: null,
  targetAt: null,
  kit: {
    cores: [{ language: 'id', headline: '', message: '', facts: [], example: '', isMaster: true }],
    openParts: [],
    mustSay: [],
    mustNotSay: [],
    assets: [],
    factIds: [],
  },
})

export function draftOfCampaign(campaign: Campaign): CampaignDraft {
  const { title, objectiveCode, goal, baseline, startsOn, endsOn, obligation, embargoUntil, targetAt, kit } = campaign
  const { audience, strategy, implementation, scoring, riskTier } = campaign
  const cores = kit.cores.length > 0 ? kit.cores : emptyCampaign().kit.cores
  return {
    title,
    objectiveCode,
    goal,
    baseline,
    audience,
    strategy,
    implementation,
    scoring,
    riskTier,
    startsOn,
    endsOn,
    obligation,
    embargoUntil,
    targetAt,
    kit: { ...kit, cores },
  }
}

/** Non-empty lines, for lists typed one a line. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What was typed and not saved, on this device; a damaged entry reads as none. */
export function keptForm(key: string): CampaignDraft | undefined {
  try {
    return (JSON.parse(localStorage.getItem(prefix + key) ?? 'null') as CampaignDraft | null) ?? undefined
  } catch {
    return undefined
  }
}

export function keepForm(key: string, draft: CampaignDraft | undefined): void {
  try {
    if (draft === undefined) localStorage.removeItem(prefix + key)
    else localStorage.setItem(prefix + key, JSON.stringify(draft))
  } catch {
    // A device that keeps nothing still has the form on screen.
  }
}
