import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Item } from '../../../contract/items.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import type { Mission } from '../../shell/scope.ts'
import { Screen } from '../../shell/screen.tsx'
import { TextField } from '../../ui/field.tsx'
import { PackageOpen } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { AccountsStep } from './accounts-step.tsx'
import { Conflict } from './conflict.tsx'
import type { Draft } from './model.ts'
import { PurposeStep } from './purpose-step.tsx'
import { References } from './references.tsx'
import { SaveBar } from './save-bar.tsx'
import { Checks, Preview } from './side.tsx'
import { StatusChip } from './status-chip.tsx'
import { TextStep } from './text-step.tsx'
import { useEditor } from './use-editor.ts'
import './editor.css'

/** The editor: purpose before text, text before accounts; what still blocks and how it will look stand beside. */
export function EditorView(props: {
  mission: Mission
  item: Item | undefined
  initial: Draft
  newKey: string
  writable: boolean
}) {
  const { mission, writable } = props
  const { t } = useTexts('items')
  const editor = useEditor({ ...props, missionId: mission.id })
  const { item, draft, change } = editor
  const decided = item?.status === 'in_review' || item?.status === 'approved'
  const [unlocked, setUnlocked] = useState(false)
  const locked = !writable || (decided && !unlocked)
  useEffect(() => {
    if (!decided) setUnlocked(false)
  }, [decided])
  const kit = useQuery({
    ...apiQuery('GET /api/v1/campaigns/:campaignId', { params: { campaignId: draft.campaignId ?? '' } }),
    enabled: draft.campaignId !== null,
    staleTime: 300_000,
  }).data
  const title = draft.title || (item === undefined ? t('editor.newTitle') : t('untitled'))
  return (
    <Screen
      bare
      className="editor"
      title={item === undefined ? t('editor.new') : title}
      within={[{ label: t('title'), to: '/kiriman' }]}
    >
      <div className="editor-columns">
        <div className="editor-main">
          <div className="editor-head">
            <div className="screen-above">
              {kit !== undefined && (
                <>
                  <PackageOpen className="s" />
                  <span>
                    {t('editor.fromKit')}{' '}
                    <Link to="/kampanye/$campaignId" params={{ campaignId: kit.id }} className="underlined">
                      {kit.title}
                    </Link>{' '}
                    · {t('editor.lockedPart')}
                  </span>
                </>
              )}
              <span>{mission.shortName}</span>
              {item !== undefined && <StatusChip status={item.status} />}
            </div>
            <h1 className={draft.title === '' ? 'mute' : undefined}>{title}</h1>
          </div>
          {!writable && <Note>{item?.status === 'withdrawn' ? t('editor.withdrawn') : t('editor.readOnly')}</Note>}
          {writable && decided && (
            <Note
              kind="warn"
              {...(unlocked ? {} : { act: { label: t('editor.unlock'), onClick: () => setUnlocked(true) } })}
            >
              {item?.status === 'approved' ? t('editor.approved') : t('editor.inReview')}
            </Note>
          )}
          {item?.status === 'returned' && item.returnedComment !== null && (
            <Note kind="warn" title={t('editor.returned')}>
              “{item.returnedComment}”
            </Note>
          )}
          {editor.restored && editor.theirs === undefined && editor.dirty && item !== undefined && (
            <Note act={{ label: t('bar.discard'), onClick: () => editor.take(item) }}>{t('bar.restored')}</Note>
          )}
          {editor.theirs !== undefined && <Conflict editor={editor} mission={mission} />}
          <fieldset className="editor-form" disabled={locked}>
            <TextField
              label={t('editor.titleLabel')}
              hint={t('editor.titleHint')}
              value={draft.title}
              onChange={(value) => change({ title: value })}
              maxLength={300}
            />
            <PurposeStep draft={draft} change={change} />
            <TextStep editor={editor} mission={mission} kit={kit} />
            <AccountsStep editor={editor} mission={mission} />
          </fieldset>
        </div>
        <aside className="editor-side" aria-label={t('side.before')}>
          <Preview editor={editor} mission={mission} kit={kit} />
          <Checks item={item} dirty={editor.dirty} />
          <References editor={editor} locked={locked} />
        </aside>
      </div>
      {writable && <SaveBar editor={editor} mission={mission} locked={locked} />}
    </Screen>
  )
}
