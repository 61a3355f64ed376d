import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FactRow } from '../../../contract/facts.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { CircleAlert, CircleCheck, History, Pencil, Plus, Users } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { FactForm } from './fact-form.tsx'
import { FactHistory } from './fact-history.tsx'
import { FactUsersDialog } from './fact-users.tsx'
import { Places, useMay } from './places.tsx'

type Open = { kind: 'change' | 'history' | 'users'; fact: FactRow } | { kind: 'add' }

/** The register of facts: value, source, last day. A change says at once where the fact is used. */
export function FactsScreen() {
  const { t } = useTexts('strategy')
  const may = useMay()
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const facts = useQuery(apiQuery('GET /api/v1/facts'))
  const all = facts.data?.facts ?? []
  const wanted = search.trim().toLocaleLowerCase('id')
  const shown = all.filter((fact) =>
    [fact.nameId, fact.nameEn, fact.value, fact.source].some((text) => text.toLocaleLowerCase('id').includes(wanted)),
  )
  const expired = all.filter((fact) => fact.isExpired).length
  const add = may.narratives && (
    <Button kind="primary" icon={Plus} onClick={() => setOpen({ kind: 'add' })}>
      {t('facts.add')}
    </Button>
  )
  return (
    <Screen title={t('places.facts')}>
      <Places />
      <ScreenHead
        title={
          facts.data === undefined
            ? t('places.facts')
            : expired > 0
              ? t('facts.titleExpired', { count: all.length, expired })
              : t('facts.title', { count: all.length })
        }
        lead={may.narratives ? t('facts.lead') : t('facts.leadRead')}
        acts={add}
      />
      <Failure error={facts.error} onRetry={() => void facts.refetch()} />
      {facts.data === undefined ? (
        facts.isPending && <Skeleton rows={6} />
      ) : (
        <Panel title={t('facts.register')} flush>
          {all.length === 0 ? (
            <EmptyState icon={CircleCheck} title={t('facts.none')} act={add}>
              {t('facts.noneWhat')}
            </EmptyState>
          ) : (
            <>
              <div className="strategy-tools">
                <TextField label={t('facts.search')} type="search" value={search} onChange={setSearch} />
              </div>
              <Rows label={t('places.facts')}>
                {shown.map((fact) => (
                  <FactLine key={fact.id} fact={fact} may={may} onOpen={setOpen} />
                ))}
              </Rows>
              {shown.length === 0 && <p className="strategy-nothing mute">{t('facts.notFound')}</p>}
            </>
          )}
        </Panel>
      )}
      {open?.kind === 'add' && <FactForm onClose={close} />}
      {open?.kind === 'change' && <FactForm fact={open.fact} onClose={close} />}
      {open?.kind === 'history' && <FactHistory fact={open.fact} onClose={close} />}
      {open?.kind === 'users' && <FactUsersDialog fact={open.fact} onClose={close} />}
    </Screen>
  )
}

function FactLine({
  fact,
  may,
  onOpen,
}: {
  fact: FactRow
  may: ReturnType<typeof useMay>
  onOpen: (open: Open) => void
}) {
  const { t } = useTexts('strategy')
  const { calendarDay, language } = useFormat()
  const name = language === 'id' ? fact.nameId : fact.nameEn || fact.nameId
  return (
    <ListRow
      title={
        <>
          {name}: <span className="strategy-value">{[fact.value, fact.unit].filter(Boolean).join(' ')}</span>
        </>
      }
      meta={
        <>
          <span>
            {t('facts.source')}{' '}
            {fact.sourceUrl === null ? (
              fact.source
            ) : (
              <a href={fact.sourceUrl} rel="noreferrer" target="_blank">
                {fact.source}
              </a>
            )}
          </span>
          {fact.asOf !== null && <span>{t('facts.asOf', { day: calendarDay(fact.asOf) })}</span>}
          {fact.validUntil !== null && <span>{t('facts.until', { day: calendarDay(fact.validUntil) })}</span>}
          <span>{t('objectives.version', { version: fact.version })}</span>
        </>
      }
      end={
        <div className="strategy-acts">
          {fact.isExpired && (
            <Chip tone="warn" icon={CircleAlert}>
              {t('facts.expired')}
            </Chip>
          )}
          {fact.uses !== null && (
            <Button size="small" kind="quiet" icon={Users} onClick={() => onOpen({ kind: 'users', fact })}>
              {t('facts.uses', { count: fact.uses })}
            </Button>
          )}
          <Button size="small" kind="quiet" icon={History} onClick={() => onOpen({ kind: 'history', fact })}>
            {t('facts.history')}
          </Button>
          {may.narratives && (
            <Button size="small" icon={Pencil} onClick={() => onOpen({ kind: 'change', fact })}>
              {t('facts.change')}
            </Button>
          )}
        </div>
      }
    />
  )
}
