import { Link } from '@tanstack/react-router'
import type { ApiResponse } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import type { Zone } from '../../ui/format.ts'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { Time } from '../../ui/time.tsx'
import { useContribution } from './contribution.ts'
import { LabelObjectives, usePurposeWords } from './label-words.tsx'

type MessageList = ApiResponse<'GET /api/v1/missions/:missionId/messages'>

/** One message of a list; its text opens it. */
export function MessageRow({
  row,
  kind,
  zone,
}: {
  row: MessageList['rows'][number]
  kind: MessageList['opened']['kind']
  zone: Zone | undefined
}) {
  const { t } = useTexts('alignment')
  const { number } = useFormat()
  const home = useHomeZone()
  const purpose = usePurposeWords()
  const value = useContribution(kind)
  const { id, missionId, label, text, language, posts } = row
  return (
    <ListRow
      title={
        <Link to="/perwakilan/$missionId/pesan/$messageId" params={{ missionId, messageId: id }}>
          <span className="message-clip" lang={language} dir="auto">
            {text}
          </span>
        </Link>
      }
      meta={
        <>
          <Time at={new Date(row.firstPublishedAt)} place={zone ?? home} withDay />
          <LabelObjectives label={label} />
          {label.purposeValue !== null && <span>{purpose(label.purposeValue)}</span>}
          <span>{t(`source.${label.source}`)}</span>
          <span>{t('list.posts', { count: posts.length })}</span>
          {row.deletedAt !== null && <span>{t('list.deleted')}</span>}
        </>
      }
      end={
        <span className="message-end num">
          <b>
            {row.contribution === null ? t('list.outside') : t('list.contribution', { value: value(row.contribution) })}
          </b>
          <span>{t('list.weight', { weight: number(row.weight, 2) })}</span>
        </span>
      }
    />
  )
}
