import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApiResponse, api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Screen, ScreenHead, type Session, sessionQuery, useNow, useSession } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { formatAgo } from '../../ui/format.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import { Monitor, Smartphone } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { SecondFactor } from './second-factor.tsx'
import './sign-in.css'

/** One's own account: who one is, password, code generator, and where one is signed in. */
export function SecurityScreen() {
  const { t } = useTexts('sign-in')
  const session = useSession()
  return (
    <Screen title={t('security.title')}>
      <div className="stack wide">
        <ScreenHead title={t('security.title')} lead={t('security.lead')} />
        {session?.person.isSample ? (
          <Note kind="info">{t('security.fixed')}</Note>
        ) : (
          session && (
            <>
              <Details key={session.person.id} session={session} />
              <Password session={session} />
              <SecondFactor session={session} />
            </>
          )
        )}
        <Sessions />
      </div>
    </Screen>
  )
}

function Details({ session }: { session: Session }) {
  const { t } = useTexts('sign-in')
  const queries = useQueryClient()
  const [name, setName] = useState(session.person.name)
  const [email, setEmail] = useState(session.person.email)
  const save = useMutation({
    mutationFn: () => api('PATCH /api/v1/me', { body: { name: name.trim(), email: email.trim() } }),
    onSuccess: async () => {
      await queries.invalidateQueries(sessionQuery)
      toast(t('security.saved'))
    },
  })
  const isSame = name.trim() === session.person.name && email.trim() === session.person.email
  return (
    <Panel title={t('security.details')}>
      <form
        className="stack security-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isSame && !save.isPending) save.mutate()
        }}
      >
        <TextField label={t('enrol.name')} value={name} onChange={setName} autoComplete="name" required />
        <TextField label={t('email')} type="email" value={email} onChange={setEmail} autoComplete="username" required />
        <Failure error={save.error} />
        <div>
          <Button type="submit" off={isSame} busy={save.isPending && t('enrol.saving')}>
            {t('security.saveDetails')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

function Password({ session }: { session: Session }) {
  const { t } = useTexts('sign-in')
  const queries = useQueryClient()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const save = useMutation({
    mutationFn: () =>
      api('PUT /api/v1/me/password', { body: { password, ...(session.hasPassword ? { current } : {}) } }),
    onSuccess: async () => {
      setCurrent('')
      setPassword('')
      await queries.invalidateQueries()
      toast(t('security.changed'))
    },
  })
  const isShort = password.length < 12
  return (
    <Panel title={t('security.password')}>
      <form
        className="stack security-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isShort && !save.isPending) save.mutate()
        }}
      >
        {session.hasPassword && (
          <TextField
            label={t('security.current')}
            type="password"
            value={current}
            onChange={setCurrent}
            autoComplete="current-password"
            required
          />
        )}
        <TextField
          label={t('enrol.password')}
          hint={t('enrol.passwordHint', { count: 12 })}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          required
        />
        <Failure error={save.error} />
        <div>
          <Button type="submit" off={isShort} busy={save.isPending && t('enrol.saving')}>
            {t('security.change')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

type OwnSession = ApiResponse<'GET /api/v1/me/sessions'>['sessions'][number]

function Sessions() {
  const { t } = useTexts('sign-in')
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/me/sessions'))
  const after = async (words: string) => {
    await queries.invalidateQueries({ queryKey: ['GET /api/v1/me/sessions'] })
    toast(words)
  }
  const endOne = useMutation({
    mutationFn: (sessionId: string) => api('DELETE /api/v1/me/sessions/:sessionId', { params: { sessionId } }),
    onSuccess: () => after(t('security.ended')),
  })
  const endOthers = useMutation({
    mutationFn: () => api('DELETE /api/v1/me/sessions'),
    onSuccess: () => after(t('security.endedOthers')),
  })
  const others = data?.sessions.filter((session) => !session.isCurrent).length ?? 0
  return (
    <Panel
      title={t('security.sessions')}
      flush
      aside={
        others > 0 && (
          <Button size="small" busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('security.endOthers')}
          </Button>
        )
      }
    >
      <Failure error={error ?? endOne.error ?? endOthers.error} onRetry={() => void refetch()} />
      {!data && !error && <Skeleton rows={2} />}
      {data && (
        <Rows label={t('security.sessions')}>
          {data.sessions.map((session) => (
            <SessionRow key={session.id} session={session} onEnd={() => endOne.mutate(session.id)} />
          ))}
        </Rows>
      )}
    </Panel>
  )
}

function SessionRow({ session, onEnd }: { session: OwnSession; onEnd: () => void }) {
  const { t } = useTexts('sign-in')
  const { language } = useFormat()
  const now = useNow()
  const agent = session.userAgent ?? ''
  return (
    <ListRow
      icon={/Mobile|Android|iPhone/.test(agent) ? Smartphone : Monitor}
      title={deviceOf(agent) ?? t('security.unknownDevice')}
      meta={
        <>
          {session.isCurrent && <b>{t('security.thisDevice')}</b>}
          <span>{t('security.began', { ago: formatAgo(new Date(session.createdAt), now, language) })}</span>
          <span>{t('security.seen', { ago: formatAgo(new Date(session.seenAt), now, language) })}</span>
          {session.ipAddress !== null && <span className="num">{session.ipAddress}</span>}
        </>
      }
      end={
        !session.isCurrent && (
          <Button size="small" onClick={onEnd}>
            {t('security.end')}
          </Button>
        )
      }
    />
  )
}

/** `Firefox · Windows`: enough to know one's own devices by. */
function deviceOf(agent: string): string | undefined {
  const browser = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(name))
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'].find((name) => agent.includes(name))
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera' }
  const parts = [browser && (names[browser] ?? browser), system].filter((part) => part !== undefined)
  return parts.length > 0 ? parts.join(' · ') : undefined
}
