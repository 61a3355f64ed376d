import { useState } from 'react'
import type { Kit } from '../../../contract/campaigns.ts'
import { useTexts } from '../../i18n/index.ts'
import { directionOf, languageName, ownLanguageName } from '../../lookups/languages.ts'
import { CalendarDays, CircleCheck, Handshake, type Icon, Languages, Lock, LockOpen, PenLine } from '../../ui/icons.ts'
import { Tabs } from '../../ui/tabs.tsx'

/** The locked core, solid and sunken, beside the open parts, dashed. */
export function KitParts({ kit }: { kit: Kit }) {
  return (
    <div className="campaigns-kit">
      <Core kit={kit} />
      <Open kit={kit} />
    </div>
  )
}

function Core({ kit }: { kit: Kit }) {
  const { t } = useTexts('campaigns')
  const [language, setLanguage] = useState('id')
  const core = kit.cores.find((one) => one.language === language) ?? kit.cores[0]
  return (
    <section className="campaigns-core" aria-labelledby="kit-core">
      <div className="row between wrap">
        <h2 id="kit-core" className="row">
          <Lock />
          {t('kit.core')}
        </h2>
        <small className="mute">{t('kit.coreNote')}</small>
      </div>
      {core === undefined ? (
        <p className="mute">{t('kit.noCore')}</p>
      ) : (
        <Tabs
          label={t('kit.languages')}
          value={core.language}
          onChange={setLanguage}
          tabs={kit.cores.map(({ language: tag }) => ({ value: tag, label: ownLanguageName(tag), lang: tag }))}
        >
          <div className="stack" lang={core.language} dir={directionOf(core.language)}>
            {core.headline !== '' && <h3>{core.headline}</h3>}
            <blockquote className="campaigns-message">{core.message}</blockquote>
            {core.facts.length > 0 && (
              <ul className="campaigns-facts">
                {core.facts.map((fact) => (
                  <li key={fact}>
                    <CircleCheck className="s" />
                    <span>{fact}</span>
                  </li>
                ))}
              </ul>
            )}
            {core.example !== '' && (
              <details className="campaigns-example">
                <summary>{t('kit.example')}</summary>
                <p>{core.example}</p>
              </details>
            )}
          </div>
        </Tabs>
      )}
      <dl className="campaigns-says">
        <div>
          <dt>{t('kit.mustSay')}</dt>
          <dd>{kit.mustSay.join(' · ') || t('kit.nothing')}</dd>
        </div>
        <div>
          <dt>{t('kit.mustNotSay')}</dt>
          <dd>{kit.mustNotSay.join(' · ') || t('kit.nothing')}</dd>
        </div>
      </dl>
    </section>
  )
}

const icons = { hook: PenLine, language: Languages, partner: Handshake, time: CalendarDays } as const satisfies Record<
  string,
  Icon
>

function Open({ kit }: { kit: Kit }) {
  const { t } = useTexts('campaigns')
  return (
    <section className="campaigns-open" aria-labelledby="kit-open">
      <div className="row between wrap">
        <h2 id="kit-open" className="row">
          <LockOpen />
          {t('kit.open')}
        </h2>
        <small className="mute">{t('kit.openNote')}</small>
      </div>
      {kit.openParts.length === 0 ? (
        <p className="mute">{t('kit.noOpen')}</p>
      ) : (
        <ul className="campaigns-parts">
          {kit.openParts.map((part) => {
            const Mark = icons[part.kind]
            return (
              <li key={`${part.kind}${part.hint}`}>
                <span className="list-row-icon accent">
                  <Mark />
                </span>
                <div>
                  <b>{t(`kit.part.${part.kind}`)}</b>
                  <p>{part.hint}</p>
                </div>
              </li>
            )
          })}
        </ul>
      )}
      <p className="campaigns-languages">
        <b>{t('kit.languages')}:</b> {kit.cores.map((one) => languageName(one.language)).join(', ') || t('kit.nothing')}
      </p>
    </section>
  )
}
