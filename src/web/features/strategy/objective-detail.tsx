import { useState } from 'react'
import type { Objective } from '../../../contract/strategy.ts'
import { useTexts } from '../../i18n/index.ts'
import { useObjectiveName } from '../../lookups/objectives.tsx'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Archive, MoveHorizontal, Pencil } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { CompareVersions } from './compare-versions.tsx'
import { EndDialog } from './end-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { ObjectiveForm } from './objective-form.tsx'
import { nameOf } from './objective-tree.tsx'
import { topicWords } from './topics.ts'
import type { Node } from './versions.ts'

type Props = { node: Node; nodes: readonly Node[]; today: string; may: boolean }

/** One objective: what it means, what speaks for it, who owns it, and every version of it. */
export function ObjectiveDetail({ node, nodes, today, may }: Props) {
  const { t } = useTexts('strategy')
  const { language, calendarDay } = useFormat()
  const [open, setOpen] = useState<'change' | 'move' | 'end'>()
  const close = () => setOpen(undefined)
  const { shown } = node
  // Only what holds today can be moved; what has ended is brought back by changing it.
  const acts = may && (
    <>
      <Button size="small" icon={Pencil} onClick={() => setOpen('change')}>
        {node.state === 'ended' ? t('objectives.revive') : t('objectives.change')}
      </Button>
      {node.state === 'holds' && (
        <>
          <Button size="small" kind="quiet" icon={MoveHorizontal} onClick={() => setOpen('move')}>
            {t('objectives.move')}
          </Button>
          <Button size="small" kind="quiet" icon={Archive} onClick={() => setOpen('end')}>
            {t('objectives.end')}
          </Button>
        </>
      )}
    </>
  )
  return (
    <div className="stack wide">
      <Panel
        title={nameOf(node, language)}
        count={t('objectives.version', { version: shown.version })}
        note={language === 'id' ? shown.nameEn : shown.nameId}
      >
        <div className="stack">
          {acts && <div className="row wrap">{acts}</div>}
          {node.next && (
            <Note kind="accent">
              {t('objectives.next', { day: calendarDay(node.next.validFrom), name: node.next.nameId })}
            </Note>
          )}
          <p>{(language === 'id' ? shown.definitionId : shown.definitionEn) || t('objectives.noDefinition')}</p>
          <Particulars objective={shown} />
        </div>
      </Panel>
      <CompareVersions node={node} />
      {open === 'change' && <ObjectiveForm node={node} nodes={nodes} today={today} onClose={close} onSaved={close} />}
      {open === 'move' && <MoveDialog node={node} nodes={nodes} onClose={close} />}
      {open === 'end' && <EndDialog node={node} today={today} onClose={close} />}
    </div>
  )
}

function Particulars({ objective }: { objective: Objective }) {
  const { t } = useTexts('strategy')
  const { calendarDay } = useFormat()
  const name = useObjectiveName()
  const days =
    objective.validTo === null
      ? t('objectives.since', { day: calendarDay(objective.validFrom) })
      : t('objectives.between', { from: calendarDay(objective.validFrom), to: calendarDay(objective.validTo) })
  return (
    <Facts
      rows={[
        [t('field.parentCode'), objective.parentCode === null ? t('objectives.top') : name(objective.parentCode)],
        [t('field.code'), objective.code],
        [t('field.ownerUnit'), objective.ownerUnit || t('objectives.nobody')],
        [t('field.days'), days],
        [
          t('field.topics'),
          objective.topics.length === 0
            ? t('objectives.noTopics')
            : objective.topics.map((topic) => topicWords(t, topic)).join(', '),
        ],
        [
          t('field.cuePhrases'),
          objective.cuePhrases.length === 0 ? (
            t('objectives.noCues')
          ) : (
            <ul key="cues" className="strategy-cues">
              {objective.cuePhrases.map((cue) => (
                <li key={cue}>{cue}</li>
              ))}
            </ul>
          ),
        ],
        ...(objective.examples.length === 0
          ? []
          : ([[t('field.examples'), <Lines key="examples" lines={objective.examples} />]] as const)),
      ]}
    />
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="stack tight">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
