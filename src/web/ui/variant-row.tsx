import type { ReactNode } from 'react'
import { useTexts } from '../i18n/index.ts'
import { cx } from './cx.ts'
import { useFormat } from './home-zone.tsx'
import { Check, CircleAlert, Hand } from './icons.ts'
import { ProgressLine } from './progress-line.tsx'
import './writing.css'

/** A text for one account: whether it goes there, how long it is against the network's limit, and what is in the way. */
export function VariantRow({
  network,
  handle,
  languages,
  used,
  limit,
  manual,
  remark,
  checked,
  onCheck,
  act,
}: {
  network: string
  handle: string
  languages: string
  /** Characters as the network counts them. */
  used: number
  limit: number
  /** The officer publishes it by hand; the text is prepared. */
  manual?: boolean
  /** What fits or does not; a sentence when over the limit is added by itself. */
  remark?: ReactNode
  checked: boolean
  onCheck: (checked: boolean) => void
  act?: ReactNode
}) {
  const { t } = useTexts('ui')
  const { number } = useFormat()
  const over = used > limit
  const Mark = over ? CircleAlert : manual ? Hand : Check
  return (
    <li className="variant">
      <label className="choice">
        <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.currentTarget.checked)} />
        <span className="grow">
          <b>{network}</b>
          <small>{handle}</small>
        </span>
      </label>
      <span className="variant-languages">{languages}</span>
      <ProgressLine
        label={t('variant.length', { network })}
        value={used}
        max={limit}
        over={over}
        figures={`${number(used)} / ${number(limit)}`}
      />
      <span className={cx('variant-remark', over && 'over')}>
        <Mark className="s" />
        <span>
          {over
            ? t('variant.over', { count: used - limit })
            : (remark ?? (manual ? t('variant.manual') : t('variant.fits')))}
        </span>
      </span>
      {act !== undefined && <span className="variant-act">{act}</span>}
    </li>
  )
}

export function VariantRows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className="variants" aria-label={label}>
      {children}
    </ul>
  )
}
