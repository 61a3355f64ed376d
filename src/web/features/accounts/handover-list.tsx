import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Handover } from '../../../contract/account-custody.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Ban, Check, Handshake, Hourglass, TriangleAlert } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { openSteps } from './handover-steps.ts'
import { MissionName } from './mission-name.tsx'

/** Handovers by end of posting. */
export function HandoverList({ missionId }: { missionId: string | undefined }) {
  const { t } = useTexts('accounts')
  const { calendarDay } = useFormat()
  const query = missionId === undefined ? {} : { missionId }
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/handovers', { query }))
  const handovers = data?.handovers ?? []
  return (
    <Panel title={t('handover.panel')} note={t('handover.panelNote')} flush>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data && handovers.length === 0 && <p className="accounts-inset soft">{t('handover.none')}</p>}
      <Rows label={t('handover.panel')}>
        {handovers.map((one) => (
          <ListRow
            key={one.id}
            icon={Handshake}
            title={
              <Link to="/akun/serah-terima/$handoverId" params={{ handoverId: one.id }}>
                {one.leaver.name}
              </Link>
            }
            meta={
              <>
                {missionId === undefined && (
                  <span>
                    <MissionName id={one.missionId} />
                  </span>
                )}
                <span>{t('handover.endsOn', { day: calendarDay(one.endsOn) })}</span>
                {one.closedAt === null && <span>{t('handover.left', { count: openSteps(one) })}</span>}
              </>
            }
            end={<HandoverChip handover={one} />}
          />
        ))}
      </Rows>
    </Panel>
  )
}

export function HandoverChip({ handover }: { handover: Handover }) {
  const { t } = useTexts('accounts')
  if (handover.outcome === 'signed')
    return (
      <Chip tone="ok" icon={Check}>
        {t('handover.signed')}
      </Chip>
    )
  if (handover.outcome === 'cancelled')
    return (
      <Chip tone="neutral" icon={Ban}>
        {t('handover.cancelled')}
      </Chip>
    )
  return handover.isOverdue ? (
    <Chip tone="alert" icon={TriangleAlert}>
      {t('handover.overdue')}
    </Chip>
  ) : (
    <Chip tone="accent" icon={Hourglass}>
      {t('handover.open')}
    </Chip>
  )
}
