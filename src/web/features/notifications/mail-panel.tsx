import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { SelectField } from '../../ui/field.tsx'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'

type Wish = 'daily' | 'urgent' | 'none'
const query = apiQuery('GET /api/v1/me/notices/mail')

/** What comes by mail. */
export function MailPanel() {
  const { t } = useTexts('notifications')
  const queries = useQueryClient()
  const { data, error } = useQuery(query)
  const save = useMutation({
    mutationFn: (wish: Wish) => api('PUT /api/v1/me/notices/mail', { body: { wish } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: query.queryKey })
      toast(t('mail.saved'))
    },
  })
  if (error) return <ErrorNote error={error} />
  if (!data) return null
  return (
    <Panel title={t('mail.title')}>
      <div className="stack">
        {!data.isOpen && <Note kind="info">{t('mail.closed')}</Note>}
        <SelectField
          label={t('mail.label')}
          hint={t('mail.hint')}
          value={save.isPending ? save.variables : data.wish}
          onChange={(wish) => save.mutate(wish as Wish)}
          options={(['daily', 'urgent', 'none'] as const).map((value) => ({ value, label: t(`mail.${value}`) }))}
        />
        {save.error && <ErrorNote error={save.error} />}
      </div>
    </Panel>
  )
}
