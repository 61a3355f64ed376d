import type { CampaignDraft } from '../../src/contract/campaigns.ts'

/** The locked core of the kit that tests release. */
export const kitCore = 'Delapan eksportir siap menerima pesanan mulai 60 kg.'

/** A campaign with a kit of one core, mandatory, from mid-November 2026 on; `part` replaces what a test is about. */
export const campaignDraft = (part: Partial<CampaignDraft> = {}): CampaignDraft => ({
  title: 'Kopi Nusantara',
  objectiveCode: 'products',
  goal: '120 calon pembeli',
  baseline: '41 calon pembeli',
  audience: '',
  strategy: '',
  implementation: '',
  scoring: '',
  riskTier: 'routine',
  startsOn: '2026-11-16',
  endsOn: '2027-01-31',
  obligation: 'mandatory',
  embargoUntil: null,
  targetAt: null,
  kit: {
    cores: [{ language: 'id', headline: 'Kopi', message: kitCore, facts: ['60 kg'], example: '', isMaster: true }],
    openParts: [],
    mustSay: [],
    mustNotSay: [],
  },
  ...part,
})
