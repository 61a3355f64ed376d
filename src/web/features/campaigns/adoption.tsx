import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import type { AdoptionRow, Campaign } from '../../../contract/campaigns.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useNarrow } from '../../lookups/narrow.ts'
import { useNow } from '../../shell/now.ts'
import { missionsQuery } from '../../shell/scope.ts'
import { useSession } from '../../shell/session.ts'
import { Button } from '../../ui/button.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { MatrixCell, MatrixKey } from '../../ui/matrix-cell.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { toWall } from '../../ui/zones.ts'
import { byRegion, daysOf, marksOf, weekdayOf } from './adoption-days.ts'
import { AnswerChip } from './answer-chip.tsx'

/** Answers by mission and day, alphabetical within the region; grey is that mission's own weekend. */
export function Adoption({ campaign }: { campaign: Campaign }) {
  const { t } = useTexts('campaigns')
  const { number, percent } = useFormat()
  const narrow = useNarrow()
  const [all, setAll] = useState(false)
  const { data, error, refetch } = useQuery(
    apiQuery('GET /api/v1/campaigns/:campaignId/adoption', { params: { campaignId: campaign.id } }),
  )
  const regions = useQuery(missionsQuery).data?.regions ?? []
  if (data === undefined)
    return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton rows={5} />
  const published = data.published.adapted + data.published.asIs
  const total = data.missions.filter((row) => row.refusalAcceptedAt === null).length
  const shown = all ? data.missions : movingFirst(data.missions)
  const groups = byRegion(shown, regions)
  return (
    <Panel
      title={t('adoption.title')}
      count={
        total > 0 ? t('adoption.count', { published, total, percent: percent((published / total) * 100) }) : undefined
      }
      note={t('adoption.note')}
      aside={
        data.medianHours !== null && (
          <span className="num">{t('adoption.median', { hours: number(data.medianHours, 0) })}</span>
        )
      }
      flush
      footer={
        shown.length < data.missions.length ? (
          <div className="row between wrap">
            <span className="num">{t('adoption.shown', { shown: shown.length, all: data.missions.length })}</span>
            <Button kind="quiet" size="small" onClick={() => setAll(true)}>
              {t('adoption.all', { count: data.missions.length })}
            </Button>
          </div>
        ) : undefined
      }
    >
      {groups.length === 0 ? (
        <p className="mute campaigns-none">{t('adoption.empty')}</p>
      ) : narrow ? (
        <AnswerLists groups={groups} />
      ) : (
        <>
          <div className="campaigns-key">
            <MatrixKey />
          </div>
          <AnswerMatrix campaign={campaign} groups={groups} />
        </>
      )}
    </Panel>
  )
}

const shownAtFirst = 20

/** At first: missions that moved, filled up to twenty with the others; all of them when they are few. */
function movingFirst(rows: readonly AdoptionRow[]): readonly AdoptionRow[] {
  const moved = rows.filter((row) => row.status !== 'pending' || row.publication !== null)
  if (rows.length <= shownAtFirst || moved.length >= rows.length) return rows
  const others = rows.filter((row) => !moved.includes(row)).slice(0, Math.max(0, shownAtFirst - moved.length))
  return rows.filter((row) => moved.includes(row) || others.includes(row))
}

type Groups = ReturnType<typeof byRegion<{ id: string; sort: number; nameId: string; nameEn: string }>>

