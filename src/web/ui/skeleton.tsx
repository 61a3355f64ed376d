import { useTexts } from '../i18n/index.ts'
import './note.css'

/** The true layout in grey, shown only after 300 ms. `kind` is what will stand there. */
export function Skeleton({ rows = 3, kind = 'rows' }: { rows?: number; kind?: 'rows' | 'lines' }) {
  const { t } = useTexts('ui')
  return (
    <div className="skeletons stack" aria-busy="true" role="status">
      <span className="vh">{t('loading')}</span>
      {widths.slice(0, rows).map((width) =>
        kind === 'lines' ? (
          <span key={width} className="skeleton" style={{ width: `${width}%` }} />
        ) : (
          <div key={width} className="row">
            <span className="skeleton block" />
            <div className="grow stack tight">
              <span className="skeleton" style={{ width: `${width}%` }} />
              <span className="skeleton thin" style={{ width: `${width / 2}%` }} />
            </div>
          </div>
        ),
      )}
    </div>
  )
}

const widths = [92, 64, 78, 85, 56, 88, 70, 60] as const
