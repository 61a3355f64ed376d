import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Choice, ChoiceGroup } from '../../ui/field.tsx'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'

const wishes = ['daily', 'urgent', 'none'] as const
type Wish = (typeof wishes)[number]
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
        <ChoiceGroup legend={t('mail.label')} hint={t('mail.hint')}>
          {wishes.map((wish) => (
            <Choice
              key={wish}
              type="radio"
              name="mail-wish"
              checked={(save.isPending ? save.variables : data.wish) === wish}
              onChange={() => save.mutate(wish)}
            >
              {t(`mail.${wish}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        {save.error && <ErrorNote error={save.error} />}
      </div>
    </Panel>
  )
}
