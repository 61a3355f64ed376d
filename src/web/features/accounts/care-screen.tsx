import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Screen, ScreenHead, useSession, useWorkPlace } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { BadgeCheck } from '../../ui/icons.ts'
import { Rows } from '../../ui/list-row.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CareRow } from './care-row.tsx'
import { type CareGroup, careGroups, groupOf } from './care-words.ts'
import { HandoverList } from './handover-list.tsx'
import { Registrations } from './registrations.tsx'
import { RoundPanel } from './round-panel.tsx'
import './accounts.css'

const few = 25

/** What accounts need somebody to do: of the mission in focus, or of every mission the person reads. */
export function CareScreen() {
  const { t } = useTexts('accounts')
  const { mission } = useWorkPlace()
  const session = useSession()
  const isAdministrator =
    session?.grants.some(({ role, missions }) => role === 'administrator' && missions === 'all') ?? false
  return (
    <Screen title={t('title')}>
      <div className="stack wide">
        <ScreenHead title={t('title')} lead={t(mission ? 'lead' : 'leadAll')} />
        <div className="accounts-columns uneven">
          <CareList missionId={mission?.id} />
          <div className="stack wide">
            <RoundPanel mission={mission} />
            <HandoverList missionId={mission?.id} />
            {isAdministrator && <Registrations />}
          </div>
        </div>
      </div>
    </Screen>
  )
}

function CareList({ missionId }: { missionId: string | undefined }) {
  const { t } = useTexts('accounts')
  const [group, setGroup] = useState<CareGroup | 'all'>('all')
  const [shown, setShown] = useState(few)
  const query = missionId === undefined ? {} : { missionId }
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/account-care', { query }))
  const findings = data?.findings ?? []
  const chosen = group === 'all' ? findings : findings.filter((one) => groupOf(one) === group)
  const countOf = (one: CareGroup) => findings.filter((finding) => groupOf(finding) === one).length
  return (
    <Panel title={t('care.title')} count={data && findings.length} flush>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && findings.length === 0 && (
        <EmptyState icon={BadgeCheck} title={t('care.none')}>
          {t('care.noneDetail')}
        </EmptyState>
      )}
      {findings.length > 0 && (
        <div className="accounts-inset accounts-filter">
          <SegmentedControl
            label={t('care.title')}
            value={group}
            onChange={(next) => {
              setGroup(next)
              setShown(few)
            }}
            options={[
              { value: 'all' as const, label: t('kinds.all') },
              ...careGroups.map((one) => ({ value: one, label: t(`kinds.${one}`), count: countOf(one) })),
            ]}
          />
        </div>
      )}
      <Rows label={t('care.title')}>
        {chosen.slice(0, shown).map((finding) => (
          <CareRow
            key={`${finding.accountId} ${finding.kind}`}
            finding={finding}
            namesMission={missionId === undefined}
          />
        ))}
      </Rows>
      {chosen.length > shown && (
        <div className="accounts-inset">
          <Button size="small" kind="quiet" onClick={() => setShown(shown + 4 * few)}>
            {t('care.more', { count: Math.min(4 * few, chosen.length - shown) })}
          </Button>
        </div>
      )}
    </Panel>
  )
}
