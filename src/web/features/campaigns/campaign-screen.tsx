export function CampaignScreen() {
  return null
}
