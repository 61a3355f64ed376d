import { useTexts } from '../../i18n/index.ts'
import { ScreenHead, useSession } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { Printer } from '../../ui/icons.ts'
import { QrCode } from '../../ui/qr-code.tsx'
import { SampleMark } from '../../ui/sample-mark.tsx'
import './people.css'

export type Invitation = { readonly name: string; readonly email: string; readonly signInUrl: string }

/** One sheet a person, to be printed and handed over. The links are shown here once. */
export function InvitationSheets({ invitations, onDone }: { invitations: readonly Invitation[]; onDone: () => void }) {
  const { t } = useTexts('people')
  return (
    <div className="stack wide">
      <div className="invitation-acts">
        <ScreenHead
          title={t('sheet.title')}
          lead={t('sheet.lead', { count: invitations.length })}
          acts={
            <>
              <Button kind="primary" icon={Printer} onClick={() => print()}>
                {t('sheet.print')}
              </Button>
              <Button onClick={onDone}>{t('sheet.close')}</Button>
            </>
          }
        />
      </div>
      {invitations.map((invitation) => (
        <Sheet key={invitation.email} invitation={invitation} />
      ))}
    </div>
  )
}

function Sheet({ invitation: { name, email, signInUrl } }: { invitation: Invitation }) {
  const { t } = useTexts('people')
  const session = useSession()
  return (
    <article className="invitation-sheet">
      <header>
        {session?.sample && <SampleMark />}
        <p className="soft">{t('sheet.for')}</p>
        <h2>{name}</h2>
        <p>{email}</p>
      </header>
      <p>{t('sheet.intro')}</p>
      <div className="invitation-way">
        <QrCode text={signInUrl} label={t('sheet.qr')} size={168} />
        <code>{signInUrl}</code>
      </div>
      <ol>
        <li>{t('sheet.step1')}</li>
        <li>{t('sheet.step2')}</li>
        <li>{t('sheet.step3')}</li>
      </ol>
      <p className="soft">{t('sheet.once')}</p>
    </article>
  )
}
