import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { Takeover } from '../../../contract/takeovers.ts'
import { api, apiQuery } from '../../api/index.ts'
import { currentLanguage, useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { placeOf, useMissions } from '../../lookups/missions.ts'
import { atHandle, networkName } from '../../lookups/networks.ts'
import { Screen, ScreenHead } from '../../shell/index.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Choice, TextArea } from '../../ui/field.tsx'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { ExternalLink, KeyRound, Megaphone } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { useCrisisAct } from './use-crisis-act.ts'
import './alerts.css'

const route = getRouteApi('/app/krisis/akun/$takeoverId')
type Asked = 'tell' | 'recover' | 'giveUp' | undefined

/** An account in foreign hands: what the one act has done, the network's playbook, and the way back. */
export function TakeoverScreen() {
  const { t } = useTexts('alerts')
  const { takeoverId } = route.useParams()
  const { data, error, isPending } = useQuery(apiQuery('GET /api/v1/takeovers/:takeoverId', { params: { takeoverId } }))
  return (
    <Screen
      title={data ? `${networkName(data.network)} ${atHandle(data.handle)}` : t('takeover.title')}
      within={[
        { label: t('title'), to: '/krisis' },
        { label: t('places.takeovers'), to: '/krisis/akun' },
      ]}
    >
      {isPending && <Skeleton rows={6} />}
      {error && !data && <EmptyState icon={KeyRound} title={t('takeover.notFound')} />}
      {data && <Shown takeover={data} />}
    </Screen>
  )
}

function Shown({ takeover }: { takeover: Takeover }) {
  const { t } = useTexts('alerts')
  const mission = useMissions().get(takeover.missionId)
  const home = useHomeZone()
  const place = mission ? placeOf(mission) : home
  const [asked, setAsked] = useState<Asked>()
  const { outcome, openSteps, steps, can } = takeover
  const isOpen = outcome === null
  const told = steps.find((step) => step.step === 'tell_elsewhere')?.doneAt !== null
  return (
    <div className="stack wide">
      <ScreenHead
        above={<span className="mute">{mission?.shortName}</span>}
        title={
          <span className="anywhere">
            {networkName(takeover.network)} {atHandle(takeover.handle)}
          </span>
        }
        lead={
          isOpen
            ? openSteps > 0
              ? t('takeover.left', { count: openSteps })
              : t('takeover.ready')
            : t(`takeover.outcome.${outcome}`)
        }
        acts={
          <>
            {can.step && !told && (
              <Button kind="primary" icon={Megaphone} onClick={() => setAsked('tell')}>
                {t('takeover.tell')}
              </Button>
            )}
            {can.recover && (
              <Button kind={told ? 'primary' : 'plain'} off={openSteps > 0} onClick={() => setAsked('recover')}>
                {t('takeover.recover')}
              </Button>
            )}
            <ButtonLink
              to="/perwakilan/$missionId/akun/$accountId"
              params={{ missionId: takeover.missionId, accountId: takeover.accountId }}
            >
              {t('takeover.account')}
            </ButtonLink>
          </>
        }
      />
      {isOpen && (
        <Note kind="error" title={t('takeover.reported')}>
          <Time at={new Date(takeover.decidedAt)} place={place} withDay />
        </Note>
      )}
      {takeover.proof !== null && <Note kind="info">{takeover.proof}</Note>}
      <div className="alerts-columns">
        <Panel title={t('takeover.steps')}>
          <div className="stack">
            {steps.map((step) => (
              <PlaybookStep key={step.step} takeover={takeover} step={step} />
            ))}
          </div>
        </Panel>
        <Panel
          title={t('takeover.effects')}
          footer={
            can.giveUp && (
              <Button kind="danger" size="small" onClick={() => setAsked('giveUp')}>
                {t('takeover.giveUp')}
              </Button>
            )
          }
        >
          <div className="stack">
            <Facts
              rows={[
                [t('takeover.since'), <Time key="t" at={new Date(takeover.lostAt)} place={place} withDay />],
                [t('takeover.warned'), <Time key="w" at={new Date(takeover.decidedAt)} place={place} withDay />],
                [t('takeover.reason'), takeover.reason],
              ]}
            />
            <p>{t('takeover.held', { count: takeover.heldCount })}</p>
            <p>{t('takeover.foreign', { count: takeover.foreignPosts })}</p>
            <p>{t('takeover.archive', takeover.archive)}</p>
          </div>
        </Panel>
      </div>
      {asked === 'tell' && <Tell takeover={takeover} onClose={() => setAsked(undefined)} />}
      {(asked === 'recover' || asked === 'giveUp') && (
        <Ending takeover={takeover} how={asked} onClose={() => setAsked(undefined)} />
      )}
    </div>
  )
}

function PlaybookStep({ takeover, step }: { takeover: Takeover; step: Takeover['steps'][number] }) {
  const { t } = useTexts('alerts')
  const mission = useMissions().get(takeover.missionId)
  const home = useHomeZone()
  const act = useCrisisAct<Takeover>()
  const tick = (done: boolean) =>
    act.mutate({
      run: () =>
        api('POST /api/v1/takeovers/:takeoverId/steps', {
          params: { takeoverId: takeover.id },
          body: { step: step.step, done },
        }),
    })
  const note = (
    <>
      {step.isRequired && t('takeover.required')}
      {step.doneAt !== null && (
        <>
          {step.isRequired && ' · '}
          {step.doneBy} · <Time at={new Date(step.doneAt)} place={mission ? placeOf(mission) : home} withDay />
        </>
      )}
    </>
  )
  return (
    <div>
      <Choice
        checked={step.doneAt !== null}
        onChange={(done) => takeover.can.step && tick(done)}
        disabled={!takeover.can.step}
        note={note}
      >
        {step.words[currentLanguage()]}
      </Choice>
      {step.url !== null && (
        <a href={step.url} target="_blank" rel="noopener noreferrer">
          {t('takeover.open')} <ExternalLink className="s" />
        </a>
      )}
      <Failure error={act.error} />
    </div>
  )
}

function Tell({ takeover, onClose }: { takeover: Takeover; onClose: () => void }) {
  const { t } = useTexts('alerts')
  const act = useCrisisAct<Takeover>()
  const accounts = takeover.elsewhere.map((one) => `${networkName(one.network)} ${atHandle(one.handle)}`).join(', ')
  return (
    <Dialog
      open
      sheet
      onClose={onClose}
      title={t('takeover.tellTitle', { accounts: accounts || '–' })}
      acts={
        <Button
          kind="primary"
          busy={act.isPending && t('working')}
          onClick={() =>
            act.mutate({
              run: () => api('POST /api/v1/takeovers/:takeoverId/warning', { params: { takeoverId: takeover.id } }),
              done: t('takeover.told'),
              after: onClose,
            })
          }
        >
          {t('takeover.tell')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('takeover.tellWhat')}</p>
        <Failure error={act.error} />
      </div>
    </Dialog>
  )
}

function Ending({ takeover, how, onClose }: { takeover: Takeover; how: 'recover' | 'giveUp'; onClose: () => void }) {
  const { t } = useTexts('alerts')
  const [words, setWords] = useState('')
  const act = useCrisisAct<Takeover>()
  const params = { takeoverId: takeover.id }
  const isBack = how === 'recover'
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(isBack ? 'takeover.recoverTitle' : 'takeover.giveUpTitle')}
      acts={
        <Button
          kind={isBack ? 'primary' : 'danger'}
          off={words.trim().length < 3}
          busy={act.isPending && t('working')}
          onClick={() =>
            act.mutate({
              run: () =>
                isBack
                  ? api('POST /api/v1/takeovers/:takeoverId/recovery', { params, body: { proof: words } })
                  : api('POST /api/v1/takeovers/:takeoverId/loss', { params, body: { reason: words } }),
              done: t(isBack ? 'takeover.recovered' : 'takeover.givenUp'),
              after: onClose,
            })
          }
        >
          {t(isBack ? 'takeover.recover' : 'takeover.giveUp')}
        </Button>
      }
    >
      <div className="stack">
        {!isBack && <p>{t('takeover.giveUpWhat')}</p>}
        <TextArea
          label={t(isBack ? 'takeover.recoverTitle' : 'takeover.reason')}
          {...(isBack ? { hint: t('takeover.recoverHint') } : {})}
          value={words}
          onChange={setWords}
          maxLength={500}
        />
        <Failure error={act.error} />
      </div>
    </Dialog>
  )
}
