import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { queryClient, Screen, ScreenHead } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Bell, Check } from '../../ui/icons.ts'
import { Rows } from '../../ui/list-row.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { MailPanel } from './mail-panel.tsx'
import { NoticeRow } from './notice-row.tsx'
import './notifications.css'

const key = 'GET /api/v1/me/notices'
const renew = () =>
  queryClient.invalidateQueries({ predicate: ({ queryKey: [first] }) => String(first).startsWith(key) })

/** Everything somebody was told, newest first. */
export function NoticesScreen() {
  const { t } = useTexts('notifications')
  const [shown, setShown] = useState<'unread' | 'all'>('unread')
  const list = useNotices(shown === 'unread')
  const notices = list.data?.pages.flatMap((page) => page.notices) ?? []
  const readAll = useMutation({
    mutationFn: () => api('POST /api/v1/me/notices/read', { body: {} }),
    onSuccess: async ({ ids }) => {
      await renew()
      if (ids.length > 0) toast(t('readDone', { count: ids.length }), () => void putBack(ids))
    },
  })
  const mark = useMutation({
    mutationFn: ({ id, isRead }: { id: string; isRead: boolean }) => (isRead ? markRead(id) : putBack([id])),
    onSuccess: renew,
  })
  const error = list.error ?? readAll.error ?? mark.error
  return (
    <Screen title={t('title')}>
      <div className="stack wide">
        <ScreenHead
          title={t('title')}
          lead={t('lead')}
          acts={
            <Button
              icon={Check}
              off={!notices.some((one) => one.readAt === null && one.settledAt === null)}
              busy={readAll.isPending && t('reading')}
              onClick={() => readAll.mutate()}
            >
              {t('readAll')}
            </Button>
          }
        />
        <div className="notices-columns">
          <Panel title={t('title')} flush className="notices-list">
            <div className="notices-inset">
              <SegmentedControl
                label={t('filter')}
                value={shown}
                onChange={setShown}
                options={[
                  { value: 'unread', label: t('unread') },
                  { value: 'all', label: t('all') },
                ]}
              />
            </div>
            {error && <ErrorNote error={error} onRetry={() => void list.refetch()} />}
            {list.isPending && !error && <Skeleton rows={5} />}
            {list.isSuccess && notices.length === 0 && (
              <EmptyState icon={Bell} title={t(shown === 'unread' ? 'none' : 'nothing')}>
                {t(shown === 'unread' ? 'noneDetail' : 'nothingDetail')}
              </EmptyState>
            )}
            <Rows label={t('title')}>
              {notices.map((one) => (
                <NoticeRow key={one.id} notice={one} onMark={(isRead) => mark.mutate({ id: one.id, isRead })} />
              ))}
            </Rows>
            {list.hasNextPage && (
              <div className="notices-inset">
                <Button
                  size="small"
                  kind="quiet"
                  busy={list.isFetchingNextPage}
                  onClick={() => void list.fetchNextPage()}
                >
                  {t('more')}
                </Button>
              </div>
            )}
          </Panel>
          <MailPanel />
        </div>
      </div>
    </Screen>
  )
}

const useNotices = (unread: boolean) =>
  useInfiniteQuery({
    queryKey: [key, {}, { unread }],
    queryFn: ({ pageParam, signal }) =>
      api(key, {
        query: { ...(unread ? { unread: 'true' } : {}), ...(pageParam === '' ? {} : { before: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => (last.hasMore ? last.notices.at(-1)?.id : undefined),
  })

const markRead = (id: string) => api('POST /api/v1/me/notices/read', { body: { ids: [id] } })

async function putBack(ids: readonly string[]): Promise<null> {
  const done = await api('POST /api/v1/me/notices/unread', { body: { ids: [...ids] } })
  await renew()
  return done
}
