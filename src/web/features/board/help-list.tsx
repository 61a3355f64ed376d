import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { BoardMission } from '../../../contract/alignment.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { CircleCheck, CircleDashed, Eye, Handshake, type Icon, Scale, Target } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { nameIn } from '../alignment/objectives.ts'
import type { HelpNeed } from './help.ts'

type Helped = { readonly mission: BoardMission; readonly need: HelpNeed }

const icons: Record<HelpNeed, Icon> = {
  no_messages: CircleDashed,
  no_target: Handshake,
  too_few: CircleDashed,
  unreadable: Eye,
  objective_gap: Scale,
  purpose_gap: Target,
}
const shownFirst = 6

/** Who may want a hand: the reason and one act. */
export function HelpList({ helped }: { helped: readonly Helped[] }) {
  const { t } = useTexts('board')
  const { number } = useFormat()
  const [all, setAll] = useState(false)
  const shown = all ? helped : helped.slice(0, shownFirst)
  return (
    <Panel title={t('help.title')} count={number(helped.length)} note={t('help.note')} flush>
      {helped.length === 0 ? (
        <EmptyState icon={CircleCheck} title={t('help.none')}>
          {t('help.noneDetail')}
        </EmptyState>
      ) : (
        <Rows label={t('help.title')}>
          {shown.map(({ mission, need }) => (
            <ListRow key={mission.missionId} icon={icons[need]} title={mission.shortName}>
              <p className="board-reason">
                <Reason mission={mission} need={need} />
              </p>
              <Act mission={mission} need={need} />
            </ListRow>
          ))}
        </Rows>
      )}
      {helped.length > shownFirst && (
        <div className="board-more">
          <Button kind="quiet" size="small" onClick={() => setAll(!all)}>
            {all ? t('help.less') : t('help.more', { n: number(helped.length) })}
          </Button>
        </div>
      )}
    </Panel>
  )
}

function Reason({ mission, need }: Helped) {
  const { t } = useTexts('board')
  const { number, percent, language } = useFormat()
  if (need === 'too_few') {
    const few = mission.c3.state === 'too_few' ? mission.c3 : mission.c1
    return t('help.reason.too_few', { n: number(few.n), needed: few.needed })
  }
  const { gap } = mission
  if (need === 'objective_gap')
    return gap === null
      ? ''
      : t('help.reason.objective_gap', {
          objective: nameIn(language, gap),
          share: percent(gap.share * 100),
          target: percent((gap.target ?? 0) * 100),
        })
  return t(`help.reason.${need}`)
}

function Act({ mission, need }: Helped) {
  const { t } = useTexts('board')
  const words = t(`help.act.${need}`)
  const { missionId } = mission
  if (need === 'no_messages' || need === 'too_few')
    return (
      <Link className="board-act" to="/perwakilan/$missionId" params={{ missionId }}>
        {words}
      </Link>
    )
  if (need === 'unreadable' || need === 'purpose_gap')
    return (
      <Link className="board-act" to="/perwakilan/$missionId/pesan" params={{ missionId }} search={keepWindow}>
        {words}
      </Link>
    )
  return (
    <Link className="board-act" to="/perwakilan/$missionId/keselarasan" params={{ missionId }} search={keepWindow}>
      {words}
    </Link>
  )
}

/** A link keeps the window its reader is looking at. */
export const keepWindow = (before: { jendela?: string | undefined }): { jendela?: string } =>
  before.jendela === undefined ? {} : { jendela: before.jendela }
