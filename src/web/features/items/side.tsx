import { useQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import type { Campaign } from '../../../contract/campaigns.ts'
import type { Item } from '../../../contract/items.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { directionOf } from '../../lookups/languages.ts'
import { atHandle, networkName } from '../../lookups/networks.ts'
import type { Mission } from '../../shell/scope.ts'
import { Info } from '../../ui/icons.ts'
import { LockedSpan } from '../../ui/locked-span.tsx'
import { Avatar } from '../../ui/person.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { CheckList } from '../../ui/steps.tsx'
import type { Editor } from './use-editor.ts'

/** Roughly how the post will stand on one account, in its language and direction. */
export function Preview({
  editor: { draft },
  mission,
  kit,
}: {
  editor: Editor
  mission: Mission
  kit: Campaign | undefined
}) {
  const { t } = useTexts('items')
  const accounts = useQuery(apiQuery('GET /api/v1/missions/:missionId/accounts', { params: { missionId: mission.id } }))
    .data?.accounts
  const [chosen, setChosen] = useState('')
  const variant = draft.variants.find((one) => one.accountId === chosen) ?? draft.variants[0]
  const account = accounts?.find((one) => one.id === variant?.accountId)
  const language = variant?.language ?? 'id'
  const text = variant?.textOverride ?? draft.texts.find((one) => one.language === language)?.text ?? ''
  const core = kit?.kit.cores.find((one) => one.language === language)?.message
  const picture = draft.media[0]
  return (
    <section className="stack" aria-labelledby="editor-preview">
      <div className="row between wrap">
        <h2 id="editor-preview">{t('side.preview')}</h2>
        {draft.variants.length > 1 && (
          <SegmentedControl
            label={t('side.preview')}
            value={variant?.accountId ?? ''}
            onChange={setChosen}
            options={draft.variants.map(({ accountId }) => ({
              value: accountId,
              label: networkName(accounts?.find((one) => one.id === accountId)?.network ?? '…'),
            }))}
          />
        )}
      </div>
      {variant === undefined || account === undefined ? (
        <p className="mute t13">{t('side.noPreview')}</p>
      ) : (
        <>
          <article className="editor-preview">
            <header className="row">
              <Avatar name={mission.shortName} />
              <span className="grow">
                <b className="anywhere">{atHandle(account.handle)}</b>
                <small>{networkName(account.network)}</small>
              </span>
            </header>
            {picture !== undefined && <img src={`/api/v1/media/${picture.mediaId}`} alt={picture.altText} />}
            <div className="editor-preview-text" lang={language} dir={directionOf(language)}>
              {text.trim() === '' ? (
                <span className="mute">{t('side.empty')}</span>
              ) : (
                <WithCore text={text} core={core} />
              )}
            </div>
          </article>
          <p className="mute t12">{t('side.previewNote', { network: networkName(account.network) })}</p>
        </>
      )}
    </section>
  )
}

function WithCore({ text, core }: { text: string; core: string | undefined }) {
  if (core === undefined || core === '' || !text.includes(core)) return text
  return text.split(core).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity beyond their place in the text
    <Fragment key={index}>
      {index > 0 && <LockedSpan>{core}</LockedSpan>}
      {part}
    </Fragment>
  ))
}

/** What still blocks submitting, and what deserves a look, in the server's words. */
export function Checks({ item, dirty }: { item: Item | undefined; dirty: boolean }) {
  const { t } = useTexts('items')
  if (item === undefined)
    return (
      <section className="stack tight" aria-labelledby="editor-checks">
        <h2 id="editor-checks">{t('side.before')}</h2>
        <p className="mute t13">{t('side.beforeFirst')}</p>
      </section>
    )
  const blocks = item.issues.filter((issue) => issue.severity === 'block')
  const looks = item.issues.filter((issue) => issue.severity === 'warn')
  return (
    <>
      <section className="stack tight" aria-labelledby="editor-checks">
        <h2 id="editor-checks">{t('side.before')}</h2>
        <CheckList
          items={
            blocks.length === 0
              ? [{ done: true, words: t('side.clear') }]
              : blocks.map((issue) => ({ done: false, words: issue.detail }))
          }
        />
        {dirty && <p className="mute t12">{t('side.afterSave')}</p>}
      </section>
      {looks.length > 0 && <Remarks title={t('side.look')} words={looks.map((issue) => issue.detail)} />}
      {item.riskReasons.length > 0 && <Remarks title={t('side.risk')} words={item.riskReasons} />}
    </>
  )
}

function Remarks({ title, words }: { title: string; words: readonly string[] }) {
  return (
    <section className="stack tight">
      <h3>{title}</h3>
      <ul className="editor-remarks">
        {[...new Set(words)].map((one) => (
          <li key={one}>
            <Info className="s" />
            <span>{one}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
