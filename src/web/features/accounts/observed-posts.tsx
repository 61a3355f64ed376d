import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mission } from '../../../contract/missions.ts'
import type { ObservationView } from '../../../contract/observation.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { placeOf } from '../../lookups/missions.ts'
import { Button } from '../../ui/button.tsx'
import { saveCsv } from '../../ui/chart-frame.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { ChartColumn, ExternalLink, FileDown, Trash2 } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Sparkline } from '../../ui/sparkline.tsx'
import { Time } from '../../ui/time.tsx'
import { isLink } from './account-state.ts'

type Post = ObservationView['posts'][number]
const names = ['views', 'likes', 'reposts', 'replies', 'quotes'] as const
type Name = (typeof names)[number]

/** The newest posts, whoever posted them, with their present numbers; each opens to how they grew. */
export function ObservedPosts({ posts, mission }: { posts: readonly Post[]; mission: Mission | undefined }) {
  const { t } = useTexts('accounts')
  const { number } = useFormat()
  const home = useHomeZone()
  const [opened, setOpened] = useState<Post>()
  const place = mission ? placeOf(mission) : home
  const told = (post: Post) =>
    names.flatMap((name) => {
      const value = post[name]
      const isTelling = value !== null && (value > 0 || name === 'views' || name === 'likes')
      return !isTelling ? [] : [`${number(value)} ${t(`observation.numbers.${name}`)}`]
    })
  return (
    <Panel title={t('observation.posts')} note={t('observation.postsNote')} flush>
      <Rows label={t('observation.posts')}>
        {posts.map((post) => (
          <ListRow
            key={post.id}
            title={
              <span lang={post.language === 'und' ? undefined : post.language} dir="auto" className="observed-text">
                {post.text}
              </span>
            }
            struck={post.deletedAt !== null}
            meta={
              <>
                <Time at={new Date(post.publishedAt)} place={place} withDay />
                {post.deletedAt !== null && (
                  <Chip tone="warn" icon={Trash2}>
                    {t('observation.deleted')}
                  </Chip>
                )}
                {told(post).map((words) => (
                  <span key={words} className="num">
                    {words}
                  </span>
                ))}
                {post.answers > 0 && <span>{t('observation.answers', { count: post.answers })}</span>}
              </>
            }
            end={
              <>
                <Button size="small" kind="quiet" icon={ChartColumn} iconOnly onClick={() => setOpened(post)}>
                  {t('observation.growth')}
                </Button>
                {isLink(post.url) && (
                  <a className="btn quiet small icon-only" href={post.url} target="_blank" rel="noopener noreferrer">
                    <ExternalLink className="s" />
                    <span className="vh">{t('observation.openPost')}</span>
                  </a>
                )}
              </>
            }
          />
        ))}
      </Rows>
      {opened && <Growth post={opened} place={place} onClose={() => setOpened(undefined)} />}
    </Panel>
  )
}

/** How the numbers of a post grew: a line for the largest, and the table of all. */
function Growth({ post, place, onClose }: { post: Post; place: ReturnType<typeof placeOf>; onClose: () => void }) {
  const { t } = useTexts('accounts')
  const { number } = useFormat()
  const { data, error } = useQuery(apiQuery('GET /api/v1/posts/:postId/metrics', { params: { postId: post.id } }))
  const points = data?.points ?? []
  const shown = names.filter((name) => points.some((point) => point[name] !== null))
  const [main] = shown
  const csv = () =>
    saveCsv(`kiriman-${post.id}.csv`, [
      ['at', ...shown],
      ...points.map((point) => [point.at, ...shown.map((name) => point[name] ?? '')]),
    ])
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('observation.growth')}
      acts={
        <Button icon={FileDown} off={points.length === 0} onClick={csv}>
          CSV
        </Button>
      }
    >
      <div className="stack">
        {error && <ErrorNote error={error} />}
        {!data && !error && <Skeleton rows={4} />}
        {data && points.length === 0 && <p className="soft">{t('observation.noNumbers')}</p>}
        {main && points.length > 1 && (
          <figure className="observed-growth">
            <Sparkline
              points={points.map((point) => ({ value: point[main] ?? 0 }))}
              label={t('observation.grewTo', {
                name: t(`observation.numbers.${main}`),
                from: number(points[0]?.[main] ?? 0),
                to: number(points.at(-1)?.[main] ?? 0),
              })}
            />
          </figure>
        )}
        {points.length > 0 && (
          <DataTable
            caption={t('observation.growth')}
            columns={[
              {
                id: 'at',
                head: t('observation.at'),
                rowHead: true,
                cell: (point: (typeof points)[number]) => <Time at={new Date(point.at)} place={place} withDay />,
              },
              ...shown.map((name: Name) => ({
                id: name,
                head: t(`observation.numbers.${name}`),
                figures: true,
                cell: (point: (typeof points)[number]) => {
                  const value = point[name]
                  return value === null ? '–' : number(value)
                },
              })),
            ]}
            rows={points}
            rowKey={(point) => point.at}
          />
        )}
        {data?.checkDueAt && (
          <p className="soft t13">
            {t('observation.nextCheck')} <Time at={new Date(data.checkDueAt)} place={place} withDay />
          </p>
        )}
      </div>
    </Dialog>
  )
}
