import type { TargetMix } from '../../../contract/strategy.ts'
import { useTexts } from '../../i18n/index.ts'
import { useMissions } from '../../lookups/missions.ts'
import { cityOf } from '../../shell/scope.ts'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { Time } from '../../ui/time.tsx'

/** Both names with their times; a name that is missing is said to be missing. */
export function Signed({ mix }: { mix: TargetMix }) {
  const { t } = useTexts('strategy')
  const { date, language } = useFormat()
  const home = useHomeZone()
  const mission = useMissions().get(mix.missionId)
  const place = mission ? { zone: mission.timezone, label: cityOf(mission, language) } : home
  return (
    <>
      {t('mix.proposedBy', { name: mix.proposedBy?.name ?? t('mix.nobody') })}{' '}
      <span className="nowrap">{date(new Date(mix.proposedAt), place.zone)}</span>{' '}
      <Time at={new Date(mix.proposedAt)} place={place} />
      {mix.agreedAt !== null && (
        <>
          <br />
          {t('mix.agreedBy', { name: mix.agreedBy?.name ?? t('mix.nobody') })}{' '}
          <span className="nowrap">{date(new Date(mix.agreedAt), place.zone)}</span>{' '}
          <Time at={new Date(mix.agreedAt)} place={place} />
        </>
      )}
    </>
  )
}
