import { useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { apiQuery } from '../api/index.ts'
import { useTexts } from '../i18n/index.ts'
import { cx } from '../ui/cx.ts'
import { Bell } from '../ui/icons.ts'
import { useSession } from './session.ts'

const most = 99

/** The way to one's notices, with how many are unread; red only where one is urgent. */
export function BellLink() {
  const { t } = useTexts('shell')
  const { routesByPath } = useRouter()
  const enabled = useSession() !== undefined
  const { data } = useQuery({ ...apiQuery('GET /api/v1/me/notices/count'), refetchInterval: 300_000, enabled })
  const unread = data?.unread ?? 0
  const label = unread === 0 ? t('bell.none') : t('bell.unread', { count: unread })
  if (!('/pemberitahuan' in routesByPath)) return null
  return (
    <Link to="/pemberitahuan" className="bell" aria-label={label} title={label}>
      <Bell />
      {unread > 0 && (
        <span className={cx('bell-count num', (data?.urgent ?? 0) > 0 && 'urgent')} aria-hidden="true">
          {unread > most ? `${most}+` : unread}
        </span>
      )}
    </Link>
  )
}
