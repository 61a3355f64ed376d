import { useMutation } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/index.ts'
import { currentLanguage, type Language, setLanguage, useTexts } from '../i18n/index.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Flag, KeyRound, LogOut, MapPin, Monitor, Moon, Sun } from '../ui/icons.ts'
import { ErrorNote } from '../ui/note.tsx'
import { Person } from '../ui/person.tsx'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import { navFor } from './nav.ts'
import { queryClient } from './query-client.ts'
import { type Session, sessionQuery, signOut } from './session.ts'
import { applyTheme, readTheme } from './theme.ts'

/** Appearance, language, and the way out. */
export function MeDialog({
  session,
  onClose,
  onPlace,
}: {
  session: Session
  onClose: () => void
  onPlace: () => void
}) {
  const { t } = useTexts('shell')
  const [theme, setTheme] = useState(readTheme)
  const speaking = useMutation({ mutationFn: speak })
  const leaving = useMutation({ mutationFn: signOut, onSuccess: () => location.assign('/masuk') })
  return (
    <Dialog open onClose={onClose} title={t('me.title')}>
      <div className="stack wide">
        <Person name={session.person.name} capacity={session.roles.map((role) => t(`roles.${role}`)).join(', ')} />
        <AllPlaces session={session} onGo={onClose} />
        <div className="row between wrap">
          <span className="soft">{t('me.theme')}</span>
          <SegmentedControl
            label={t('me.theme')}
            value={theme}
            onChange={(next) => {
              setTheme(next)
              applyTheme(next)
            }}
            options={[
              { value: 'system', label: t('me.system'), icon: Monitor },
              { value: 'light', label: t('me.light'), icon: Sun },
              { value: 'dark', label: t('me.dark'), icon: Moon },
            ]}
          />
        </div>
        <div className="row between wrap">
          <span className="soft">{t('me.language')}</span>
          <SegmentedControl<Language>
            label={t('me.language')}
            value={currentLanguage()}
            onChange={(language) => speaking.mutate(language)}
            options={[
              { value: 'id', label: <span lang="id">Indonesia</span> },
              { value: 'en', label: <span lang="en">English</span> },
            ]}
          />
        </div>
        <div className="row between wrap">
          <span className="soft">{t('me.security')}</span>
          <ButtonLink to="/saya" icon={KeyRound} onClick={onClose}>
            {t('me.securityOpen')}
          </ButtonLink>
        </div>
        {session.sample && session.roles.includes('administrator') && (
          <div className="row between wrap">
            <span className="soft">{t('me.sample')}</span>
            <ButtonLink to="/pengguna/mulai-sungguhan" icon={Flag} onClick={onClose}>
              {t('me.startForReal')}
            </ButtonLink>
          </div>
        )}
        {leaving.isError && <ErrorNote error={leaving.error} />}
        <div className="row between wrap">
          <Button kind="quiet" icon={MapPin} onClick={onPlace}>
            {t('place.change')}
          </Button>
          <Button icon={LogOut} busy={leaving.isPending && t('me.signingOut')} onClick={() => leaving.mutate()}>
            {t('me.signOut')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/** On a phone the side is away: every place stands here, not only what fits under the thumb. */
function AllPlaces({ session, onGo }: { session: Session; onGo: () => void }) {
  const { t } = useTexts('shell')
  const { routesByPath } = useRouter()
  const places = navFor(session.roles, (to) => to in routesByPath).flatMap((group) => group.items)
  return (
    <nav className="nav all-places" aria-label={t('nav.phone')}>
      {places.map(({ to, word, icon: Mark }) => (
        <Link key={to} to={to} onClick={onGo}>
          <Mark />
          {t(`nav.${word}`)}
        </Link>
      ))}
    </nav>
  )
}

/** Changes the screen at once; the person's own setting follows, and a lost line does not hold the screen back. */
async function speak(language: Language): Promise<void> {
  await setLanguage(language)
  await api('PATCH /api/v1/me', { body: { locale: language } })
  await queryClient.invalidateQueries(sessionQuery)
}
