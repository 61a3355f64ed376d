import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { atHandle, networkName } from '../../lookups/networks.ts'
import { useObjectiveName } from '../../lookups/objectives.tsx'
import type { Mission } from '../../shell/index.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { KeyRound } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { AlignmentGlance } from './alignment-glance.tsx'
import { Decisions } from './decisions.tsx'

/** A head of mission's day: what to decide, who stands in, where the index loses most, whether the accounts are in hands. */
export function HeadDay({ mission }: { mission: Mission }) {
  return (
    <div className="day-columns">
      <div className="stack wide">
        <Decisions all="/persetujuan" />
        <Losses missionId={mission.id} />
        <AccountsInHands missionId={mission.id} />
      </div>
      <div className="stack wide">
        <AlignmentGlance missionId={mission.id} />
        <StandsIn missionId={mission.id} />
      </div>
    </div>
  )
}

const mostLosses = 3

/** The three largest recoverable losses; silent where labels are unaudited, for then no advice is given in points. */
function Losses({ missionId }: { missionId: string }) {
  const { t } = useTexts('day')
  const { number } = useFormat()
  const name = useObjectiveName()
  const { data } = useQuery(
    apiQuery('GET /api/v1/missions/:missionId/alignment', { params: { missionId }, query: { window: '90d' } }),
  )
  if (data === undefined || data.index === null) return null
  const purpose = data.c3.value === null ? 0 : 100 - data.c3.value
  const losses = [
    ...data.coverage.objectives.map(({ objective, lossPoints, share, target }) => ({
      key: objective,
      points: lossPoints / 2,
      words: t(target !== null && share < target ? 'losses.below' : 'losses.above', { objective: name(objective) }),
      search: { sasaran: objective },
    })),
    { key: 'purpose', points: purpose / 2, words: t('losses.purpose'), search: {} },
  ]
    .filter(({ points }) => points >= 0.5)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, mostLosses)
  if (losses.length === 0) return null
  return (
    <Panel title={t('losses.title')} note={t('losses.note')} flush>
      <Rows label={t('losses.title')}>
        {losses.map(({ key, points, words }) => (
          <ListRow
            key={key}
            title={words}
            end={
              <Link className="num" to="/perwakilan/$missionId/keselarasan" params={{ missionId }}>
                {t('losses.points', { points: number(points, 1) })}
              </Link>
            }
          />
        ))}
      </Rows>
    </Panel>
  )
}

/** Who decides while the head cannot. */
function StandsIn({ missionId }: { missionId: string }) {
  const { t } = useTexts('day')
  const { calendarDay } = useFormat()
  const { data } = useQuery(apiQuery('GET /api/v1/missions/:missionId/mandates', { params: { missionId } }))
  if (data === undefined) return null
  const active = data.mandates.filter(({ state }) => state === 'active')
  return (
    <Panel title={t('standsIn.title')}>
      <div className="stack tight">
        {active.length === 0 ? (
          <p className="soft">{t('standsIn.none')}</p>
        ) : (
          <ul className="stack tight">
            {active.map(({ id, person, endsOn }) => (
              <li key={id}>
                <b>{person.name}</b>{' '}
                <small className="mute">
                  {endsOn === null ? t('standsIn.open') : t('standsIn.until', { day: calendarDay(endsOn) })}
                </small>
              </li>
            ))}
          </ul>
        )}
        <ButtonLink size="small" to="/persetujuan/mandat">
          {t('standsIn.act')}
        </ButtonLink>
      </div>
    </Panel>
  )
}

/** Accounts that need somebody; silent where all are in hands. */
function AccountsInHands({ missionId }: { missionId: string }) {
  const { t } = useTexts('day')
  const { number } = useFormat()
  const { data } = useQuery(apiQuery('GET /api/v1/account-care', { query: { missionId } }))
  const accounts = [...Map.groupBy(data?.findings ?? [], ({ accountId }) => accountId).values()]
  if (accounts.length === 0) return null
  return (
    <Panel title={t('care.title')} count={number(accounts.length)} note={t('care.note')} flush>
      <Rows label={t('care.title')}>
        {accounts.slice(0, 5).map((findings) => {
          const [first] = findings
          if (first === undefined) return null
          return (
            <ListRow
              key={first.accountId}
              icon={KeyRound}
              title={`${networkName(first.network)} ${atHandle(first.handle)}`}
              meta={<span>{t('care.count', { count: findings.length })}</span>}
              end={
                <ButtonLink
                  size="small"
                  to="/perwakilan/$missionId/akun/$accountId"
                  params={{ missionId, accountId: first.accountId }}
                >
                  {t('care.open')}
                </ButtonLink>
              }
            />
          )
        })}
      </Rows>
    </Panel>
  )
}
