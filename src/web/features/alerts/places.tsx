import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useWorkPlace } from '../../shell/index.ts'
import { BadgeCheck, FileText, KeyRound, Pause, UserCheck } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'

/** The other places of a crisis, each with what waits there. */
export function Places() {
  const { t } = useTexts('alerts')
  const { mission } = useWorkPlace()
  const query = mission === undefined ? {} : { missionId: mission.id }
  const pauses = useQuery(apiQuery('GET /api/v1/pauses')).data?.pauses.filter(
    (pause) => pause.state === 'running',
  ).length
  const overdue = useQuery(apiQuery('GET /api/v1/crisis-texts', { query })).data?.texts.filter(
    (text) => text.isOverdue,
  ).length
  const takeovers = useQuery(apiQuery('GET /api/v1/takeovers', { query })).data?.takeovers.filter(
    (one) => one.endedAt === null,
  ).length
  const fakes = useQuery(apiQuery('GET /api/v1/impersonation-cases', { query })).data?.cases.filter(
    (one) => one.closedAt === null,
  ).length
  const places = [
    {
      to: '/krisis/jeda',
      icon: Pause,
      title: t('places.pauses'),
      meta: some(pauses, (count) => t('places.running', { count })),
    },
    { to: '/krisis/setelah-jeda', icon: UserCheck, title: t('places.after'), meta: undefined },
    {
      to: '/krisis/naskah',
      icon: FileText,
      title: t('places.texts'),
      meta: some(overdue, (count) => t('places.overdue', { count })),
    },
    {
      to: '/krisis/akun',
      icon: KeyRound,
      title: t('places.takeovers'),
      meta: some(takeovers, (count) => t('places.open', { count })),
    },
    {
      to: '/krisis/peniruan',
      icon: BadgeCheck,
      title: t('places.fakes'),
      meta: some(fakes, (count) => t('places.open', { count })),
    },
  ]
  return (
    <Panel title={t('places.title')} flush>
      <Rows label={t('places.title')}>
        {places.map(({ to, icon, title, meta }) => (
          <ListRow
            key={to}
            icon={icon}
            title={<Link to={to}>{title}</Link>}
            {...(meta === undefined ? {} : { meta: <span>{meta}</span> })}
          />
        ))}
      </Rows>
    </Panel>
  )
}

const some = (count: number | undefined, say: (count: number) => string): string | undefined =>
  count === undefined || count === 0 ? undefined : say(count)
