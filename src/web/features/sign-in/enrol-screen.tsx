import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { queryClient } from '../../shell/query-client.ts'
import { type Session, sessionQuery, signOut } from '../../shell/session.ts'
import { Button } from '../../ui/button.tsx'
import { Choice, TextField } from '../../ui/field.tsx'
import { ArrowRight } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Toasts } from '../../ui/toast.tsx'
import { Door } from './door.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

const leastPassword = 12

/** The first minutes of somebody new: who they are and a password, a code generator, recovery codes. Then the work opens. */
export function EnrolScreen() {
  const { t } = useTexts('sign-in')
  const { data: session, error } = useQuery({ ...sessionQuery, staleTime: 0, retry: false })
  const [codes, setCodes] = useState<readonly string[]>()
  useEffect(() => {
    document.title = `${t('enrol.title')} · Selaras`
  }, [t])
  const step = codes ? 3 : session?.hasPassword ? 2 : 1
  return (
    <Door sample={session?.sample ?? false}>
      <h1>{t(`enrol.step${step}`)}</h1>
      <p className="lead">{t(`enrol.lead${step}`)}</p>
      <p className="enrol-count">{t('enrol.count', { step, of: 3 })}</p>
      {error && <Failure error={error} />}
      {!session && !error && <Skeleton rows={4} />}
      {session && (codes ? <Kept codes={codes} /> : <Next session={session} onCodes={setCodes} />)}
      <Toasts />
    </Door>
  )
}

function Next({ session, onCodes }: { session: Session; onCodes: (codes: readonly string[]) => void }): ReactNode {
  const { t } = useTexts('sign-in')
  if (!session.hasPassword) return <Password session={session} />
  if (session.secondFactor === 'enrolled')
    return (
      <Note
        kind="info"
        title={t('enrol.already')}
        act={{ label: t('enrol.go'), onClick: () => location.assign('/') }}
      />
    )
  return <Generator onCodes={onCodes} />
}

/** The first administrator carries a stand-in address; real ones are asked for their password only. */
function Password({ session }: { session: Session }) {
  const { t } = useTexts('sign-in')
  const isStandIn = session.person.email.endsWith('.invalid')
  const [name, setName] = useState(isStandIn ? '' : session.person.name)
  const [email, setEmail] = useState(isStandIn ? '' : session.person.email)
  const [password, setPassword] = useState('')
  const save = useMutation({
    mutationFn: async () => {
      if (isStandIn) await api('PATCH /api/v1/me', { body: { name: name.trim(), email: email.trim() } })
      await api('PUT /api/v1/me/password', { body: { password } })
    },
    onSuccess: () => queryClient.invalidateQueries(sessionQuery),
  })
  const isShort = password.length < leastPassword
  return (
    <form
      className="stack wide"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isShort && !save.isPending) save.mutate()
      }}
    >
      {isStandIn && (
        <>
          <TextField label={t('enrol.name')} value={name} onChange={setName} autoComplete="name" required />
          <TextField
            label={t('email')}
            type="email"
            value={email}
            onChange={setEmail}
            autoComplete="username"
            required
          />
        </>
      )}
      {!isStandIn && <input type="hidden" autoComplete="username" value={session.person.email} readOnly />}
      <TextField
        label={t('enrol.password')}
        hint={t('enrol.passwordHint', { count: leastPassword })}
        aside={`${password.length}/${leastPassword}`}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        minLength={leastPassword}
        required
      />
      {save.error && <Failure error={save.error} />}
      <Button
        type="submit"
        kind="primary"
        size="large"
        iconAfter={ArrowRight}
        busy={save.isPending && t('enrol.saving')}
        off={isShort}
      >
        {t('enrol.next')}
      </Button>
    </form>
  )
}

function Generator({ onCodes }: { onCodes: (codes: readonly string[]) => void }) {
  const { t } = useTexts('sign-in')
  const [totp, setTotp] = useState('')
  const { data, error } = useQuery({
    queryKey: ['POST /api/v1/me/totp'],
    queryFn: () => api('POST /api/v1/me/totp'),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
  const confirm = useMutation({
    mutationFn: () => api('POST /api/v1/me/totp/confirm', { body: { totp } }),
    onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
  })
  if (error) return <Failure error={error} />
  if (!data) return <Skeleton rows={4} />
  return (
    <form
      className="stack wide"
      onSubmit={(event) => {
        event.preventDefault()
        if (totp.length === 6 && !confirm.isPending) confirm.mutate()
      }}
    >
      <div className="enrol-scan">
        <QrCode text={data.uri} label={t('enrol.qr')} size={184} />
        <div className="stack">
          <p>{t('enrol.scan')}</p>
          <div>
            <b>{t('enrol.key')}</b>
            <code className="enrol-key">{data.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </div>
        </div>
      </div>
      <TextField
        label={t('code')}
        hint={t('codeHint')}
        value={totp}
        onChange={(value) => setTotp(value.replace(/\D/g, '').slice(0, 6))}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
      />
      {confirm.error && <Failure error={confirm.error} />}
      <Button
        type="submit"
        kind="primary"
        size="large"
        iconAfter={ArrowRight}
        busy={confirm.isPending && t('submitting')}
        off={totp.length !== 6}
      >
        {t('verify')}
      </Button>
      <Button kind="quiet" onClick={() => void signOut().then(() => location.assign('/masuk'))}>
        {t('enrol.later')}
      </Button>
    </form>
  )
}

function Kept({ codes }: { codes: readonly string[] }) {
  const { t } = useTexts('sign-in')
  const [isKept, setKept] = useState(false)
  const go = async () => {
    await queryClient
      .fetchQuery({ ...sessionQuery, ...apiQuery('GET /api/v1/me'), staleTime: 0 })
      .catch(() => undefined)
    location.assign('/')
  }
  return (
    <div className="stack wide">
      <RecoveryCodes codes={codes} />
      <Choice checked={isKept} onChange={setKept}>
        {t('recovery.kept')}
      </Choice>
      <Button kind="primary" size="large" iconAfter={ArrowRight} off={!isKept} onClick={() => void go()}>
        {t('enrol.go')}
      </Button>
    </div>
  )
}
