export function NewCampaignScreen() {
  return null
}
export function EditCampaignScreen() {
  return null
}
