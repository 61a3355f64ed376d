import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Misunderstanding } from '../../../contract/questions.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useSession } from '../../shell/session.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Check, FileText, Lightbulb } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

/** What is asked again and again (INB-05), for headquarters. */
export function MisunderstandingsPanel() {
  const { t } = useTexts('questions')
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/misunderstandings'))
  return (
    <Panel title={t('mis.title')} note={t('mis.note')} flush>
      <Failure error={error} onRetry={() => void refetch()} />
      {data === undefined ? (
        !error && <Skeleton rows={2} />
      ) : data.misunderstandings.length === 0 ? (
        <EmptyState icon={Lightbulb} title={t('mis.none')}>
          {t('mis.noneWhat')}
        </EmptyState>
      ) : (
        <Rows label={t('mis.title')}>
          {data.misunderstandings.map((one) => (
            <MisunderstandingRow key={one.id} one={one} />
          ))}
        </Rows>
      )}
    </Panel>
  )
}

function MisunderstandingRow({ one }: { one: Misunderstanding }) {
  const { t } = useTexts('questions')
  const roles = useSession()?.roles ?? []
  const mayAct = roles.includes('editor') || roles.includes('strategist')
  const client = useQueryClient()
  const params = { misunderstandingId: one.id }
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey: [key] }) => String(key).includes('/misunderstandings') })
  const request = useMutation({
    mutationFn: () => api('POST /api/v1/misunderstandings/:misunderstandingId/request-explainer', { params }),
    onSuccess: refresh,
  })
  const dismiss = useMutation({
    mutationFn: () => api('POST /api/v1/misunderstandings/:misunderstandingId/dismiss', { params }),
    onSuccess: refresh,
  })
  return (
    <ListRow
      title={one.title}
      meta={
        <>
          <span>{t('mis.count', { count: one.questionCount })}</span>
          <span>{t(`topic.${one.topic}`)}</span>
        </>
      }
    >
      <div className="row">
        {one.requestedAt !== null ? (
          <Chip tone="ok" icon={Check}>
            {t('mis.requested')}
          </Chip>
        ) : (
          mayAct && (
            <>
              <Button size="small" icon={FileText} busy={request.isPending} onClick={() => request.mutate()}>
                {t('mis.request')}
              </Button>
              <Button size="small" kind="quiet" busy={dismiss.isPending} onClick={() => dismiss.mutate()}>
                {t('mis.dismiss')}
              </Button>
            </>
          )
        )}
      </div>
      <Failure error={request.error ?? dismiss.error} />
    </ListRow>
  )
}
