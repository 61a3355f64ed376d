import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import type { Mission } from '../../../contract/missions.ts'
import { useTexts } from '../../i18n/index.ts'
import { placeOf } from '../../lookups/missions.ts'
import { missionsQuery, Screen, ScreenHead, useNow } from '../../shell/index.ts'
import { useWorkdays } from '../../shell/workdays.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Search } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { StackedTime } from '../../ui/time.tsx'
import { type Counts, useAccountCounts } from './account-counts.ts'
import { useCountry } from './country.ts'
import { findMissions, weekdayAt } from './find-missions.ts'
import { NotOpen } from './not-open.tsx'
import './directory.css'

/** Every open mission, by region and alphabet, with the hour it is there. */
export function DirectoryScreen() {
  const { t } = useTexts('directory')
  const { number, language } = useFormat()
  const { data, error, refetch } = useQuery(missionsQuery)
  const [typed, setTyped] = useState('')
  const [regionId, setRegionId] = useState('')
  const country = useCountry()
  const counts = useAccountCounts()
  const found = findMissions(data?.missions ?? [], useDeferredValue(typed), country)
  const regions = (data?.regions ?? []).toSorted((a, b) => a.sort - b.sort)
  const shown = regions
    .filter((region) => regionId === '' || region.id === regionId)
    .map((region) => ({ region, missions: found.filter((mission) => mission.regionId === region.id) }))
    .filter(({ missions }) => missions.length > 0)
  const name = (region: { nameId: string; nameEn: string }) => (language === 'en' ? region.nameEn : region.nameId)
  return (
    <Screen title={t('title')}>
      <div className="stack wide">
        <ScreenHead title={t('title')} lead={data && t('lead', { n: number(data.count) })} />
        <search className="directory-search">
          <TextField label={t('search')} type="search" value={typed} onChange={setTyped} autoComplete="off" />
          <SelectField
            label={t('region')}
            value={regionId}
            onChange={setRegionId}
            placeholder={t('allRegions')}
            options={regions.map((region) => ({ value: region.id, label: name(region) }))}
          />
        </search>
        {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton rows={8} />}
        {data && shown.length === 0 && (
          <EmptyState icon={Search} title={t('none')}>
            {t('noneDetail')}
          </EmptyState>
        )}
        {shown.map(({ region, missions }) => (
          <Panel key={region.id} title={name(region)} count={number(missions.length)} flush className="directory-list">
            <Rows label={name(region)}>
              {missions.map((mission) => (
                <MissionRow
                  key={mission.id}
                  mission={mission}
                  country={country(mission.countryIso2)}
                  counts={counts.get(mission.id)}
                />
              ))}
            </Rows>
          </Panel>
        ))}
        <NotOpen />
      </div>
    </Screen>
  )
}

function MissionRow({ mission, country, counts }: { mission: Mission; country: string; counts: Counts | undefined }) {
  const { t } = useTexts('directory')
  const now = useNow()
  const days = useWorkdays(mission.weekend)
  const isClosed = mission.weekend.includes(weekdayAt(now, mission.timezone))
  return (
    <ListRow
      title={
        <Link to="/perwakilan/$missionId" params={{ missionId: mission.id }}>
          {mission.shortName}
        </Link>
      }
      meta={
        <>
          <span>
            {mission.city}, {country}
          </span>
          <span>{t('workdays', { days })}</span>
          {isClosed && <span>{t('closedToday')}</span>}
          {counts && (
            <span>
              {t('counts.total', { count: counts.total })} · {t('counts.official', { n: counts.official })}
              {counts.proposed > 0 && ` · ${t('counts.proposed', { n: counts.proposed })}`}
            </span>
          )}
        </>
      }
      end={<StackedTime at={now} place={placeOf(mission)} />}
    />
  )
}
