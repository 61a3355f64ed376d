import type { Report } from '../../../contract/reports.ts'
import { useTexts } from '../../i18n/index.ts'
import { useMissions } from '../../lookups/missions.ts'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { CircleCheck, CircleX, Download, Hourglass, type Icon, Loader } from '../../ui/icons.ts'
import { ListRow } from '../../ui/list-row.tsx'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { Time } from '../../ui/time.tsx'
import { useQuarterName } from './quarters.ts'

const looks: Readonly<Record<Report['state'], readonly [ChipTone, Icon]>> = {
  waiting: ['neutral', Hourglass],
  running: ['accent', Loader],
  done: ['ok', CircleCheck],
  failed: ['warn', CircleX],
}

/** One paper: what it is of, how far it is, and the way to take it. */
export function ReportRow({ report }: { report: Report }) {
  const { t } = useTexts('reports')
  const { number } = useFormat()
  const home = useHomeZone()
  const quarterName = useQuarterName()
  const mission = useMissions().get(report.missionId ?? '')
  const [tone, icon] = looks[report.state]
  const name = t(`kind.${report.kind}`, { mission: mission?.shortName ?? report.missionId ?? '' })
  return (
    <ListRow
      title={`${name}, ${quarterName(report.quarter)}`}
      meta={
        <>
          <span>
            {t(`formats.${report.format}`)}, {t(`locales.${report.locale}`)}
          </span>
          <Time at={new Date(report.requestedAt)} place={home} withDay />
          {report.requestedBy !== null && <span>{t('by', { name: report.requestedBy })}</span>}
          {report.pages !== null && <span>{t('pages', { count: report.pages })}</span>}
          {report.bytes !== null && (
            <span className="num">{t('size', { kb: number(Math.ceil(report.bytes / 1000), 0) })}</span>
          )}
          {report.state === 'failed' && <span>{t('failed')}</span>}
        </>
      }
    >
      {report.state === 'done' ? (
        <a className="row" href={`/api/v1/reports/${report.id}/file`} download={report.fileName}>
          <Download className="s" />
          {t('download')}
        </a>
      ) : (
        <div className="reports-state">
          <Chip tone={tone} icon={icon} spin={report.state === 'running'}>
            {t(`state.${report.state}`)}
          </Chip>
          {report.state !== 'failed' && <ProgressLine label={t('progress')} value={report.progress} max={100} />}
        </div>
      )}
    </ListRow>
  )
}
