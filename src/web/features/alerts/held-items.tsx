import { useState } from 'react'
import type { HeldItem } from '../../../contract/alerts.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { placeOf, useMissions } from '../../lookups/missions.ts'
import { networkName } from '../../lookups/networks.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { Pause } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Time } from '../../ui/time.tsx'
import { useCrisisAct } from './use-crisis-act.ts'

/** What an alert holds; an officer lets through what is fitting all the same (CRI-04). */
export function HeldItems({ items }: { items: readonly HeldItem[] }) {
  const { t } = useTexts('alerts')
  const { number } = useFormat()
  const missions = useMissions()
  const home = useHomeZone()
  const [asked, setAsked] = useState<HeldItem>()
  return (
    <Panel title={t('detail.held')} count={number(items.length)} note={items.length > 0 && t('detail.heldNote')} flush>
      {items.length === 0 ? (
        <p className="panel-body mute">{t('detail.heldNone')}</p>
      ) : (
        <Rows label={t('detail.held')}>
          {items.map((item) => {
            const mission = missions.get(item.missionId)
            return (
              <ListRow
                key={item.itemId}
                icon={Pause}
                title={item.title}
                meta={
                  <>
                    <Time at={new Date(item.dueAt)} place={mission ? placeOf(mission) : home} withDay />
                    <span>{item.networks.map(networkName).join(', ')}</span>
                    {item.exception !== null && <span>{t('detail.through', { reason: item.exception })}</span>}
                  </>
                }
                end={
                  item.exception === null && (
                    <Button size="small" onClick={() => setAsked(item)}>
                      {t('detail.letThrough')}
                    </Button>
                  )
                }
              />
            )
          })}
        </Rows>
      )}
      {asked && <LetThrough item={asked} onClose={() => setAsked(undefined)} />}
    </Panel>
  )
}

function LetThrough({ item, onClose }: { item: HeldItem; onClose: () => void }) {
  const { t } = useTexts('alerts')
  const [reason, setReason] = useState('')
  const act = useCrisisAct<unknown>()
  return (
    <Dialog
      open
      onClose={onClose}
      title={item.title}
      acts={
        <Button
          kind="primary"
          off={reason.trim().length < 3}
          busy={act.isPending && t('working')}
          onClick={() =>
            act.mutate({
              run: () =>
                api('POST /api/v1/items/:itemId/alert-exception', {
                  params: { itemId: item.itemId },
                  body: { reason },
                }),
              done: t('detail.throughDone'),
              after: onClose,
            })
          }
        >
          {t('detail.letThrough')}
        </Button>
      }
    >
      <div className="stack">
        <TextField
          label={t('detail.reason')}
          hint={t('detail.reasonHint')}
          value={reason}
          onChange={setReason}
          maxLength={500}
        />
        <Failure error={act.error} />
      </div>
    </Dialog>
  )
}
