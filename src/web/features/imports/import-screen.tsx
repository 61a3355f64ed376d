import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { placeOf, useMissions } from '../../lookups/missions.ts'
import { networkName } from '../../lookups/networks.ts'
import { Screen, ScreenHead } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Check, Trash2, Undo2 } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import { BadRows } from './bad-rows.tsx'
import type { ImportDetail } from './import-detail.ts'
import { MappingForm } from './mapping-form.tsx'
import { Figures, Preview } from './preview.tsx'
import { RunChip } from './run-chip.tsx'
import './imports.css'

/** One file: how far it is, what was read, what was left out and why; saving, throwing away, undoing. */
export function ImportScreen() {
  const { t } = useTexts('imports')
  const { importId = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery({
    ...apiQuery('GET /api/v1/imports/:importId', { params: { importId } }),
    // Work under way is looked at while it lasts; the feed of changes tells the rest.
    refetchInterval: ({ state }) => (state.data && state.data.percent !== null ? 1_000 : false),
  })
  return (
    <Screen title={data?.fileName ?? t('title')} within={[{ label: t('title'), to: '/impor' }]}>
      <div className="stack wide">
        <Failure error={error} onRetry={() => void refetch()} />
        {!data && !error && <Skeleton rows={6} />}
        {data && <Import run={data} />}
      </div>
    </Screen>
  )
}

function Import({ run }: { run: ImportDetail }) {
  const { t } = useTexts('imports')
  const mission = useMissions().get(run.missionId)
  const place = mission ? placeOf(mission) : { zone: run.zone, label: run.zone }
  const isNothingNew =
    run.state === 'checked' && run.counts.fresh + run.counts.renewed === 0 && run.figures.length === 0
  return (
    <>
      <ScreenHead
        title={<span className="anywhere">{run.fileName}</span>}
        lead={<RunChip state={run.state} />}
        acts={<Acts run={run} />}
      />
      {run.refusal !== null && <Note kind="error">{run.refusal}</Note>}
      {run.percent !== null && (
        <ProgressLine label={t('detail.progress')} value={run.percent} max={100} figures={`${run.percent} %`} />
      )}
      {isNothingNew && <Note kind="accent">{t('detail.nothingNew')}</Note>}
      {run.state === 'undone' && run.counts.stayed > 0 && (
        <Note>{t('detail.stayed', { count: run.counts.stayed })}</Note>
      )}
      {run.state === 'needs_mapping' && <MappingForm run={run} />}
      <div className="imports-columns">
        <Counts run={run} />
        <Panel>
          <Facts
            rows={[
              [t('detail.account'), `${networkName(run.network)} · ${run.handle}`],
              [t('detail.tool'), run.tool ?? t('detail.own')],
              [t('detail.zone'), run.zone],
              [t('detail.received'), <Time key="at" at={new Date(run.createdAt)} place={place} withDay />],
            ]}
          />
        </Panel>
      </div>
      {run.preview.length > 0 && <Preview rows={run.preview} place={place} />}
      {run.figures.length > 0 && <Figures figures={run.figures} />}
      {run.counts.bad > 0 && <BadRows run={run} />}
    </>
  )
}

function Counts({ run }: { run: ImportDetail }) {
  const { t } = useTexts('imports')
  const { number } = useFormat()
  const { counts } = run
  const shown = [
    ['rows', counts.rows],
    ['good', counts.good],
    ['bad', counts.bad],
    ...(run.preview.length > 0 || counts.fresh > 0
      ? ([
          ['fresh', counts.fresh],
          ['renewed', counts.renewed],
          ['same', counts.same],
        ] as const)
      : []),
    ...(counts.repeated > 0 ? ([['repeated', counts.repeated]] as const) : []),
  ] as const
  return (
    <Panel>
      <dl className="imports-stats">
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt className="mute t13">{t(`detail.${name}`)}</dt>
            <dd className="num">
              <b>{number(value)}</b>
            </dd>
          </div>
        ))}
      </dl>
      {run.state === 'checked' && counts.bad === 0 && <p className="soft">{t('detail.allGood')}</p>}
      {run.notes.map((note) => (
        <p key={note.kind} className="soft t13">
          {t(`notes.${note.kind}`, { count: note.count, names: note.names.join(', ') })}
        </p>
      ))}
    </Panel>
  )
}

function Acts({ run }: { run: ImportDetail }) {
  const { t } = useTexts('imports')
  const { number } = useFormat()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [isAsking, setIsAsking] = useState(false)
  const params = { importId: run.id }
  const refresh = () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).includes('/imports') })
  const apply = useMutation({
    mutationFn: () => api('POST /api/v1/imports/:importId/apply', { params }),
    onSettled: refresh,
  })
  const undo = useMutation({
    mutationFn: () => api('POST /api/v1/imports/:importId/undo', { params }),
    onSuccess: () => setIsAsking(false),
    onSettled: refresh,
  })
  const discard = useMutation({
    mutationFn: () => api('DELETE /api/v1/imports/:importId', { params }),
    onSuccess: () => {
      toast(t('detail.discarded'))
      void navigate({ to: '/impor' })
    },
    onSettled: refresh,
  })
  const isOpen = run.state === 'checked' || run.state === 'needs_mapping' || run.state === 'refused'
  return (
    <div className="row wrap">
      {run.state === 'checked' && (
        <Button
          kind="primary"
          icon={Check}
          busy={apply.isPending && t('detail.applying')}
          onClick={() => apply.mutate()}
        >
          {run.figures.length > 0
            ? t('detail.applyNumbers')
            : t('detail.apply', { n: number(run.counts.fresh + run.counts.renewed) })}
        </Button>
      )}
      {isOpen && (
        <Button icon={Trash2} busy={discard.isPending && t('detail.discard')} onClick={() => discard.mutate()}>
          {t('detail.discard')}
        </Button>
      )}
      {run.mayUndo && (
        <Button icon={Undo2} onClick={() => setIsAsking(true)}>
          {t('detail.undo')}
        </Button>
      )}
      <Failure error={apply.error ?? discard.error} />
      <Dialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title={t('detail.undoTitle')}
        acts={
          <Button kind="danger" busy={undo.isPending && t('detail.undoing')} onClick={() => undo.mutate()}>
            {t('detail.undo')}
          </Button>
        }
      >
        <div className="stack">
          <p>{t('detail.undoDetail')}</p>
          <Failure error={undo.error} />
        </div>
      </Dialog>
    </div>
  )
}
