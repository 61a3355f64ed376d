import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { ExternalLink, FileText, Plus, TriangleAlert } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { StageChip } from './stage-chip.tsx'

/** Explainers that are being written, checked and public, last changed first. */
export function ExplainersScreen() {
  const { t } = useTexts('explainers')
  const home = useHomeZone()
  const list = useQuery(apiQuery('GET /api/v1/explainers'))
  const rows = list.data?.explainers ?? []
  const waiting = rows.filter((row) => row.stage === 'in_check').length
  const add = list.data?.mayWrite && (
    <ButtonLink kind="primary" icon={Plus} to="/penjelas/baru">
      {t('list.add')}
    </ButtonLink>
  )
  return (
    <Screen title={t('title')}>
      <ScreenHead
        title={
          list.data === undefined
            ? t('title')
            : waiting > 0
              ? t('list.waiting', { count: waiting })
              : t('list.head', { count: rows.length })
        }
        lead={t('list.lead')}
        acts={
          <>
            {add}
            <a className="btn" href="/publik/" target="_blank" rel="noreferrer">
              <ExternalLink className="s" />
              {t('list.site')}
            </a>
          </>
        }
      />
      <Failure error={list.error} onRetry={() => void list.refetch()} />
      {list.data === undefined ? (
        list.isPending && <Skeleton rows={5} />
      ) : (
        <Panel title={t('title')} flush>
          {rows.length === 0 ? (
            <EmptyState icon={FileText} title={t('list.none')} act={add}>
              {t('list.noneWhat')}
            </EmptyState>
          ) : (
            <Rows label={t('title')}>
              {rows.map((row) => (
                <ListRow
                  key={row.id}
                  title={
                    <Link to="/penjelas/$explainerId" params={{ explainerId: row.id }}>
                      {row.title || t('list.untitled')}
                    </Link>
                  }
                  meta={
                    <>
                      <span>{t(`topics.${row.topic}`)}</span>
                      <span>{row.languages.map((one) => one.language.toUpperCase()).join(' ')}</span>
                      <span>{t('list.rubric', { count: row.rubric })}</span>
                      <span>
                        {t('list.changed')} <Time at={new Date(row.updatedAt)} place={home} withDay />
                      </span>
                    </>
                  }
                  end={
                    <div className="row wrap">
                      {row.hasFactConcern && (
                        <Chip tone="warn" icon={TriangleAlert}>
                          {t('list.factChanged')}
                        </Chip>
                      )}
                      {row.languages.some((one) => one.isStale) && (
                        <Chip tone="warn" icon={TriangleAlert}>
                          {t('list.stale')}
                        </Chip>
                      )}
                      <StageChip stage={row.stage} version={row.publishedVersion} />
                    </div>
                  }
                />
              ))}
            </Rows>
          )}
        </Panel>
      )}
    </Screen>
  )
}
