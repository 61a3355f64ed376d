import { useTexts } from '../../i18n/index.ts'
import { Frame } from '../../shell/frame.tsx'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { type Session, useSession } from '../../shell/session.ts'
import { Basics } from './basics.tsx'
import { Charts } from './charts.tsx'
import { Feedback } from './feedback.tsx'
import { Work } from './work.tsx'
import './komponen.css'

/** Nobody in particular: the page shows the parts without a session. */
const someone: Session = {
  person: {
    id: '00000000-0000-7000-8000-000000000000',
    name: 'Nadia Paramitha',
    email: 'nadia@contoh.invalid',
    locale: 'id',
    isSample: true,
  },
  roles: ['mission_officer'],
  grants: [],
  missions: ['kbri-kairo'],
  sample: true,
  secondFactor: 'not_required',
  hasPassword: false,
  home: { zone: 'Asia/Jakarta', label: 'WIB' },
}

/** Every part of `ui/` with its states, for whoever builds or checks a screen. All content is sample content. */
export function ComponentsScreen() {
  const { t } = useTexts('komponen')
  return (
    <Frame session={useSession() ?? someone}>
      <Screen title={t('title')}>
        <ScreenHead title={t('title')} lead={t('lead')} />
        <div className="gallery">
          <Basics />
          <Feedback />
        </div>
        <Charts />
        <Work />
      </Screen>
    </Frame>
  )
}
