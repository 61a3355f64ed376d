import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Screen, ScreenHead, useSession } from '../../shell/index.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Flag, Upload, UserPlus } from '../../ui/icons.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AddPerson } from './add-person.tsx'
import { ImportCsv } from './import-csv.tsx'
import { type Invitation, InvitationSheets } from './invitation-sheets.tsx'
import { peopleQuery } from './people.ts'
import { PeopleList } from './people-list.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { Waiting } from './waiting.tsx'
import './people.css'

type Opened = { what: 'add'; missionId?: string } | { what: 'import' } | { what: 'person'; id: string } | undefined

/** Who holds which role, where, and until when; for administrators, auditors, and heads of mission. */
export function PeopleScreen() {
  const { t } = useTexts('people')
  const session = useSession()
  const [opened, setOpened] = useState<Opened>()
  const [invitations, setInvitations] = useState<readonly Invitation[]>([])
  const { data, error, refetch } = useQuery(peopleQuery)
  const roles = session?.roles ?? []
  const isAdministrator = roles.includes('administrator')
  const mayAdd = isAdministrator || roles.includes('head_of_mission')
  const close = () => setOpened(undefined)
  const invite = (fresh: readonly Invitation[]) => {
    close()
    setInvitations(fresh)
  }
  const person = opened?.what === 'person' ? data?.people.find(({ id }) => id === opened.id) : undefined
  if (invitations.length > 0)
    return (
      <Screen title={t('sheet.title')} within={[{ label: t('title'), to: '/pengguna' }]}>
        <InvitationSheets invitations={invitations} onDone={() => setInvitations([])} />
      </Screen>
    )
  return (
    <Screen title={t('title')}>
      <div className="stack wide">
        <ScreenHead
          title={t('title')}
          lead={isAdministrator || roles.includes('auditor') ? t('lead') : t('leadHead')}
          acts={
            mayAdd && (
              <>
                <Button kind="primary" icon={UserPlus} onClick={() => setOpened({ what: 'add' })}>
                  {t('add')}
                </Button>
                {isAdministrator && (
                  <Button icon={Upload} onClick={() => setOpened({ what: 'import' })}>
                    {t('import')}
                  </Button>
                )}
                {isAdministrator && session?.sample && (
                  <ButtonLink to="/pengguna/mulai-sungguhan" icon={Flag}>
                    {t('real.open')}
                  </ButtonLink>
                )}
              </>
            )
          }
        />
        <Failure error={error} onRetry={() => void refetch()} />
        {!data && !error && <Skeleton rows={8} />}
        {data && (
          <div className="people-columns">
            <PeopleList people={data.people} onOpen={(id) => setOpened({ what: 'person', id })} />
            <Waiting
              people={data.people}
              onOpen={(id) => setOpened({ what: 'person', id })}
              onAdd={isAdministrator ? (missionId) => setOpened({ what: 'add', missionId }) : undefined}
            />
          </div>
        )}
      </div>
      {opened?.what === 'add' && (
        <AddPerson missionId={opened.missionId} onClose={close} onInvited={(fresh) => invite([fresh])} />
      )}
      {opened?.what === 'import' && <ImportCsv onClose={close} onInvited={invite} />}
      {person && <PersonDialog person={person} onClose={close} onInvited={(fresh) => invite([fresh])} />}
    </Screen>
  )
}
