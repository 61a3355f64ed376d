import type { TargetMix } from '../../../contract/strategy.ts'
import { useTexts } from '../../i18n/index.ts'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import { useFormat } from '../../ui/home-zone.tsx'

/** The shares of a mix as bars; with `before`, how each has moved. The whole is always 100 %. */
export function MixShares({ mix, before }: { mix: TargetMix; before?: TargetMix }) {
  const { t } = useTexts('strategy')
  const { percent, signed } = useFormat()
  const codes = [...new Set([...mix.shares, ...(before?.shares ?? [])].map((share) => share.objectiveCode))]
  const of = (one: TargetMix | undefined, code: string) =>
    one?.shares.find((share) => share.objectiveCode === code)?.percent ?? 0
  const most = Math.max(...mix.shares.map((share) => share.percent), 1)
  return (
    <table className="strategy-shares">
      <caption className="vh">{t('mix.shares')}</caption>
      <thead className="vh">
        <tr>
          <th scope="col">{t('mix.objective')}</th>
          <th scope="col">{t('mix.bar')}</th>
          <th scope="col">{t('mix.percent')}</th>
          {before && <th scope="col">{t('mix.moved')}</th>}
        </tr>
      </thead>
      <tbody>
        {codes.map((code) => {
          const moved = of(mix, code) - of(before, code)
          return (
            <tr key={code}>
              <th scope="row">
                <ObjectiveTag code={code} fallback="" />
              </th>
              <td>
                <span className="strategy-bar" style={{ inlineSize: `${(of(mix, code) / most) * 100}%` }} />
              </td>
              <td className="num end">
                <b>{percent(of(mix, code), of(mix, code) % 1 === 0 ? 0 : 2)}</b>
              </td>
              {before && <td className="num end mute">{moved === 0 ? t('mix.same') : signed(moved, 0)}</td>}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
