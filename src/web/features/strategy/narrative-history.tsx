import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { NarrativeRow } from '../../../contract/narratives.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { History } from '../../ui/icons.ts'

/** Every version of a narrative: what it said then, and who changed it. */
export function NarrativeHistory({ narrative }: { narrative: NarrativeRow }) {
  const { t } = useTexts('strategy')
  const { date } = useFormat()
  const home = useHomeZone()
  const [open, setOpen] = useState(false)
  const history = useQuery({
    ...apiQuery('GET /api/v1/narratives/history', { query: { narrativeId: narrative.id } }),
    enabled: open,
  })
  return (
    <>
      <Button size="small" kind="quiet" icon={History} onClick={() => setOpen(true)}>
        {t('facts.history')}
      </Button>
      <Dialog open={open} wide onClose={() => setOpen(false)} title={t('facts.historyOf', { name: narrative.title })}>
        <Failure error={history.error} onRetry={() => void history.refetch()} />
        <ol className="strategy-versions">
          {(history.data?.versions ?? []).map((version) => (
            <li key={version.version}>
              <b>{t('objectives.version', { version: version.version })}</b> {version.title}
              <small className="mute">
                {[
                  date(new Date(version.changedAt), home.zone),
                  version.changedBy === null ? t('compare.seed') : t('compare.by', { name: version.changedBy.name }),
                  t('narratives.languages', { count: version.texts.length }),
                ].join(' · ')}
              </small>
              <p lang={version.texts[0]?.language}>{version.texts[0]?.message}</p>
            </li>
          ))}
        </ol>
      </Dialog>
    </>
  )
}
