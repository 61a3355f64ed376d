import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Chip } from '../../ui/chip.tsx'
import { CircleCheck, CircleDashed, Hourglass } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { MixShares } from './mix-shares.tsx'
import { useQuarterName } from './quarter-switch.tsx'
import { Signed } from './signed.tsx'

const looks = {
  proposed: { tone: 'warn', icon: Hourglass },
  agreed: { tone: 'ok', icon: CircleCheck },
  replaced: { tone: 'neutral', icon: CircleDashed },
  superseded: { tone: 'neutral', icon: CircleDashed },
} as const

/** Every mix this mission ever had, newest first: nothing that was proposed or agreed goes away. */
export function MixHistory({ missionId }: { missionId: string }) {
  const { t } = useTexts('strategy')
  const name = useQuarterName()
  const history = useQuery(apiQuery('GET /api/v1/missions/:missionId/target-mix/history', { params: { missionId } }))
  const mixes = history.data?.mixes ?? []
  if (mixes.length === 0) return null
  return (
    <Panel title={t('mix.history')} count={mixes.length} flush>
      <ul className="strategy-history">
        {mixes.map((mix) => {
          const look = looks[mix.status]
          return (
            <li key={mix.id}>
              <details>
                <summary>
                  <b>{name(mix.quarter)}</b>
                  <Chip tone={look.tone} icon={look.icon}>
                    {t(`mix.status.${mix.status}`)}
                  </Chip>
                  <small className="mute">{t(`mix.side.${mix.proposedSide}`)}</small>
                </summary>
                <div className="stack">
                  <p className="t13 soft">
                    <Signed mix={mix} />
                  </p>
                  {mix.note !== '' && <blockquote className="strategy-note">{mix.note}</blockquote>}
                  <MixShares mix={mix} />
                </div>
              </details>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
