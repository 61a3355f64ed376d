import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { MissionMix, TargetMix } from '../../../contract/strategy.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions } from '../../lookups/missions.ts'
import { useNow } from '../../shell/now.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { useSession } from '../../shell/session.ts'
import { Button } from '../../ui/button.tsx'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { Handshake, Pencil, Plus } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { MixForm } from './mix-form.tsx'
import { MixHistory } from './mix-history.tsx'
import { MixShares } from './mix-shares.tsx'
import { MixStateChip } from './mix-state.tsx'
import { Places } from './places.tsx'
import { PlanPanel } from './plan-panel.tsx'
import { QuarterSwitch, quarterNow, useQuarterName } from './quarter-switch.tsx'
import { Signed } from './signed.tsx'

/** One mission's mix in a quarter: what holds, what is proposed, and who said yes to it. */
export function MixScreen() {
  const { t } = useTexts('strategy')
  const { missionId = '' } = useParams({ strict: false })
  const { triwulan } = useSearch({ strict: false })
  const navigate = useNavigate()
  const home = useHomeZone()
  const now = useNow()
  const name = useQuarterName()
  const mission = useMissions().get(missionId)
  const quarter = triwulan ?? quarterNow(now, mission?.timezone ?? home.zone)
  const mix = useQuery(
    apiQuery('GET /api/v1/missions/:missionId/target-mix', { params: { missionId }, query: { quarter } }),
  )
  const title = mission?.shortName ?? missionId
  return (
    <Screen title={title} within={[{ label: t('places.mixes'), to: '/bauran' }]}>
      <Places />
      <ScreenHead
        title={title}
        above={mix.data && <MixStateChip mix={mix.data} />}
        lead={t('mix.lead', { quarter: name(quarter) })}
        acts={
          <QuarterSwitch
            quarter={quarter}
            onChange={(next) =>
              void navigate({
                to: '/bauran/$missionId',
                params: { missionId },
                search: { triwulan: next },
                replace: true,
              })
            }
          />
        }
      />
      <Failure error={mix.error} onRetry={() => void mix.refetch()} />
      {mix.data === undefined ? mix.isPending && <Skeleton rows={6} /> : <Mixes key={quarter} mix={mix.data} />}
    </Screen>
  )
}

/** Which side this person speaks for at this mission; the server decides again. */
function useSide(missionId: string): TargetMix['proposedSide'] | undefined {
  const session = useSession()
  const roles = session?.roles ?? []
  if (session?.missions === 'all') return roles.includes('strategist') ? 'headquarters' : undefined
  const speaks = roles.includes('head_of_mission') || roles.includes('mission_officer')
  return speaks && session?.missions.includes(missionId) ? 'mission' : undefined
}

function Mixes({ mix }: { mix: MissionMix }) {
  const { t } = useTexts('strategy')
  const side = useSide(mix.missionId)
  const [writing, setWriting] = useState(false)
  const { agreed, proposed } = mix
  const mayAgree = proposed !== null && side !== undefined && side !== proposed.proposedSide
  const mayPropose = side === 'headquarters' || (side === 'mission' && (agreed !== null || proposed !== null))
  return (
    <div className="stack wide">
      {proposed && !writing && (
        <Panel
          title={proposed.proposedSide === 'headquarters' ? t('mix.fromHq') : t('mix.fromMission')}
          note={<Signed mix={proposed} />}
          footer={mayAgree ? <Agreeing mix={proposed} onAnswer={() => setWriting(true)} /> : undefined}
        >
          <div className="stack">
            {proposed.note !== '' && <blockquote className="strategy-note">{proposed.note}</blockquote>}
            <MixShares mix={proposed} {...(agreed ? { before: agreed } : {})} />
            {!mayAgree && <p className="mute">{t(`mix.waits.${proposed.proposedSide}`)}</p>}
          </div>
        </Panel>
      )}
      {writing ? (
        <MixForm mix={mix} side={side ?? 'mission'} onClose={() => setWriting(false)} />
      ) : (
        <>
          {agreed && (
            <Panel title={t('mix.agreed')} note={<Signed mix={agreed} />}>
              <div className="stack">
                <MixShares mix={agreed} />
                <p className="mute">{mix.isFrozen ? t('mix.frozen') : t('mix.notYet')}</p>
              </div>
            </Panel>
          )}
          {!agreed && !proposed && <Note>{side === 'headquarters' ? t('mix.noneHq') : t('mix.noneMission')}</Note>}
          {mayPropose && !mayAgree && (
            <div>
              <Button
                {...(proposed || agreed ? {} : { kind: 'primary' as const })}
                icon={proposed || agreed ? Pencil : Plus}
                onClick={() => setWriting(true)}
              >
                {proposed || agreed ? t('mix.proposeAgain') : t('mix.propose')}
              </Button>
            </div>
          )}
        </>
      )}
      <PlanPanel missionId={mix.missionId} quarter={mix.quarter} />
      <MixHistory missionId={mix.missionId} />
    </div>
  )
}

function Agreeing({ mix, onAnswer }: { mix: TargetMix; onAnswer: () => void }) {
  const { t } = useTexts('strategy')
  const client = useQueryClient()
  const session = useSession()
  const agree = useMutation({
    mutationFn: () => api('POST /api/v1/target-mixes/:mixId/agree', { params: { mixId: mix.id } }),
    onSuccess: () => toast(t('mix.agreedNow')),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/target-mix'] })
      void client.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/target-mix/history'] })
      void client.invalidateQueries({ queryKey: ['GET /api/v1/target-mixes'] })
    },
  })
  return (
    <div className="stack">
      <Failure error={agree.error} />
      <p>{t('mix.agreeAs', { name: session?.person.name ?? '' })}</p>
      <div className="row wrap">
        <Button
          kind="primary"
          icon={Handshake}
          busy={agree.isPending && t('form.saving')}
          onClick={() => agree.mutate()}
        >
          {t('mix.agree')}
        </Button>
        <Button onClick={onAnswer}>{t('mix.answer')}</Button>
      </div>
    </div>
  )
}
