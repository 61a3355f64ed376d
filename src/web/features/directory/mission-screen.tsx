import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Mission } from '../../../contract/missions.ts'
import { ApiProblem, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { languageName } from '../../lookups/languages.ts'
import { placeOf } from '../../lookups/missions.ts'
import { missionsQuery, Screen, ScreenHead, useNow, useSession } from '../../shell/index.ts'
import { useWorkdays } from '../../shell/workdays.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { AudioLines } from '../../ui/icons.ts'
import { ErrorNote } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { DualClock } from '../../ui/time.tsx'
import { Accounts } from './accounts.tsx'
import { useCountry } from './country.ts'
import { DecideMission } from './decide-mission.tsx'
import './directory.css'

/** One mission: what is known of it, and its accounts for those who may read its papers. */
export function MissionScreen() {
  const { t } = useTexts('directory')
  const { missionId = '' } = useParams({ strict: false })
  const session = useSession()
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/missions/:missionId', { params: { missionId } }))
  const reads = session !== undefined && (session.missions === 'all' || session.missions.includes(missionId))
  return (
    <Screen title={data?.shortName ?? t('title')} within={[{ label: t('title'), to: '/perwakilan' }]}>
      {error && <ErrorNote error={error instanceof ApiProblem ? error : {}} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && (
        <div className="stack wide">
          <ScreenHead
            above={<MissionNow mission={data} />}
            title={data.shortName}
            lead={<OfficialName mission={data} />}
            acts={
              reads && (
                <ButtonLink to="/perwakilan/$missionId/keselarasan" params={{ missionId }} icon={AudioLines}>
                  {t('alignment')}
                </ButtonLink>
              )
            }
          />
          <div className="directory-columns">
            {reads ? (
              <Accounts mission={data} />
            ) : (
              <Panel title={t('accounts.title')}>
                <p className="soft">{t('accounts.closed')}</p>
              </Panel>
            )}
            <MissionFacts mission={data} />
          </div>
        </div>
      )}
    </Screen>
  )
}

function MissionNow({ mission }: { mission: Mission }) {
  return <DualClock now={useNow()} place={placeOf(mission)} />
}

function OfficialName({ mission }: { mission: Mission }) {
  const { language } = useFormat()
  return language === 'en' ? mission.nameEn : mission.nameId
}

function MissionFacts({ mission }: { mission: Mission }) {
  const { t } = useTexts('directory')
  const { number, language, calendarDay } = useFormat()
  const country = useCountry()
  const days = useWorkdays(mission.weekend)
  const region = useQuery(missionsQuery).data?.regions.find(({ id }) => id === mission.regionId)
  const unset = <span className="mute">{t('facts.unset')}</span>
  return (
    <Panel title={t('facts.title')} aside={<DecideMission mission={mission} />}>
      <Facts
        rows={[
          [t('facts.city'), `${mission.city}, ${country(mission.countryIso2)}`],
          [t('facts.region'), region ? (language === 'en' ? region.nameEn : region.nameId) : mission.regionId],
          [t('facts.workdays'), days],
          [t('facts.languages'), mission.languages.map((tag) => languageName(tag)).join(', ') || t('facts.unknown')],
          ...(mission.accreditedTo.length > 0
            ? [[t('facts.accredited'), mission.accreditedTo.map(country).join(', ')] as const]
            : []),
          [
            t('facts.population'),
            mission.hostPopulation === null ? t('facts.unknown') : number(mission.hostPopulation),
          ],
          [
            t('facts.hardship'),
            mission.isHardship === null ? unset : mission.isHardship ? t('facts.yes') : t('facts.no'),
          ],
          [t('facts.peer'), t(`facts.peers.${mission.peerGroup}`)],
          ...(mission.website !== null && /^https?:\/\//i.test(mission.website)
            ? [
                [
                  t('facts.website'),
                  <a key="site" href={mission.website} target="_blank" rel="noopener noreferrer">
                    {mission.website.replace(/^https?:\/\//i, '')}
                  </a>,
                ] as const,
              ]
            : []),
          ...(mission.openedOn === null ? [] : [[t('facts.opened'), calendarDay(mission.openedOn)] as const]),
          ...(mission.closedOn === null ? [] : [[t('facts.closed'), calendarDay(mission.closedOn)] as const]),
        ]}
      />
    </Panel>
  )
}
