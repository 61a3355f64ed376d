import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice, TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Plus } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ObjectiveDetail } from './objective-detail.tsx'
import { ObjectiveForm } from './objective-form.tsx'
import { ObjectiveTree } from './objective-tree.tsx'
import { Places, useMay } from './places.tsx'
import { nodesOn, treeOf } from './versions.ts'

/** The ministry's objectives as they hold on a day; strategists change them, everyone reads every version. */
export function ObjectivesScreen() {
  const { t } = useTexts('strategy')
  const { language } = useFormat()
  const may = useMay()
  const { kode } = useSearch({ strict: false })
  const navigate = useNavigate()
  const [chosenDay, setDay] = useState<string>()
  const [withEnded, setWithEnded] = useState(false)
  const [adding, setAdding] = useState(false)
  const history = useQuery(apiQuery('GET /api/v1/objectives/history'))
  const day = chosenDay ?? history.data?.today ?? ''
  const all = history.data ? nodesOn(history.data.versions, day) : []
  const nodes = all.filter((node) => withEnded || node.state !== 'ended')
  const holding = all.filter((node) => node.state === 'holds')
  const selected = nodes.find((node) => node.code === kode) ?? nodes[0]
  const select = (next: string) => void navigate({ to: '/sasaran', search: { kode: next }, replace: true })
  return (
    <Screen title={t('places.objectives')}>
      <Places />
      <ScreenHead
        title={t('objectives.title', { count: holding.length })}
        lead={may.objectives ? t('objectives.lead') : t('objectives.leadRead')}
        acts={
          may.objectives && (
            <Button kind="primary" icon={Plus} onClick={() => setAdding(true)}>
              {t('objectives.add')}
            </Button>
          )
        }
      />
      <Failure error={history.error} onRetry={() => void history.refetch()} />
      {history.data === undefined ? (
        history.isPending && <Skeleton rows={8} />
      ) : (
        <div className="strategy-split">
          <Panel title={t('objectives.tree')} flush>
            <div className="strategy-tools">
              <TextField
                label={t('objectives.on')}
                type="date"
                value={day}
                onChange={(value) => setDay(value === '' ? undefined : value)}
              />
              <Choice checked={withEnded} onChange={setWithEnded}>
                {t('objectives.withEnded')}
              </Choice>
            </div>
            <ObjectiveTree branches={treeOf(nodes)} selected={selected?.code} language={language} onSelect={select} />
          </Panel>
          {selected && (
            <ObjectiveDetail
              key={selected.code}
              node={selected}
              nodes={nodes}
              today={history.data.today}
              may={may.objectives}
            />
          )}
        </div>
      )}
      {adding && history.data && (
        <ObjectiveForm
          nodes={nodes}
          today={history.data.today}
          onClose={() => setAdding(false)}
          onSaved={(saved) => {
            setAdding(false)
            select(saved)
          }}
        />
      )}
    </Screen>
  )
}
