import { useQuery } from '@tanstack/react-query'
import type { FactRow } from '../../../contract/facts.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

/** Every version of a fact, with who changed it, when and why. */
export function FactHistory({ fact, onClose }: { fact: FactRow; onClose: () => void }) {
  const { t } = useTexts('strategy')
  const { date } = useFormat()
  const home = useHomeZone()
  const history = useQuery(apiQuery('GET /api/v1/facts/history', { query: { factId: fact.id } }))
  return (
    <Dialog open wide onClose={onClose} title={t('facts.historyOf', { name: fact.nameId })}>
      <Failure error={history.error} onRetry={() => void history.refetch()} />
      {history.data === undefined ? (
        history.isPending && <Skeleton rows={3} />
      ) : (
        <ol className="strategy-versions">
          {history.data.versions.map((version) => (
            <li key={version.version}>
              <b>{t('objectives.version', { version: version.version })}</b>{' '}
              <span className="strategy-value">{[version.value, version.unit].filter(Boolean).join(' ')}</span>
              {version.isCorrection && <small className="strategy-correction">{t('facts.corrected')}</small>}
              <small className="mute">
                {[
                  date(new Date(version.changedAt), home.zone),
                  version.changedBy === null ? t('compare.seed') : t('compare.by', { name: version.changedBy.name }),
                  version.source,
                ].join(' · ')}
              </small>
              {version.reason !== '' && <p>{version.reason}</p>}
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  )
}
