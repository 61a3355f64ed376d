import { Link, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { notice } from '../../../contract/notices.ts'
import { currentLanguage, useTexts } from '../../i18n/index.ts'
import { useMyMissions, useWorkPlace } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { Bell, Check, CircleAlert, Eye } from '../../ui/icons.ts'
import { ListRow } from '../../ui/list-row.tsx'
import { Time } from '../../ui/time.tsx'

type Notice = z.output<typeof notice>

/** One notice: what happened, where, when; opening it marks it read. */
export function NoticeRow({ notice: one, onMark }: { notice: Notice; onMark: (isRead: boolean) => void }) {
  const { t } = useTexts('notifications')
  const { missions } = useMyMissions()
  const place = useWorkPlace()
  const { title, body } = one.words[currentLanguage()]
  const mission = missions.find(({ id }) => id === one.missionId)
  const isOpen = one.readAt === null && one.settledAt === null
  return (
    <ListRow
      icon={one.settledAt !== null ? Check : one.isUrgent ? CircleAlert : Bell}
      {...(one.isUrgent && isOpen ? { tone: 'alert' as const } : isOpen ? { tone: 'accent' as const } : {})}
      title={
        <Way path={one.path} isRead={!isOpen} onOpen={() => isOpen && onMark(true)}>
          {title}
        </Way>
      }
      meta={
        <>
          {mission && <span>{mission.shortName}</span>}
          <Time at={new Date(one.createdAt)} place={place.zone} withDay />
          {one.settledAt !== null && (
            <Chip tone="line" icon={Check}>
              {t('over')}
            </Chip>
          )}
          {one.isUrgent && isOpen && (
            <Chip tone="alert" icon={CircleAlert}>
              {t('urgent')}
            </Chip>
          )}
        </>
      }
      end={
        one.settledAt === null && (
          <Button
            size="small"
            kind="quiet"
            icon={one.readAt === null ? Check : Eye}
            iconOnly
            onClick={() => onMark(one.readAt === null)}
          >
            {`${t(one.readAt === null ? 'markRead' : 'markUnread')}: ${title}`}
          </Button>
        )
      }
    >
      {body !== '' && (
        <p className={cx('notice-body', !isOpen && 'soft')} dir="auto">
          {body}
        </p>
      )}
    </ListRow>
  )
}

/** To a screen of the application, or to a plain page of the server, such as an approval. */
function Way({
  path,
  isRead,
  onOpen,
  children,
}: {
  path: string
  isRead: boolean
  onOpen: () => void
  children: ReactNode
}) {
  const look = { className: cx('notice-link', isRead && 'read'), dir: 'auto' as const, onClick: onOpen }
  // Whatever no route answers is the server's own page.
  const [, , found] = useRouter().getMatchedRoutes(path)
  const isScreen = found !== undefined
  return isScreen ? (
    <Link to={path} {...look}>
      {children}
    </Link>
  ) : (
    <a href={path} {...look}>
      {children}
    </a>
  )
}
