import { useState } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { placeOf } from '../../lookups/missions.ts'
import { networkName } from '../../lookups/networks.ts'
import type { Mission } from '../../shell/index.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { CircleCheck, PenLine, Send } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateChip } from '../../ui/state-chip.tsx'
import { Time } from '../../ui/time.tsx'
import type { Thing } from './waiting.ts'

const shownFirst = 8

/** What waits for a person, each with one act. */
export function WaitingList({ mission, things }: { mission: Mission; things: readonly Thing[] }) {
  const { t } = useTexts('day')
  const { number } = useFormat()
  const [all, setAll] = useState(false)
  if (things.length === 0)
    return (
      <Panel>
        <EmptyState icon={CircleCheck} title={t('empty')}>
          {t('emptyDetail')}
        </EmptyState>
      </Panel>
    )
  return (
    <Panel title={t('waits')} count={number(things.length)} note={t('waitsNote')} flush>
      <Rows label={t('waits')}>
        {(all ? things : things.slice(0, shownFirst)).map((thing) => (
          <ThingRow key={idOf(thing)} thing={thing} mission={mission} />
        ))}
      </Rows>
      {!all && things.length > shownFirst && (
        <div className="day-more">
          <Button kind="quiet" size="small" onClick={() => setAll(true)}>
            {t('more', { count: things.length - shownFirst })}
          </Button>
        </div>
      )}
    </Panel>
  )
}

/** What the press is for, where a person alone can end the waiting. */
const actOf = (state: string) => (state === 'awaiting_person' ? 'byHand' : state === 'unknown' ? 'look' : 'delivery')

const idOf = (thing: Thing): string => (thing.kind === 'delivery' ? thing.delivery.id : thing.item.id)

function ThingRow({ thing, mission }: { thing: Thing; mission: Mission }) {
  const { t } = useTexts('day')
  const place = placeOf(mission)
  if (thing.kind === 'delivery') {
    const { delivery } = thing
    return (
      <ListRow
        icon={Send}
        title={delivery.title}
        meta={
          <>
            <span>
              {networkName(delivery.account.network)} · {delivery.account.handle}
            </span>
            <Time at={new Date(delivery.dueAt)} place={place} withDay />
          </>
        }
        end={
          <>
            <StateChip state={delivery.state} />
            <ButtonLink size="small" to="/pengiriman" search={{ lihat: 'needs_me', pilih: delivery.id }}>
              {t(actOf(delivery.state))}
            </ButtonLink>
          </>
        }
      >
        <p className="soft t13">{delivery.nextStep.detail}</p>
      </ListRow>
    )
  }
  const { item } = thing
  return (
    <ListRow
      icon={PenLine}
      title={item.title}
      meta={
        <>
          <span>{t('returned')}</span>
          {item.plannedAt !== null && <Time at={new Date(item.plannedAt)} place={place} withDay />}
        </>
      }
      end={
        <>
          <StateChip state="changes_requested" />
          <ButtonLink size="small" to="/kiriman/$itemId" params={{ itemId: item.id }}>
            {t('returnedAct')}
          </ButtonLink>
        </>
      }
    />
  )
}
