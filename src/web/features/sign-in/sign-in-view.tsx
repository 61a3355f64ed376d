import { useState } from 'react'
import { ApiProblem } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { ArrowRight } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Door } from './door.tsx'
import { SamplePeople, type SamplePerson } from './sample-people.tsx'
import './sign-in.css'

export type Credentials = { email: string; password: string; totp?: string; recoveryCode?: string }

/** The door: password and, where enrolled, a code; in a sample, the people one may try it as. */
export function SignInView({
  sample,
  people,
  needsCode,
  error,
  busy,
  entering,
  linkOver,
  onPassword,
  onSample,
  onBack,
}: {
  sample: boolean
  people: readonly SamplePerson[]
  needsCode: boolean
  error: unknown
  busy: boolean
  /** The sample person being entered as. */
  entering: string | undefined
  /** They came by a sign-in link that no longer works. */
  linkOver: boolean
  onPassword: (credentials: Credentials) => void
  onSample: (personId: string) => void
  onBack: () => void
}) {
  const { t } = useTexts('sign-in')
  const [withPassword, setWithPassword] = useState(false)
  const asSample = sample && people.length > 0 && !withPassword
  return (
    <Door sample={sample} wide={asSample}>
      <h1>{asSample ? t('sample.title') : t('title')}</h1>
      <p className="lead">{asSample ? t('sample.lead') : t('lead')}</p>
      {linkOver && (
        <Note kind="warn" title={t('linkOver')}>
          {t('linkOverDetail')}
        </Note>
      )}
      {error !== undefined && error !== null && <Failure error={error} />}
      {sample && people.length === 0 && <Note>{t('sample.preparing')}</Note>}
      {asSample ? (
        <SamplePeople people={people} entering={entering} onChoose={onSample} />
      ) : (
        <PasswordForm needsCode={needsCode} busy={busy} onSubmit={onPassword} onBack={onBack} />
      )}
      {asSample && (
        <p className="door-other">
          <Button kind="quiet" onClick={() => setWithPassword(true)}>
            {t('sample.own')}
          </Button>
        </p>
      )}
    </Door>
  )
}

function PasswordForm({
  needsCode,
  busy,
  onSubmit,
  onBack,
}: {
  needsCode: boolean
  busy: boolean
  onSubmit: (credentials: Credentials) => void
  onBack: () => void
}) {
  const { t } = useTexts('sign-in')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const [recoveryCode, setRecoveryCode] = useState<string>()
  const second = recoveryCode === undefined ? { totp } : { recoveryCode }
  return (
    <form
      className="stack wide"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onSubmit(needsCode ? { email, password, ...second } : { email, password })
      }}
    >
      {needsCode && recoveryCode !== undefined ? (
        <TextField
          label={t('recovery.one')}
          hint={t('recovery.oneHint')}
          value={recoveryCode}
          onChange={setRecoveryCode}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus
          required
        />
      ) : needsCode ? (
        <TextField
          label={t('code')}
          hint={t('codeHint')}
          value={totp}
          onChange={(value) => setTotp(value.replace(/\D/g, '').slice(0, 6))}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          required
        />
      ) : (
        <>
          <TextField
            label={t('email')}
            type="email"
            value={email}
            onChange={setEmail}
            autoComplete="username"
            autoFocus
            required
          />
          <TextField
            label={t('password')}
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            required
            hint={t('forgot')}
          />
        </>
      )}
      <Button type="submit" kind="primary" size="large" iconAfter={ArrowRight} busy={busy && t('submitting')}>
        {needsCode ? t('verify') : t('submit')}
      </Button>
      {needsCode && (
        <Button kind="quiet" onClick={() => setRecoveryCode(recoveryCode === undefined ? '' : undefined)}>
          {t(recoveryCode === undefined ? 'recovery.use' : 'recovery.useGenerator')}
        </Button>
      )}
      {needsCode && (
        <Button
          kind="quiet"
          onClick={() => {
            setTotp('')
            setRecoveryCode(undefined)
            onBack()
          }}
        >
          {t('back')}
        </Button>
      )}
    </form>
  )
}

function Failure({ error }: { error: unknown }) {
  const { t } = useTexts('sign-in')
  const lost = !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500
  const title = error instanceof ApiProblem && error.title ? error.title : undefined
  const detail = error instanceof ApiProblem ? error.detail : undefined
  return (
    <Note kind="error" title={lost ? t('noAnswer') : (title ?? t('wrong'))}>
      {lost ? t('noAnswerDetail') : (detail ?? t('wrongDetail'))}
    </Note>
  )
}
