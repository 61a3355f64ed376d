import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type ApiResponse, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { placeOf } from '../../lookups/missions.ts'
import { missionsQuery, Screen, ScreenHead } from '../../shell/index.ts'
import { Pager } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { SelectField } from '../../ui/field.tsx'
import { ListFilter } from '../../ui/icons.ts'
import { Rows } from '../../ui/list-row.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useContribution } from './contribution.ts'
import { useLabelNames } from './label-words.tsx'
import { MessageRow } from './message-row.tsx'
import { WindowSwitch } from './window-switch.tsx'
import './alignment.css'

type MessageList = ApiResponse<'GET /api/v1/missions/:missionId/messages'>

const pageSize = 25
const sources = ['rated', 'officer', 'machine', 'none'] as const

/** Exactly the messages behind a number: whose label each has, what it weighs, what it adds. */
export function MessagesScreen() {
  const { t } = useTexts('alignment')
  const { missionId = '' } = useParams({ strict: false })
  const { jendela, sasaran, komponen, label } = useSearch({ strict: false })
  // A cursor for each page that was opened; another filter begins anew.
  const filter = `${jendela} ${sasaran} ${komponen} ${label}`
  const [pages, setPages] = useState<{ filter: string; cursors: readonly string[] }>({ filter, cursors: [] })
  const cursors = pages.filter === filter ? pages.cursors : []
  const after = cursors.at(-1)
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...apiQuery('GET /api/v1/missions/:missionId/messages', {
      params: { missionId },
      query: {
        window: jendela ?? '90d',
        limit: pageSize,
        ...(after === undefined ? {} : { after }),
        ...(sasaran === undefined ? {} : { objective: sasaran }),
        ...(komponen === undefined ? {} : { component: komponen }),
        ...(label === undefined ? {} : { source: label }),
      },
    }),
    placeholderData: keepPreviousData,
  })
  const mission = useQuery(missionsQuery).data?.missions.find((one) => one.id === missionId)
  const { name } = useLabelNames()
  const from = cursors.length * pageSize
  const next = data?.next
  return (
    <Screen
      title={t('list.title')}
      within={[{ label: mission?.shortName ?? missionId, to: `/perwakilan/${missionId}/keselarasan` }]}
    >
      <div className="stack wide" aria-busy={isPlaceholderData}>
        <ScreenHead
          above={
            <Link
              to="/perwakilan/$missionId/keselarasan"
              params={{ missionId }}
              search={jendela === undefined ? {} : { jendela }}
            >
              {mission?.shortName ?? missionId}
            </Link>
          }
          title={
            sasaran !== undefined
              ? t('list.share', { name: name(sasaran) })
              : komponen !== undefined
                ? t('list.share', { name: t(`component.${komponen}`) })
                : t('list.title')
          }
          lead={data ? <Opened list={data} /> : undefined}
          acts={<WindowSwitch value={jendela} />}
        />
        <Filters />
        {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton rows={6} />}
        {data && (
          <Panel flush>
            {data.rows.length === 0 ? (
              <EmptyState icon={ListFilter} title={t('list.empty')}>
                {t('list.emptyDetail')}
              </EmptyState>
            ) : (
              <>
                <Rows label={t('list.title')}>
                  {data.rows.map((row) => (
                    <MessageRow
                      key={row.id}
                      row={row}
                      kind={data.opened.kind}
                      zone={mission ? placeOf(mission) : undefined}
                    />
                  ))}
                </Rows>
                <div className="message-pages">
                  <Pager
                    from={from + 1}
                    to={from + data.rows.length}
                    total={data.total}
                    onBack={cursors.length > 0 ? () => setPages({ filter, cursors: cursors.slice(0, -1) }) : undefined}
                    onForward={next === undefined ? undefined : () => setPages({ filter, cursors: [...cursors, next] })}
                  />
                </div>
              </>
            )}
          </Panel>
        )}
        {data && <Lines list={data} />}
      </div>
    </Screen>
  )
}

function Opened({ list }: { list: MessageList }) {
  const { t } = useTexts('alignment')
  const value = useContribution(list.opened.kind)
  return list.opened.value === null ? t('list.unknown') : t('list.value', { value: value(list.opened.value) })
}

/** What stands beside the messages, so that the parts add up to the number. */
function Lines({ list }: { list: MessageList }) {
  const { t } = useTexts('alignment')
  const value = useContribution(list.opened.kind)
  const { lines } = list.opened
  if (lines.length === 0) return null
  return (
    <Panel>
      <Facts rows={lines.map((line) => [t(`list.${line.kind}`), value(line.contribution)] as const)} />
    </Panel>
  )
}

function Filters() {
  const { t } = useTexts('alignment')
  const navigate = useNavigate()
  const { sasaran, label } = useSearch({ strict: false })
  const { objectives, name } = useLabelNames()
  const chooseObjective = (code: string) =>
    void navigate({
      to: '.',
      search: ({ sasaran: _, ...rest }) => (code === '' ? rest : { ...rest, sasaran: code }),
      replace: true,
    })
  const chooseSource = (value: string) => {
    const source = sources.find((one) => one === value)
    void navigate({
      to: '.',
      search: ({ label: _, ...rest }) => (source === undefined ? rest : { ...rest, label: source }),
      replace: true,
    })
  }
  return (
    <div className="message-filters">
      <SelectField
        label={t('list.objective')}
        value={sasaran ?? ''}
        onChange={chooseObjective}
        placeholder={t('list.all')}
        options={[...objectives.map(({ code }) => code), 'none'].map((code) => ({ value: code, label: name(code) }))}
      />
      <SelectField
        label={t('list.source')}
        value={label ?? ''}
        onChange={chooseSource}
        placeholder={t('list.all')}
        options={sources.map((source) => ({ value: source, label: t(`source.${source}`) }))}
      />
    </div>
  )
}
