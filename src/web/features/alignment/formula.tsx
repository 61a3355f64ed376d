import type { MissionAlignment } from '../../../contract/alignment.ts'
import { useTexts } from '../../i18n/index.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'

/** How both numbers come about, in words and with this mission's own figures. */
export function Formula({ alignment }: { alignment: MissionAlignment }) {
  const { t } = useTexts('alignment')
  const { number, percent, signed } = useFormat()
  const { coverage, purpose, c1, c3 } = alignment
  const within = coverage.tv !== null && coverage.e0 !== null && coverage.tv <= coverage.e0
  return (
    <Panel title={t('formula.title')}>
      <div className="stack alignment-formula">
        <p>{t('formula.c1')}</p>
        {coverage.tv !== null && coverage.e0 !== null && c1.value !== null && (
          <p className="num">
            {t(within ? 'formula.c1Within' : 'formula.c1Numbers', {
              tv: number(coverage.tv, 3),
              e0: number(coverage.e0, 3),
              n: number(coverage.n),
              loss: number(
                coverage.objectives.reduce((sum, share) => sum + share.lossPoints, 0),
                1,
              ),
              allowance: number(coverage.allowancePoints, 1),
              value: number(c1.value, 1),
            })}
          </p>
        )}
        <p>{t('formula.c3')}</p>
        {purpose.ratio !== null && c3.value !== null && (
          <p className="num">
            {t('formula.c3Numbers', {
              labelled: percent(purpose.labelled * 100, 1),
              correction: signed(purpose.correction * 100, 1),
              ratio: percent(purpose.ratio * 100, 1),
              target: percent(purpose.target * 100),
              value: number(c3.value, 1),
            })}
          </p>
        )}
        <p>
          <b>{t('formula.correctionTitle')}.</b> {t('formula.correction')}
        </p>
        <p>{t('formula.weight')}</p>
      </div>
    </Panel>
  )
}
