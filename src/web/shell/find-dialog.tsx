import { useNavigate, useRouter } from '@tanstack/react-router'
import { useTexts } from '../i18n/index.ts'
import { ComboField } from '../ui/combo-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { navFor } from './nav.ts'
import { chooseMission, cityOf, useMyMissions } from './scope.ts'
import type { Session } from './session.ts'

/** Ctrl K: goes to a screen or changes the mission by typing its name. */
export function FindDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const { t } = useTexts('shell')
  const navigate = useNavigate()
  const { routesByPath } = useRouter()
  const { missions } = useMyMissions()
  const screens = navFor(session.roles, (to) => to in routesByPath).flatMap((group) =>
    group.items.map((item) => ({ value: item.to, label: t(`nav.${item.word}`) })),
  )
  const places =
    missions.length > 1 ? missions.map((one) => ({ value: one.id, label: one.shortName, note: cityOf(one) })) : []
  const go = (value: string | undefined) => {
    if (value === undefined) return
    if (value.startsWith('/')) void navigate({ to: value })
    else chooseMission(value)
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title={t('find.title')}>
      <div className="find-room">
        <ComboField
          label={t('find.label')}
          hint={t('find.hint')}
          value={undefined}
          onChange={go}
          options={[...screens, ...places]}
          autoFocus
        />
      </div>
    </Dialog>
  )
}
