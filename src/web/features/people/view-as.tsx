import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useSession } from '../../shell/index.ts'
import { forget } from '../../shell/session.ts'
import { Button } from '../../ui/button.tsx'
import { Eye } from '../../ui/icons.ts'
import type { Person } from './people.ts'

/** Becomes a person of the sample at one press; nothing outside a sample, and nobody of flesh and blood. */
export function ViewAs({ person }: { person: Person }) {
  const { t } = useTexts('people')
  const session = useSession()
  const enter = useMutation({
    mutationFn: () => api('POST /api/v1/session/sample', { body: { personId: person.id } }),
    onSuccess: () => {
      forget()
      location.assign('/')
    },
  })
  if (!session?.sample || person.id === session.person.id) return null
  return (
    <>
      <Button size="small" kind="quiet" icon={Eye} busy={enter.isPending} onClick={() => enter.mutate()}>
        {t('person.viewAs')}
        <span className="vh"> {person.name}</span>
      </Button>
      <Failure error={enter.error} />
    </>
  )
}
