import type { Explainer } from '../../../contract/explainers.ts'
import { useTexts } from '../../i18n/index.ts'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Time } from '../../ui/time.tsx'

/** Every published version with who wrote and who checked it, what it corrected, and how readers answered. */
export function HistoryPanel({ explainer }: { explainer: Explainer }) {
  const { t } = useTexts('explainers')
  const home = useHomeZone()
  if (explainer.versions.length === 0) return null
  return (
    <Panel title={t('history.title')} flush>
      <Rows label={t('history.title')}>
        {explainer.versions.map((version) => {
          const counts = explainer.counts.find((one) => one.version === version.version)
          const answers = counts ? counts.clear + counts.partly + counts.unclear : 0
          return (
            <ListRow
              key={version.version}
              title={t('history.version', { version: version.version })}
              meta={
                <>
                  <Time at={new Date(version.publishedAt)} place={home} withDay />
                  <span>
                    {t('history.people', { by: version.submittedBy ?? '–', check: version.checkedBy ?? '–' })}
                  </span>
                  <span>{t('list.rubric', { count: version.rubric })}</span>
                  {version.plainScore !== null && (
                    <span>{t('history.plain', { score: Math.round(version.plainScore) })}</span>
                  )}
                  {version.correction && <span>{t('history.correction', { text: version.correction })}</span>}
                  <span>
                    {counts && answers > 0
                      ? t('history.answers', { clear: counts.clear, partly: counts.partly, unclear: counts.unclear })
                      : t('history.noAnswers')}
                  </span>
                  {counts?.questions.map((question, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: questions are known by their number
                    <span key={index}>
                      {t('history.question', {
                        n: index + 1,
                        right: question.right,
                        of: question.right + question.wrong,
                      })}
                    </span>
                  ))}
                </>
              }
            />
          )
        })}
      </Rows>
    </Panel>
  )
}
