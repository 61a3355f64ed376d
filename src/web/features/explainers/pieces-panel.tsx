import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { directionOf, languageName } from '../../lookups/languages.ts'
import { networkName } from '../../lookups/networks.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Copy } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { toast } from '../../ui/toast.tsx'

type Format = 'square' | 'portrait' | 'story' | 'landscape' | 'share'

/** What missions get of it: short text, thread, cards, script; each to copy. */
export function PiecesPanel({ explainerId }: { explainerId: string }) {
  const { t } = useTexts('explainers')
  const [language, setLanguage] = useState('id')
  const [format, setFormat] = useState<Format>('portrait')
  const pieces = useQuery(apiQuery('GET /api/v1/explainers/:explainerId/pieces', { params: { explainerId } }))
  const all = pieces.data?.pieces ?? []
  const shown = all.find((one) => one.language === language) ?? all[0]
  const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => toast(t('pieces.copied')))
  const block = (title: string, text: string) => (
    <section className="stack">
      <div className="row">
        <h3 className="grow">{title}</h3>
        <Button kind="quiet" size="small" icon={Copy} onClick={() => copy(text)}>
          {t('pieces.copy')}
        </Button>
      </div>
      <p className="explainer-piece" lang={shown?.language} dir={directionOf(shown?.language ?? 'id')}>
        {text}
      </p>
    </section>
  )
  return (
    <Panel title={t('pieces.title')} note={t('pieces.note')}>
      <Failure error={pieces.error} onRetry={() => void pieces.refetch()} />
      {shown === undefined ? (
        pieces.isPending && <Skeleton rows={4} />
      ) : (
        <Tabs
          label={t('languages')}
          value={shown.language}
          onChange={setLanguage}
          tabs={all.map((one) => ({ value: one.language, label: languageName(one.language) }))}
        >
          <div className="stack">
            {block(t('pieces.short'), shown.short)}
            {block(t('pieces.thread'), shown.thread.join('\n\n'))}
            {block(t('pieces.cards'), shown.cards.map((card) => `${card.heading}\n${card.text}`).join('\n\n'))}
            <section className="stack">
              <SelectField
                label={t('pieces.size')}
                value={format}
                options={(pieces.data?.formats ?? []).map((one) => ({
                  value: one.code,
                  label: `${one.width} × ${one.height} · ${one.networks.map(networkName).join(', ')}`,
                }))}
                onChange={(code) => setFormat(code as Format)}
              />
              <ul className="explainer-cards">
                {shown.cards.map((card, index) => {
                  const query = new URLSearchParams({
                    explainerId,
                    language: shown.language,
                    card: String(index + 1),
                    format,
                  })
                  const src = `/api/v1/explainer-cards?${query}`
                  return (
                    <li key={card.heading}>
                      <a href={src} download={`kartu-${index + 1}-${format}.png`}>
                        <img src={src} alt={`${card.heading}. ${card.text}`} loading="lazy" />
                      </a>
                    </li>
                  )
                })}
              </ul>
            </section>
            {block(
              t('pieces.script'),
              shown.script.map((scene) => `${scene.fromSecond}–${scene.toSecond}: ${scene.say}`).join('\n'),
            )}
          </div>
        </Tabs>
      )}
    </Panel>
  )
}
