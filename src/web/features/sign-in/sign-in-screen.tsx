import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ApiProblem, api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { queryClient } from '../../shell/query-client.ts'
import { forget, sessionQuery } from '../../shell/session.ts'
import { type Credentials, SignInView } from './sign-in-view.tsx'

/** Wires the sign-in page to the API; `SignInView` is what it looks like. */
export function SignInScreen() {
  const { t } = useTexts('sign-in')
  const navigate = useNavigate()
  const { kembali = '/', tautan } = useSearch({ from: '/masuk' })
  const [needsCode, setNeedsCode] = useState(false)
  const options = useQuery({
    ...apiQuery('GET /api/v1/session/options'),
    staleTime: 300_000,
    // On the very first start the sample is still being written.
    refetchInterval: ({ state }) => (state.data?.sample && state.data.persons.length === 0 ? 1_000 : false),
  })
  const enter = async () => {
    forget()
    await queryClient.fetchQuery(sessionQuery)
    await navigate({ href: kembali })
  }
  const byPassword = useMutation({
    mutationFn: (body: Credentials) => api('POST /api/v1/session', { body }),
    onSuccess: enter,
    onError: (error) => isCodeWanted(error) && setNeedsCode(true),
  })
  const asSample = useMutation({
    mutationFn: (personId: string) => api('POST /api/v1/session/sample', { body: { personId } }),
    onSuccess: enter,
  })
  useEffect(() => {
    document.title = `${t('title')} · Selaras`
  }, [t])
  const failure = byPassword.error ?? asSample.error
  return (
    <SignInView
      sample={options.data?.sample ?? false}
      people={options.data?.persons ?? []}
      needsCode={needsCode}
      linkOver={tautan !== undefined}
      error={isCodeWanted(failure) ? undefined : failure}
      busy={byPassword.isPending}
      entering={asSample.isPending ? asSample.variables : undefined}
      onPassword={(credentials) => byPassword.mutate(credentials)}
      onSample={(id) => asSample.mutate(id)}
      onBack={() => {
        byPassword.reset()
        setNeedsCode(false)
      }}
    />
  )
}

const isCodeWanted = (error: unknown): boolean => error instanceof ApiProblem && /totp|second_factor/.test(error.key)
