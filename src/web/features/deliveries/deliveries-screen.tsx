import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useNarrow } from '../../lookups/narrow.ts'
import { useWorkPlace } from '../../shell/scope.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Send } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { DeliveryDetail } from './delivery-detail.tsx'
import { DeliveryList } from './delivery-list.tsx'
import { HoldButton, HoldsInForce } from './holds.tsx'
import type { View } from './routes.ts'
import './deliveries.css'

const route = getRouteApi('/app/pengiriman')
/** A sending or an answer of another officer should be seen without pressing anything. */
const refetchMs = 20_000

/** Where every delivery stands, and what to do with those that only a person can bring on. */
export function DeliveriesScreen() {
  const { t } = useTexts('deliveries')
  const { lihat, pilih, kiriman } = route.useSearch()
  const navigate = route.useNavigate()
  const { mission, zone } = useWorkPlace()
  const narrow = useNarrow()
  const view: View = lihat ?? 'today'
  const query = {
    view,
    ...(mission === undefined ? {} : { missionId: mission.id }),
    ...(kiriman === undefined ? {} : { itemId: kiriman }),
  }
  const list = useInfiniteQuery({
    // A key of its own: pages under the key of a plain query (the day has one) would break whoever reads second.
    queryKey: ['GET /api/v1/deliveries', {}, query, 'pages'] as const,
    queryFn: ({ pageParam, signal }) =>
      api('GET /api/v1/deliveries', {
        query: pageParam === undefined ? query : { ...query, after: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
    refetchInterval: refetchMs,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows)
  const counts = list.data?.pages[0]?.counts
  const alarm = list.data?.pages[0]?.alarm
  const chosen = pilih ?? (narrow ? undefined : (rows?.find((row) => row.needsPerson) ?? rows?.[0])?.id)
  const unknown = rows?.filter((row) => row.state === 'unknown' && row.needsPerson).length ?? 0
  const needsMe = counts?.needsMe ?? 0
  const lead =
    unknown > 0
      ? t('leadUnknown', { count: unknown })
      : needsMe > 0
        ? t('leadNeeds', { count: needsMe })
        : t('leadCalm')
  return (
    <Screen title={t('title')} within={[{ label: t('items'), to: '/kiriman' }]}>
      <ScreenHead
        title={t('title')}
        lead={counts === undefined ? undefined : lead}
        acts={
          <>
            <SegmentedControl<View>
              label={t('filter')}
              value={view}
              wide
              onChange={(lihat) => void navigate({ search: (old) => ({ ...old, lihat, pilih: undefined }) as never })}
              options={[
                { value: 'today', label: t('today'), count: counts?.today },
                { value: 'needs_me', label: t('needsMe'), count: counts?.needsMe },
                { value: 'week', label: t('week'), count: counts?.week },
              ]}
            />
            <HoldButton />
          </>
        }
      />
      {alarm && (
        <Note kind="error" title={t('alarm')}>
          {alarm.detail}
        </Note>
      )}
      <HoldsInForce />
      {kiriman !== undefined && (
        <Note act={{ label: t('showAll'), onClick: () => void navigate({ search: { lihat: view } }) }}>
          {t('onlyItem')}
        </Note>
      )}
      <Failure error={list.error} onRetry={() => void list.refetch()} />
      {rows === undefined ? (
        list.isPending && <Skeleton rows={6} />
      ) : rows.length === 0 ? (
        <Panel>
          <EmptyState
            icon={Send}
            title={t(`empty.${view}`)}
            act={<ButtonLink to="/kiriman">{t('empty.act')}</ButtonLink>}
          >
            {t('empty.what')}
          </EmptyState>
        </Panel>
      ) : (
        <div className="deliveries">
          <Panel flush>
            <DeliveryList
              rows={rows}
              selected={chosen}
              place={mission === undefined ? undefined : zone}
              narrow={narrow}
              showDay={view !== 'today'}
            />
            {list.hasNextPage && (
              <div className="deliveries-more">
                <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {t('more')}
                </Button>
              </div>
            )}
          </Panel>
          <Beside id={chosen} moved={narrow && pilih !== undefined} />
        </div>
      )}
    </Screen>
  )
}

function Beside({ id, moved }: { id: string | undefined; moved: boolean }) {
  const { t } = useTexts('deliveries')
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (moved && id !== undefined) ref.current?.scrollIntoView({ block: 'start' })
  }, [moved, id])
  return (
    <div ref={ref} className="deliveries-beside">
      {id === undefined ? <p className="mute">{t('choose')}</p> : <DeliveryDetail key={id} id={id} />}
    </div>
  )
}
