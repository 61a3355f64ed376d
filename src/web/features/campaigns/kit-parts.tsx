import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApprovedCore, Campaign, Kit } from '../../../contract/campaigns.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { directionOf, languageName, ownLanguageName } from '../../lookups/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import {
  CalendarDays,
  CircleCheck,
  CircleDashed,
  Handshake,
  type Icon,
  Languages,
  Lock,
  LockOpen,
  PenLine,
} from '../../ui/icons.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { AssetStrip } from './assets.tsx'

/** The locked core, solid and sunken, beside the open parts, dashed. */
export function KitParts({ campaign, mayApprove }: { campaign: Campaign; mayApprove: boolean }) {
  return (
    <div className="campaigns-kit">
      <Core campaign={campaign} mayApprove={mayApprove} />
      <Open kit={campaign.kit} />
    </div>
  )
}

function Core({ campaign, mayApprove }: { campaign: Campaign; mayApprove: boolean }) {
  const { t } = useTexts('campaigns')
  const { kit } = campaign
  const isLocked = campaign.credit === null
  const [language, setLanguage] = useState('id')
  const core = kit.cores.find((one) => one.language === language) ?? kit.cores[0]
  return (
    <section className="campaigns-core" aria-labelledby="kit-core">
      <div className="row between wrap">
        <h2 id="kit-core" className="row">
          {isLocked ? <Lock /> : <Handshake />}
          {isLocked ? t('kit.core') : t('peer.words')}
        </h2>
        <small className="mute">{isLocked ? t('kit.coreNote') : t('peer.wordsNote')}</small>
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
          {isLocked && <Approved campaign={campaign} core={core} mayApprove={mayApprove} />}
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
            {core.example !== '' && core.example !== core.message && (
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

/** Who of headquarters stands for this language; while nobody does, missions do not see it. */
function Approved({ campaign, core, mayApprove }: { campaign: Campaign; core: ApprovedCore; mayApprove: boolean }) {
  const { t } = useTexts('campaigns')
  const { date } = useFormat()
  const home = useHomeZone()
  const client = useQueryClient()
  const approve = useMutation({
    mutationFn: () =>
      api('POST /api/v1/campaigns/:campaignId/cores/:language/approve', {
        params: { campaignId: campaign.id, language: core.language },
      }),
    onSuccess: (next) => client.setQueryData(['GET /api/v1/campaigns/:campaignId', { campaignId: next.id }, {}], next),
  })
  if (core.approvedAt !== null)
    return (
      <p className="campaigns-approved mute">
        <CircleCheck className="s" />
        {t('core.approvedBy', {
          name: core.approvedBy?.name ?? '–',
          day: date(new Date(core.approvedAt), home.zone),
        })}
      </p>
    )
  return (
    <div className="stack tight campaigns-approved">
      <Chip tone="warn" icon={CircleDashed}>
        {t('core.waits')}
      </Chip>
      {mayApprove && !core.isMaster && core.message !== '' && (
        <Button size="small" busy={approve.isPending} onClick={() => approve.mutate()}>
          {t('core.approve', { language: languageName(core.language) })}
        </Button>
      )}
      <Failure error={approve.error} />
    </div>
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
      <AssetStrip assets={kit.assets} />
      <p className="campaigns-languages">
        <b>{t('kit.languages')}:</b> {kit.cores.map((one) => languageName(one.language)).join(', ') || t('kit.nothing')}
      </p>
    </section>
  )
}
