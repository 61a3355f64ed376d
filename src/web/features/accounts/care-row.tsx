import { Link } from '@tanstack/react-router'
import type { CareFinding } from '../../../contract/account-custody.ts'
import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import { CircleAlert, Clock, Hourglass, type Icon, Link as LinkIcon, Users } from '../../ui/icons.ts'
import { ListRow } from '../../ui/list-row.tsx'
import { type CareGroup, groupOf, isPressing } from './care-words.ts'
import { MissionName } from './mission-name.tsx'

const icons: Readonly<Record<CareGroup, Icon>> = {
  connection: LinkIcon,
  custody: Users,
  decision: Hourglass,
  life: Clock,
}

/** What one account needs, in a sentence; its name leads to where it is done. */
export function CareRow({ finding, namesMission }: { finding: CareFinding; namesMission: boolean }) {
  const { t } = useTexts('accounts')
  const { calendarDay } = useFormat()
  const day = finding.at === null ? '' : calendarDay(finding.at.slice(0, 10))
  const words = t(`care.${finding.kind}`, {
    day,
    detail: finding.detail ?? '',
    gaps: finding.gaps.map((gap) => t(`gaps.${gap}`)).join(', '),
  })
  return (
    <ListRow
      icon={isPressing(finding) ? CircleAlert : icons[groupOf(finding)]}
      {...(isPressing(finding) ? { tone: 'alert' as const } : {})}
      title={
        <Link
          to="/perwakilan/$missionId/akun/$accountId"
          params={{ missionId: finding.missionId, accountId: finding.accountId }}
          className="anywhere"
        >
          {finding.handle}
        </Link>
      }
      meta={
        <>
          <span>{networkName(finding.network)}</span>
          {namesMission && (
            <span>
              <MissionName id={finding.missionId} />
            </span>
          )}
        </>
      }
    >
      <p className="soft t13">{words}</p>
    </ListRow>
  )
}
