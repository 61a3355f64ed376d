import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '../api/index.ts'
import { useTexts } from '../i18n/index.ts'
import { cx } from '../ui/cx.ts'
import { useFormat } from '../ui/home-zone.tsx'
import { Pause } from '../ui/icons.ts'
import { Time } from '../ui/time.tsx'
import { useWorkPlace } from './scope.ts'
import { useSession } from './session.ts'
import './pause-sign.css'

/** What every screen shows while a pause holds for the place in focus (CRI-05): its name, its words, until when. */
export function PauseSign() {
  const { t } = useTexts('shell')
  const { language } = useFormat()
  const { mission, zone } = useWorkPlace()
  const enabled = useSession() !== undefined
  const { data } = useQuery({ ...apiQuery('GET /api/v1/pauses'), staleTime: 60_000, refetchInterval: 300_000, enabled })
  const pause = data?.pauses.find(
    ({ state, scopeKind, scopeValue }) =>
      state === 'running' &&
      (scopeKind === 'ministry' || scopeValue === (scopeKind === 'mission' ? mission?.id : mission?.regionId)),
  )
  if (pause === undefined) return null
  return (
    <aside className={cx('pause-sign', pause.sign === 'ribbon' && 'ribbon')} aria-label={t('pause.label')}>
      <Pause />
      <p>
        <b>{pause.title}.</b> {language === 'en' && pause.wording.en !== '' ? pause.wording.en : pause.wording.id}{' '}
        <small>
          {pause.endsAt === null ? (
            t('pause.open')
          ) : (
            <>
              {t('pause.until')} <Time at={new Date(pause.endsAt)} place={zone} withDay />
            </>
          )}
        </small>
      </p>
    </aside>
  )
}
