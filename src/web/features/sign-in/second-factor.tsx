import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import type { Session } from '../../shell/index.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

/** The state of the code generator, and new recovery codes. */
export function SecondFactor({ session }: { session: Session }) {
  const { t } = useTexts('sign-in')
  const [renewing, setRenewing] = useState(false)
  const enrolled = session.secondFactor === 'enrolled'
  const { data } = useQuery({ ...apiQuery('GET /api/v1/me/recovery-codes'), enabled: enrolled })
  return (
    <Panel title={t('security.factor')}>
      <div className="stack">
        {enrolled ? (
          <>
            <p>
              {t('security.factorOn')} {data && t('security.codesLeft', { count: data.left })}
            </p>
            <p className="soft">{t('security.factorLost')}</p>
            <div>
              <Button onClick={() => setRenewing(true)}>{t('security.codesNew')}</Button>
            </div>
          </>
        ) : (
          <>
            <p>{t('security.factorOff')}</p>
            <div>
              <ButtonLink to="/masuk/kode">{t('security.factorSet')}</ButtonLink>
            </div>
          </>
        )}
      </div>
      {renewing && <Renew onClose={() => setRenewing(false)} />}
    </Panel>
  )
}

function Renew({ onClose }: { onClose: () => void }) {
  const { t } = useTexts('sign-in')
  const queries = useQueryClient()
  const [totp, setTotp] = useState('')
  const renew = useMutation({
    mutationFn: () => api('POST /api/v1/me/recovery-codes', { body: { totp } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['GET /api/v1/me/recovery-codes'] }),
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('security.codesNew')}
      acts={
        renew.data ? (
          <Button kind="primary" onClick={onClose}>
            {t('enrol.next')}
          </Button>
        ) : (
          <Button
            kind="primary"
            off={totp.length !== 6}
            busy={renew.isPending && t('submitting')}
            onClick={() => renew.mutate()}
          >
            {t('security.codesMake')}
          </Button>
        )
      }
    >
      {renew.data ? (
        <RecoveryCodes codes={renew.data.recoveryCodes} />
      ) : (
        <div className="stack">
          <p>{t('security.codesNewLead')}</p>
          <TextField
            label={t('code')}
            value={totp}
            onChange={(value) => setTotp(value.replace(/\D/g, '').slice(0, 6))}
            inputMode="numeric"
            autoComplete="one-time-code"
          />
          <Failure error={renew.error} />
        </div>
      )}
    </Dialog>
  )
}
