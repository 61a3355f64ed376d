import type { ApiResponse } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useFormat } from '../../ui/home-zone.tsx'

type MessageList = ApiResponse<'GET /api/v1/missions/:missionId/messages'>

/** A part of the opened number in its own unit. */
export function useContribution(kind: MessageList['opened']['kind']) {
  const { t } = useTexts('alignment')
  const { number } = useFormat()
  return (value: number): string => t(kind === 'share' ? 'list.percent' : 'list.points', { value: number(value, 1) })
}
