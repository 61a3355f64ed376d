import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FactRow, FactUser } from '../../../contract/facts.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { CircleCheck, CircleDashed, CircleQuestionMark, Clock, type Icon } from '../../ui/icons.ts'
import { Skeleton } from '../../ui/skeleton.tsx'

const looks: Record<FactUser['outcome'], readonly [ChipTone, Icon]> = {
  unsent: ['accent', Clock],
  partly: ['warn', Clock],
  sent: ['ok', CircleCheck],
  unknown: ['unknown', CircleQuestionMark],
  idle: ['neutral', CircleDashed],
}

/** Where a fact is used now, and where it went out. */
export function FactUsersDialog({ fact, onClose }: { fact: FactRow; onClose: () => void }) {
  const { t } = useTexts('strategy')
  const users = useQuery(apiQuery('GET /api/v1/facts/:factId/users', { params: { factId: fact.id } }))
  return (
    <Dialog open wide onClose={onClose} title={t('facts.usedBy', { name: fact.nameId })}>
      <Failure error={users.error} onRetry={() => void users.refetch()} />
      {users.data === undefined ? (
        users.isPending && <Skeleton rows={4} />
      ) : users.data.users.length === 0 ? (
        <p>{t('facts.unused')}</p>
      ) : (
        <FactUserList users={users.data.users} />
      )}
    </Dialog>
  )
}

/** Each item, kit and narrative once, the unsent before the sent. */
export function FactUserList({ users }: { users: readonly FactUser[] }) {
  const { t } = useTexts('strategy')
  const order = ['unsent', 'partly', 'unknown', 'sent', 'idle'] as const
  const groups = order.map((outcome) => [outcome, users.filter((user) => user.outcome === outcome)] as const)
  return (
    <div className="stack">
      {groups
        .filter(([, group]) => group.length > 0)
        .map(([outcome, group]) => {
          const [tone, icon] = looks[outcome]
          return (
            <section key={outcome}>
              <h3 className="row">
                <Chip tone={tone} icon={icon}>
                  {t(`facts.outcome.${outcome}`)}
                </Chip>
                <span className="mute num">{group.length}</span>
              </h3>
              <ul className="strategy-users">
                {group.map((user) => (
                  <li key={`${user.kind} ${user.id}`}>
                    <UserLink user={user} />
                    <small className="mute">
                      {[
                        user.missionName ?? t('facts.whole'),
                        t('facts.inVersion', { version: user.version }),
                        ...(user.viaKit === null ? [] : [t('facts.viaKit', { kit: user.viaKit })]),
                        ...(user.isFormer ? [t('facts.former')] : []),
                      ].join(' · ')}
                    </small>
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
    </div>
  )
}

function UserLink({ user }: { user: FactUser }) {
  const { t } = useTexts('strategy')
  const title = user.title || t('facts.untitled')
  if (user.kind === 'item')
    return (
      <Link to="/kiriman/$itemId" params={{ itemId: user.id }}>
        {title}
      </Link>
    )
  if (user.kind === 'kit')
    return (
      <Link to="/kampanye/$campaignId" params={{ campaignId: user.id }}>
        {t('facts.kit', { title })}
      </Link>
    )
  if (user.kind === 'explainer')
    return (
      <Link to="/penjelas/$explainerId" params={{ explainerId: user.id }}>
        {t('facts.explainer', { title })}
      </Link>
    )
  return <Link to="/narasi">{t('facts.narrative', { title })}</Link>
}
