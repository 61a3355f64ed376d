import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { NarrativeRow, NarrativeText } from '../../../contract/narratives.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { directionOf, ownLanguageName } from '../../lookups/languages.ts'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import {
  BookOpenText,
  CalendarPlus,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  type Icon,
  Pencil,
  Plus,
} from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { NarrativeHistory } from './narrative-history.tsx'
import { Places, useMay } from './places.tsx'

const looks: Record<NarrativeRow['state'], readonly [ChipTone, Icon]> = {
  active: ['ok', CircleCheck],
  stale: ['warn', CircleAlert],
  upcoming: ['accent', CalendarPlus],
  expired: ['neutral', CircleDashed],
}
const filters = ['now', 'upcoming', 'expired'] as const
const filterOf = (state: NarrativeRow['state']) => (state === 'active' || state === 'stale' ? 'now' : state)

/** What the ministry says, in which languages, until when; expired ones stay to be read. */
export function NarrativesScreen() {
  const { t } = useTexts('strategy')
  const may = useMay()
  const [filter, setFilter] = useState<(typeof filters)[number]>('now')
  const narratives = useQuery(apiQuery('GET /api/v1/narratives'))
  const all = narratives.data?.narratives ?? []
  const count = (which: (typeof filters)[number]) => all.filter((one) => filterOf(one.state) === which).length
  const shown = all.filter((one) => filterOf(one.state) === filter)
  const add = may.narratives && (
    <ButtonLink to="/narasi/baru" kind="primary" icon={Plus}>
      {t('narratives.add')}
    </ButtonLink>
  )
  return (
    <Screen title={t('places.narratives')}>
      <Places />
      <ScreenHead
        title={narratives.data === undefined ? t('places.narratives') : t('narratives.title', { count: count('now') })}
        lead={may.narratives ? t('narratives.lead') : t('narratives.leadRead')}
        acts={add}
      />
      <Failure error={narratives.error} onRetry={() => void narratives.refetch()} />
      {narratives.data === undefined ? (
        narratives.isPending && <Skeleton rows={5} />
      ) : all.length === 0 ? (
        <Panel title={t('places.narratives')} flush>
          <EmptyState icon={BookOpenText} title={t('narratives.none')} act={add}>
            {t('narratives.noneWhat')}
          </EmptyState>
        </Panel>
      ) : (
        <div className="stack wide">
          <div className="row">
            <SegmentedControl
              label={t('narratives.filter')}
              value={filter}
              onChange={setFilter}
              options={filters.map((value) => ({ value, label: t(`narratives.show.${value}`), count: count(value) }))}
            />
          </div>
          {shown.length === 0 && <p className="mute">{t('narratives.empty')}</p>}
          {shown.map((narrative) => (
            <NarrativePanel key={narrative.id} narrative={narrative} may={may.narratives} />
          ))}
        </div>
      )}
    </Screen>
  )
}

function NarrativePanel({ narrative, may }: { narrative: NarrativeRow; may: boolean }) {
  const { t } = useTexts('strategy')
  const { calendarDay } = useFormat()
  const [tone, icon] = looks[narrative.state]
  const [language, setLanguage] = useState(narrative.texts[0]?.language ?? 'id')
  const text = narrative.texts.find((one) => one.language === language) ?? narrative.texts[0]
  return (
    <Panel
      title={narrative.title}
      aside={
        <Chip tone={tone} icon={icon}>
          {t(`narratives.state.${narrative.state}`)}
        </Chip>
      }
      note={
        narrative.validUntil === null
          ? t('objectives.since', { day: calendarDay(narrative.validFrom) })
          : t('objectives.between', { from: calendarDay(narrative.validFrom), to: calendarDay(narrative.validUntil) })
      }
      footer={
        <div className="row wrap between">
          <span className="t13 mute anywhere">
            {[
              narrative.source || t('narratives.noSource'),
              narrative.ownerUnit,
              t('objectives.version', { version: narrative.version }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span className="row">
            <NarrativeHistory narrative={narrative} />
            {may && (
              <ButtonLink
                to="/narasi/$narrativeId/ubah"
                params={{ narrativeId: narrative.id }}
                size="small"
                icon={Pencil}
              >
                {narrative.state === 'expired' ? t('narratives.renew') : t('facts.change')}
              </ButtonLink>
            )}
          </span>
        </div>
      }
    >
      <div className="stack">
        {narrative.state === 'stale' && <Note kind="warn">{t('narratives.stale')}</Note>}
        <div className="row wrap">
          {narrative.objectiveCodes.map((code) => (
            <ObjectiveTag key={code} code={code} fallback="" />
          ))}
        </div>
        {narrative.texts.length > 1 ? (
          <div className="strategy-tabs">
            <Tabs
              label={t('narratives.language')}
              value={language}
              onChange={setLanguage}
              tabs={narrative.texts.map((one) => ({
                value: one.language,
                label: ownLanguageName(one.language),
                lang: one.language,
              }))}
            >
              {text && <Said text={text} />}
            </Tabs>
          </div>
        ) : (
          text && <Said text={text} />
        )}
      </div>
    </Panel>
  )
}

function Said({ text }: { text: NarrativeText }) {
  const { t } = useTexts('strategy')
  const list = (lines: readonly string[]) => (lines.length === 0 ? '–' : lines.join(' · '))
  return (
    <div className="strategy-said" lang={text.language} dir={directionOf(text.language)}>
      <p className="strategy-message">{text.message}</p>
      <dl>
        <div>
          <dt>{t('narratives.mustSay')}</dt>
          <dd>{list(text.mustSay)}</dd>
        </div>
        <div>
          <dt>{t('narratives.mustNotSay')}</dt>
          <dd>{list(text.mustNotSay)}</dd>
        </div>
      </dl>
    </div>
  )
}