function AnswerMatrix({ campaign, groups }: { campaign: Campaign; groups: Groups }) {
  const { t } = useTexts('campaigns')
  const { language } = useFormat()
  const home = useHomeZone()
  const now = useNow()
  const today = toWall(now, home.zone).slice(0, 10)
  const days = daysOf(campaign, home.zone, today)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
    <section className="scroll-x" tabIndex={0} aria-label={t('adoption.caption')}>
      <table className="table matrix campaigns-matrix">
        <caption className="vh">{t('adoption.caption')}</caption>
        <thead>
          <tr>
            <th scope="col" className="campaigns-name">
              {t('adoption.mission')}
            </th>
            {days.map((day) => (
              <th key={day} scope="col" className={day === today ? 'campaigns-day today' : 'campaigns-day'}>
                <DayHead day={day} />
              </th>
            ))}
            <th scope="col" className="campaigns-answer">
              {t('adoption.answer')}
            </th>
            <th scope="col" className="campaigns-items">
              {t('adoption.hours')}
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ region, rows }) => (
            <Fragment key={region?.id ?? ''}>
              {region !== undefined && (
                <tr>
                  <th scope="rowgroup" colSpan={days.length + 3} className="campaigns-region">
                    {language === 'id' ? region.nameId : region.nameEn}
                  </th>
                </tr>
              )}
              {rows.map((row) => {
                const marks = marksOf(row, days, today)
                return (
                  <tr key={row.missionId}>
                    <th scope="row">{row.shortName}</th>
                    {days.map((day, index) => {
                      const mark = marks[index]
                      return (
                        <MatrixCell
                          key={day}
                          weekend={row.weekend.includes(weekdayOf(day))}
                          lead={mark === 'taken' && marks[index + 1] === 'working'}
                          {...(mark === undefined ? {} : { mark })}
                        />
                      )
                    })}
                    <td>
                      <Answer row={row} />
                    </td>
                    <td className="num campaigns-hours">
                      <Hours row={row} />
                    </td>
                  </tr>
                )
              })}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function DayHead({ day }: { day: string }) {
  const { day: format } = useFormat()
  const [weekday, date] = format(new Date(`${day}T00:00:00Z`), 'UTC').split(' ')
  return (
    <>
      <small>{weekday}</small>
      <b className="num">{date}</b>
    </>
  )
}

function AnswerLists({ groups }: { groups: Groups }) {
  const { t } = useTexts('campaigns')
  const { language } = useFormat()
  return groups.map(({ region, rows }) => (
    <section key={region?.id ?? ''}>
      {region !== undefined && (
        <h3 className="campaigns-region">{language === 'id' ? region.nameId : region.nameEn}</h3>
      )}
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.missionId} className="campaigns-row">
            <b>{row.shortName}</b>
            <Answer row={row} />
            <span className="num">
              {t('adoption.hours')}: <Hours row={row} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  ))
}

function Answer({ row }: { row: AdoptionRow }) {
  const { t } = useTexts('campaigns')
  const client = useQueryClient()
  const roles = useSession()?.roles ?? []
  const mayAccept = roles.includes('regional_desk') || roles.includes('strategist')
  const accept = useMutation({
    mutationFn: () =>
      api('POST /api/v1/campaigns/:campaignId/answers/:missionId/accept', {
        params: { campaignId: row.campaignId, missionId: row.missionId },
      }),
    onSuccess: () => {
      toast(t('adoption.accepted'))
      void client.invalidateQueries({ queryKey: ['GET /api/v1/campaigns/:campaignId/adoption'] })
    },
  })
  return (
    <div className="campaigns-said">
      <AnswerChip assignment={row} />
      <Made row={row} />
      {row.reason !== null && <small>“{row.reason}”</small>}
      {row.refusalAcceptedBy !== null && (
        <small>{t('adoption.acceptedBy', { name: row.refusalAcceptedBy.name })}</small>
      )}
      {mayAccept && row.status === 'declined' && row.refusalAcceptedAt === null && (
        <Button size="small" busy={accept.isPending} onClick={() => accept.mutate()}>
          {t('adoption.accept')}
        </Button>
      )}
      <Failure error={accept.error} />
    </div>
  )
}

/** Working hours to the first publication, by the calendar of the mission; how late it was stands below. */
function Hours({ row: { publication } }: { row: AdoptionRow }) {
  const { t } = useTexts('campaigns')
  const { number } = useFormat()
  if (publication === null) return t('adoption.none')
  return (
    <>
      {number(publication.workingHours, 0)}
      {publication.lateHours > 0 && (
        <small className="campaigns-late">{t('adoption.late', { hours: number(publication.lateHours, 0) })}</small>
      )}
    </>
  )
}

function Made({ row: { items } }: { row: AdoptionRow }) {
  const { t } = useTexts('campaigns')
  if (items.approved + items.inReview + items.draft === 0) return null
  return (
    <small className="num">
      {t('adoption.made', { approved: items.approved, review: items.inReview, draft: items.draft })}
    </small>
  )
}
