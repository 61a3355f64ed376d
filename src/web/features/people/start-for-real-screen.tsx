import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ApiProblem, type ApiResponse, api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Screen, ScreenHead } from '../../shell/index.ts'
import { forget } from '../../shell/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Check, CircleCheck, type Icon, Trash2 } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { SecretLink } from './secret-link.tsx'
import './people.css'

type Done = ApiResponse<'POST /api/v1/installation/start-for-real'>

/** The end of the sample: what stays, what goes, what comes after, and the words that confirm it. */
export function StartForRealScreen() {
  const { t } = useTexts('people')
  const [done, setDone] = useState<Done>()
  return (
    <Screen title={t('real.title')} within={[{ label: t('title'), to: '/pengguna' }]}>
      {done ? <Begun done={done} /> : <Before onDone={setDone} />}
    </Screen>
  )
}

function Before({ onDone }: { onDone: (done: Done) => void }) {
  const { t } = useTexts('people')
  const [asking, setAsking] = useState(false)
  const { data, error, refetch } = useQuery({
    ...apiQuery('GET /api/v1/installation/start-for-real'),
    staleTime: 0,
    retry: false,
  })
  return (
    <div className="stack wide">
      <ScreenHead title={t('real.title')} lead={t('real.lead')} />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && (
        <>
          <div className="real-parts">
            <Part
              title={t('real.stays')}
              icon={Check}
              lines={[
                [data.stays.missions, t('real.missions')],
                [data.stays.people, t('real.realPeople')],
                [data.stays.accounts, t('real.register')],
                [data.stays.objectives, t('real.objectives')],
              ]}
            />
            <Part
              title={t('real.goes')}
              icon={Trash2}
              lines={[
                [data.goes.people, t('real.samplePeople')],
                [data.goes.accounts, t('real.sampleAccounts')],
                [data.goes.campaigns, t('real.campaigns')],
                [data.goes.items, t('real.items')],
                [data.goes.deliveries, t('real.deliveries')],
                [data.goes.messages, t('real.messages')],
                [data.goes.targetMixes, t('real.targetMixes')],
                [data.goes.media, t('real.media')],
              ]}
            />
          </div>
          <Panel title={t('real.after')}>
            <ul className="real-after">
              <li>{t('real.afterAudit')}</li>
              <li>{t('real.afterSignIn')}</li>
              <li>{t('real.afterNetworks')}</li>
            </ul>
          </Panel>
          <div>
            <Button kind="danger" size="large" onClick={() => setAsking(true)}>
              {t('real.open')}
            </Button>
          </div>
        </>
      )}
      {asking && data && <Confirm word={data.word} onClose={() => setAsking(false)} onDone={onDone} />}
    </div>
  )
}

function Part({
  title,
  icon: Mark,
  lines,
}: {
  title: string
  icon: Icon
  lines: readonly (readonly [number, string])[]
}) {
  const { number } = useFormat()
  return (
    <Panel title={title}>
      <ul className="real-lines">
        {lines.map(([count, words]) => (
          <li key={words}>
            <Mark className="s" />
            <b className="num">{number(count)}</b>
            <span>{words}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Confirm({ word, onClose, onDone }: { word: string; onClose: () => void; onDone: (done: Done) => void }) {
  const { t } = useTexts('people')
  const [typed, setTyped] = useState('')
  const begin = useMutation({
    mutationFn: () => api('POST /api/v1/installation/start-for-real', { body: { confirmation: typed } }),
    onSuccess: onDone,
  })
  const matches = typed.trim().toLowerCase().replace(/\s+/g, ' ') === word
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('real.confirmTitle')}
      acts={
        <Button
          kind="danger"
          off={!matches}
          busy={begin.isPending && t('real.working')}
          aria-describedby="real-typed"
          onClick={() => begin.mutate()}
        >
          {t('real.confirm')}
        </Button>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (matches && !begin.isPending) begin.mutate()
        }}
      >
        <p>{t('real.confirmLead')}</p>
        <TextField
          label={<span id="real-typed">{t('real.typed', { word })}</span>}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        {begin.error && <Failure error={begin.error instanceof ApiProblem ? begin.error : undefined} />}
      </form>
    </Dialog>
  )
}

function Begun({ done }: { done: Done }): ReactNode {
  const { t } = useTexts('people')
  const leave = (to: string) => {
    forget()
    location.assign(to)
  }
  const { signInUrl } = done
  return (
    <div className="stack wide real-done">
      <ScreenHead title={t('real.doneTitle')} lead={t('real.doneLead')} />
      {signInUrl === null ? (
        <div>
          <Button kind="primary" size="large" onClick={() => leave('/')}>
            {t('real.goOn')}
          </Button>
        </div>
      ) : (
        <Panel title={t('real.link')}>
          <div className="stack">
            <SecretLink url={signInUrl} />
            <Note kind="info" icon={CircleCheck}>
              {t('real.linkNote')}
            </Note>
            <div>
              <Button kind="primary" onClick={() => leave(signInUrl)}>
                {t('real.enter')}
              </Button>
            </div>
          </div>
        </Panel>
      )}
    </div>
  )
}
