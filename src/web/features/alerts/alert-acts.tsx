import { useState } from 'react'
import type { Alert } from '../../../contract/alerts.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { placeOf, useMissions } from '../../lookups/missions.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TextArea } from '../../ui/field.tsx'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { Siren } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { Step } from '../../ui/steps.tsx'
import { Time } from '../../ui/time.tsx'
import { ReachPart, WherePart, WordsPart } from './alert-form.tsx'
import {
  type AlertFields,
  alertTexts,
  contentOf,
  fieldsOfUpdate,
  isSayable,
  type TextFields,
} from './alert-form-model.ts'
import { useCrisisAct } from './use-crisis-act.ts'

const moreLanguages = ['id', 'en', 'ar', 'zh', 'fr', 'es', 'ru', 'ja', 'ko', 'th', 'ms', 'uk', 'fa', 'my']

/** The next numbered update, begun from what was said last. */
export function UpdateWriter({ alert, aheadMs, onClose }: { alert: Alert; aheadMs: number; onClose: () => void }) {
  const { t } = useTexts('alerts')
  const [last] = alert.updates
  const [fields, setFields] = useState<AlertFields | undefined>(() => last && fieldsOfUpdate(last))
  const [key] = useState(() => crypto.randomUUID?.() ?? String(Math.random()))
  const act = useCrisisAct<Alert>()
  if (fields === undefined) return null
  const change = (part: Partial<AlertFields>) => setFields({ ...fields, ...part })
  const publish = () =>
    act.mutate({
      run: () =>
        api('POST /api/v1/alerts/:alertId/updates', {
          params: { alertId: alert.id },
          body: { ...contentOf(fields, new Date(Date.now() + aheadMs)), after: alert.number },
          idempotencyKey: key,
        }),
      done: t('form.published'),
      after: onClose,
    })
  return (
    <div className="stack alerts-writer">
      <Step number={1} title={t('form.where')}>
        <WherePart fields={fields} onChange={change} />
      </Step>
      <Step number={2} title={t('form.words')}>
        <WordsPart texts={fields.texts} onChange={(texts) => change({ texts })} languages={moreLanguages} />
      </Step>
      <Step number={3} title={t('form.reach')}>
        <ReachPart fields={fields} onChange={change} />
      </Step>
      <Failure error={act.error} />
      <div className="alerts-acts">
        <Button
          kind="primary"
          size="large"
          icon={Siren}
          off={!isSayable(fields)}
          busy={act.isPending && t('working')}
          onClick={publish}
        >
          {t('form.update', { number: alert.number + 1 })}
        </Button>
        <Button kind="quiet" size="large" onClick={onClose}>
          {t('back')}
        </Button>
      </div>
    </div>
  )
}

/** The last update: that it is over. What was held waits for a word. */
export function StandDown({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const { t } = useTexts('alerts')
  const languages = alert.updates[0]?.texts.map((text) => text.language) ?? ['id']
  const [texts, setTexts] = useState<readonly TextFields[]>([
    { language: 'id', title: t('detail.standDefault'), situation: '', steps: t('detail.standStep') },
  ])
  const act = useCrisisAct<Alert>()
  const said = alertTexts(texts)
  const isSaid = said[0]?.language === 'id' && said.every((text) => text.instructions.length > 0)
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('detail.standTitle')}
      acts={
        <>
          <Button
            kind="primary"
            off={!isSaid}
            busy={act.isPending && t('working')}
            onClick={() =>
              act.mutate({
                run: () =>
                  api('POST /api/v1/alerts/:alertId/stand-down', {
                    params: { alertId: alert.id },
                    body: { after: alert.number, texts: said },
                  }),
                done: t('detail.stood'),
                after: onClose,
              })
            }
          >
            {t('detail.standDown')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('back')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('detail.standWhat')}</p>
        <WordsPart texts={texts} onChange={setTexts} languages={languages} />
        <Failure error={act.error} />
      </div>
    </Dialog>
  )
}

/** What was learned: without it the alert is not finished (CRI-08). */
export function ReviewPanel({ alert }: { alert: Alert }) {
  const { t } = useTexts('alerts')
  const [worked, setWorked] = useState('')
  const [failed, setFailed] = useState('')
  const [actions, setActions] = useState('')
  const act = useCrisisAct<Alert>()
  const mission = useMissions().get(alert.missionId)
  const home = useHomeZone()
  if (alert.afterAction !== null) {
    const { worked, failed, actions, writtenBy, writtenAt } = alert.afterAction
    return (
      <Panel title={t('detail.review')}>
        <div className="stack">
          <Facts
            rows={[
              [t('detail.worked'), worked],
              [t('detail.failed'), failed],
              [t('detail.actions'), actions],
            ]}
          />
          <small className="mute">
            {writtenBy.name}, <Time at={new Date(writtenAt)} place={mission ? placeOf(mission) : home} withDay />
          </small>
        </div>
      </Panel>
    )
  }
  if (!alert.can.close) return null
  const isWritten = [worked, failed, actions].every((text) => text.trim().length >= 3)
  return (
    <Panel title={t('detail.review')} note={t('detail.reviewNote')}>
      <div className="stack">
        <TextArea label={t('detail.worked')} value={worked} onChange={setWorked} maxLength={4000} />
        <TextArea label={t('detail.failed')} value={failed} onChange={setFailed} maxLength={4000} />
        <TextArea label={t('detail.actions')} value={actions} onChange={setActions} maxLength={4000} />
        <Failure error={act.error} />
        <div>
          <Button
            kind="primary"
            off={!isWritten}
            busy={act.isPending && t('working')}
            onClick={() =>
              act.mutate({
                run: () =>
                  api('POST /api/v1/alerts/:alertId/after-action', {
                    params: { alertId: alert.id },
                    body: { worked, failed, actions },
                  }),
                done: t('detail.closedNow'),
              })
            }
          >
            {t('detail.close')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
