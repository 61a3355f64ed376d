import type { useTexts } from '../../i18n/index.ts'

/** What the reader knows (labelling guide); the objective tree maps onto them by data. */
export const topics = ['products', 'services', 'tourism', 'investment', 'policy', 'protection', 'culture'] as const
type T = ReturnType<typeof useTexts<'strategy'>>['t']
/** A reading topic by its word; one that this application does not know by its code. */
export const topicWords = (t: T, topic: string): string => {
  const known = topics.find((one) => one === topic)
  return known === undefined ? topic : t(`topic.${known}`)
}
