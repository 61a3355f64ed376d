import type { MissionAlignment } from '../../../contract/alignment.ts'
import { useTexts } from '../../i18n/index.ts'
import { BandScale } from '../../ui/band-scale.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateChip } from '../../ui/state-chip.tsx'
import { StateMark } from './component-figure.tsx'
import { inOrder, nameIn } from './objectives.ts'

/** The index on its scale with its range; where it is no score yet, only the sentence that says why. */
export function IndexPanel({ alignment }: { alignment: MissionAlignment }) {
  const { t } = useTexts('alignment')
  const { number, range } = useFormat()
  const { index, geometric, interval, band, isFirm, isFloored, c1, c3 } = alignment
  const worse = c1.state === 'scored' ? c3.state : c1.state
  const bands = [
    { from: 0, word: t('band.perlu_pendampingan') },
    { from: 40, word: t('band.perlu_penguatan') },
    { from: 60, word: t('band.cukup_selaras') },
    { from: 80, word: t('band.selaras') },
  ]
  return (
    <Panel className="alignment-index">
      <div className="alignment-figure">
        <h2>{t('head.index')}</h2>
        <b className="num">{index === null ? '–' : number(index, 0)}</b>
        {interval && index !== null && (
          <span className="num">{t('range', { range: range(interval.low, interval.high, 0) })}</span>
        )}
        {index !== null && geometric !== null && (
          <span className="num">{t('geometric', { value: number(index, 1), geometric: number(geometric, 1) })}</span>
        )}
        {band === null ? <StateMark state={worse} /> : !isFirm && <StateChip state="indicative" />}
      </div>
      <div className="stack">
        {index !== null && band !== null && interval && (
          <BandScale name={t('head.index')} value={index} range={[interval.low, interval.high]} bands={bands} />
        )}
        <p className="alignment-say">
          <Say alignment={alignment} />
        </p>
        <p className="mute t13">
          {isFloored && `${t('floored')} `}
          {band !== null && (isFirm ? t('head.firm') : t('head.indicative'))} {t('head.ignored')}
        </p>
      </div>
    </Panel>
  )
}

/** What is true of this mission, the most pressing first. */
function Say({ alignment }: { alignment: MissionAlignment }) {
  const { t } = useTexts('alignment')
  const { number, percent, language } = useFormat()
  const { needs, c1, c3, coverage, purpose, readableShare, window } = alignment
  const said = needs.map((need) => {
    if (need === 'too_few') {
      const few = c3.state === 'too_few' ? c3 : c1
      return t('say.too_few', { n: number(few.n), needed: few.needed })
    }
    if (need === 'unreadable') return t('say.unreadable', { share: percent((readableShare ?? 0) * 100) })
    if (need === 'no_target') return t('say.no_target', { quarter: window.quarter })
    if (need === 'purpose_gap')
      return t('say.purpose_gap', {
        ratio: percent((purpose.ratio ?? 0) * 100),
        target: percent(purpose.target * 100),
      })
    if (need === 'objective_gap') {
      const furthest = inOrder(coverage.objectives)
        .filter((share) => share.target !== null)
        .toSorted((a, b) => (b.target ?? 0) - b.share - ((a.target ?? 0) - a.share))[0]
      return furthest === undefined
        ? ''
        : t('say.objective_gap', {
            objective: nameIn(language, furthest),
            share: percent(furthest.share * 100),
            target: percent((furthest.target ?? 0) * 100),
          })
    }
    return t(`say.${need}`)
  })
  return said.length === 0 ? t('say.tuned') : said.join(' ')
}
