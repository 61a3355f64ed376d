import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CampaignPart, MissionSteering } from '../../../contract/steering.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Chip } from '../../ui/chip.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Hourglass } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateMark } from './component-figure.tsx'
import { SupportPanel } from './support-panel.tsx'

type Place = { missionId: string; window: string }

const useSteering = ({ missionId, window }: Place) =>
  useQuery(apiQuery('GET /api/v1/missions/:missionId/steering', { params: { missionId }, query: { window } })).data

/** C2 with every campaign behind it. */
export function Adoption(place: Place) {
  const steering = useSteering(place)
  return steering === undefined ? null : <AdoptionPanel steering={steering} />
}

/** What headquarters owes the mission. */
export function Support(place: Place) {
  const steering = useSteering(place)
  return steering === undefined ? null : <SupportPanel support={steering.support} region={steering.regionSupport} />
}

function AdoptionPanel({ steering }: { steering: MissionSteering }) {
  const { t } = useTexts('alignment')
  const { number } = useFormat()
  const { c2, campaigns, refusals, isSupportWeak } = steering
  const columns: readonly Column<CampaignPart>[] = [
    {
      id: 'campaign',
      head: t('adoption.campaign'),
      rowHead: true,
      cell: (part) => (
        <>
          <Link to="/kampanye/$campaignId" params={{ campaignId: part.campaignId }}>
            {part.title}
          </Link>
          <small>{t(`adoption.obligation.${part.obligation}`)}</small>
        </>
      ),
    },
    {
      id: 'how',
      head: t('adoption.how'),
      cell: (part) => (
        <>
          {part.how === null ? t('adoption.none') : t(`adoption.used.${part.how}`)}
          {part.isEstimated && <small>{t('adoption.estimated')}</small>}
        </>
      ),
    },
    {
      id: 'late',
      head: t('adoption.late'),
      figures: true,
      cell: (part) => (part.how === null ? '–' : number(part.lateHours, 0)),
    },
    {
      id: 'earned',
      head: t('adoption.earned'),
      figures: true,
      cell: (part) => (part.counts ? number(part.earned * 100, 0) : t('adoption.lateKit')),
    },
    { id: 'loss', head: t('adoption.loss'), figures: true, cell: (part) => number(part.lossPoints, 1) },
  ]
  return (
    <Panel
      title={t('adoption.title')}
      count={c2.value === null ? undefined : `${number(c2.value, 0)} ${t('outOf')}`}
      note={t('adoption.formula')}
      aside={
        c2.state === 'too_few' ? (
          <Chip tone="line" icon={Hourglass}>
            {t('adoption.few', { n: number(c2.n), needed: c2.needed })}
          </Chip>
        ) : (
          <StateMark state={c2.state} />
        )
      }
      flush
    >
      {isSupportWeak && <Note kind="warn">{t('adoption.weak')}</Note>}
      {campaigns.length === 0 ? (
        <p className="mute alignment-none">{t('adoption.empty')}</p>
      ) : (
        <DataTable
          caption={t('adoption.caption')}
          columns={columns}
          rows={campaigns}
          rowKey={(part) => part.campaignId}
          minWidth={520}
        />
      )}
      {refusals.accepted > 0 && (
        <p className="mute t13 alignment-none">{t('adoption.refused', { count: refusals.accepted })}</p>
      )}
    </Panel>
  )
}
