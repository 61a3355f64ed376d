import { useTexts } from '../../i18n/index.ts'
import { zoneOf } from '../../lookups/missions.ts'
import type { Mission } from '../../shell/scope.ts'
import { Button } from '../../ui/button.tsx'
import { ComparePair } from '../../ui/compare-pair.tsx'
import { Note } from '../../ui/note.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import { type Draft, draftOf } from './model.ts'
import type { Editor } from './use-editor.ts'

/** Somebody saved first: both texts side by side, and the choice stays with the person who types. */
export function Conflict({ editor, mission }: { editor: Editor; mission: Mission }) {
  const { t } = useTexts('items')
  const { theirs, draft, keepMine, take } = editor
  if (theirs === undefined) return null
  const copy = async () => {
    await navigator.clipboard.writeText(plain(draft))
    toast(t('conflict.copied'))
  }
  return (
    <section className="panel editor-conflict">
      <Note kind="conflict" title={t('conflict.title')}>
        {t('conflict.what')}
      </Note>
      <ComparePair
        sent={{ title: t('conflict.yours'), text: plain(draft) }}
        found={{
          title: t('conflict.theirs'),
          note: (
            <>
              {t('conflict.changedAt')}{' '}
              <Time at={new Date(theirs.updatedAt)} place={zoneOf(mission, mission.timezone)} withDay />
            </>
          ),
          text: plain(draftOf(theirs)),
        }}
      />
      <div className="row wrap">
        <Button kind="primary" onClick={keepMine}>
          {t('conflict.keepYours')}
        </Button>
        <Button onClick={() => take(theirs)}>{t('conflict.keepTheirs')}</Button>
        <Button kind="quiet" onClick={() => void copy()}>
          {t('conflict.copyYours')}
        </Button>
      </div>
    </section>
  )
}

/** Everything that was written, as text that can be compared and copied. */
function plain(draft: Draft): string {
  const versions = draft.texts.map((one) => `[${one.language}] ${one.text}`)
  return [draft.title, draft.audience, draft.benefit, draft.desiredAction, draft.aim, ...versions]
    .filter((part) => part.trim() !== '')
    .join('\n\n')
}
