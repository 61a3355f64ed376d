import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Account } from '../../../contract/accounts.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { directionOf, languageName } from '../../lookups/languages.ts'
import { zoneOf } from '../../lookups/missions.ts'
import { atHandle, networkName } from '../../lookups/networks.ts'
import type { Mission } from '../../shell/scope.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Choice, TextArea, TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Check, CircleAlert, Hand } from '../../ui/icons.ts'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Step } from '../../ui/steps.tsx'
import { WhenField } from '../../ui/when-field.tsx'
import { toWall } from '../../ui/zones.ts'
import { type Draft, homeLanguage, isWholeLink } from './model.ts'
import type { Editor } from './use-editor.ts'

type DraftVariant = Draft['variants'][number]
const unusable: readonly string[] = ['closed', 'archived']

/** Step 3: on which accounts, in which language, and when, in the mission's time. */
export function AccountsStep({ editor, mission }: { editor: Editor; mission: Mission }) {
  const { t } = useTexts('items')
  const { draft, change } = editor
  const list = useQuery(apiQuery('GET /api/v1/missions/:missionId/accounts', { params: { missionId: mission.id } }))
  const accounts = list.data?.accounts.filter(
    (one) => !unusable.includes(one.status) || draft.variants.some((variant) => variant.accountId === one.id),
  )
  const zone = draft.plannedZone ?? mission.timezone
  return (
    <Step number={3} title={t('accounts.title')}>
      <div className="stack">
        <div className="editor-when">
          <WhenField
            label={t('accounts.when')}
            place={zoneOf(mission, zone)}
            value={draft.plannedLocal ?? undefined}
            min={toWall(new Date(), zone).slice(0, 10)}
            onChange={(wall) => change({ plannedLocal: wall ?? null, plannedZone: wall === undefined ? null : zone })}
          />
        </div>
        <Failure error={list.error} onRetry={() => void list.refetch()} />
        {accounts === undefined ? (
          list.isPending && <Skeleton rows={3} />
        ) : accounts.length === 0 ? (
          <p className="mute">{t('accounts.none')}</p>
        ) : (
          <ul className="variants" aria-label={t('accounts.title')}>
            {accounts.map((account) => (
              <AccountRow key={account.id} editor={editor} account={account} />
            ))}
          </ul>
        )}
      </div>
    </Step>
  )
}

function AccountRow({ editor, account }: { editor: Editor; account: Account }) {
  const { t } = useTexts('items')
  const { draft, change, item } = editor
  const [open, setOpen] = useState(false)
  const variant = draft.variants.find((one) => one.accountId === account.id)
  const index = item?.variants.findIndex((one) => one.accountId === account.id) ?? -1
  const measured = index < 0 ? undefined : item?.variants[index]?.measure
  const remarks = item?.issues.filter((one) => one.path.startsWith(`variants.${index}.`)) ?? []
  const set = (part: Partial<DraftVariant>) =>
    change({ variants: draft.variants.map((one) => (one.accountId === account.id ? { ...one, ...part } : one)) })
  const toggle = (on: boolean) =>
    change({
      variants: on
        ? [...draft.variants, { accountId: account.id, language: homeLanguage, textOverride: null, link: null }]
        : draft.variants.filter((one) => one.accountId !== account.id),
    })
  return (
    <li className="editor-account">
      <div className="variant">
        <Choice checked={variant !== undefined} onChange={toggle} note={atHandle(account.handle)}>
          <b>{networkName(account.network)}</b>
        </Choice>
        {variant === undefined || draft.texts.length === 1 ? (
          <span />
        ) : (
          <select
            className="input"
            aria-label={t('accounts.language', { account: networkName(account.network) })}
            value={variant.language}
            onChange={(event) => set({ language: event.currentTarget.value })}
          >
            {draft.texts.map(({ language }) => (
              <option key={language} value={language}>
                {languageName(language)}
              </option>
            ))}
          </select>
        )}
        {variant === undefined ? <span /> : <Measure measured={measured} network={networkName(account.network)} />}
        {variant === undefined ? (
          <span />
        ) : (
          <Remark
            manual={account.connectionState !== 'connected'}
            {...(remarks[0] === undefined ? {} : { words: remarks[0].detail })}
          />
        )}
        {variant !== undefined && (
          <Button kind="quiet" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('accounts.own')}
          </Button>
        )}
      </div>
      {variant !== undefined && (open || variant.textOverride !== null) && (
        <Own variant={variant} name={networkName(account.network)} draft={draft} onSet={set} />
      )}
    </li>
  )
}

function Measure({
  measured,
  network,
}: {
  measured: { used: number; max: number | null; over: number } | undefined
  network: string
}) {
  const { t } = useTexts('items')
  const { number } = useFormat()
  if (measured === undefined) return <small className="mute">{t('accounts.counting')}</small>
  if (measured.max === null)
    return <small className="mute num">{t('accounts.noLimit', { count: measured.used })}</small>
  return (
    <ProgressLine
      label={network}
      value={measured.used}
      max={measured.max}
      over={measured.over > 0}
      figures={`${number(measured.used)} / ${number(measured.max)}`}
    />
  )
}

function Remark({ words, manual }: { words?: string; manual: boolean }) {
  const { t } = useTexts('items')
  const Mark = words !== undefined ? CircleAlert : manual ? Hand : Check
  return (
    <span className={cx('variant-remark', words !== undefined && 'over')}>
      <Mark className="s" />
      <span>{words ?? (manual ? t('accounts.manual') : t('accounts.fits'))}</span>
    </span>
  )
}

/** A text of its own for one account, and a link card. */
function Own({
  variant,
  name,
  draft,
  onSet,
}: {
  variant: DraftVariant
  name: string
  draft: Draft
  onSet: (part: Partial<DraftVariant>) => void
}) {
  const { t } = useTexts('items')
  const shared = draft.texts.find((one) => one.language === variant.language)?.text ?? ''
  const url = variant.link?.url ?? ''
  return (
    <div className="editor-own stack tight">
      <TextArea
        label={t('accounts.ownText', { account: name })}
        rows={4}
        lang={variant.language}
        dir={directionOf(variant.language)}
        value={variant.textOverride ?? shared}
        onChange={(text) => onSet({ textOverride: text })}
        maxLength={20_000}
      />
      {variant.textOverride !== null && (
        <div>
          <Button kind="quiet" size="small" onClick={() => onSet({ textOverride: null })}>
            {t('accounts.ownOff')}
          </Button>
        </div>
      )}
      <TextField
        label={t('accounts.linkUrl')}
        value={url}
        inputMode="url"
        placeholder="https://"
        {...(url !== '' && !isWholeLink(url) ? { error: t('accounts.linkBad') } : {})}
        onChange={(next) =>
          onSet({
            link:
              next === ''
                ? null
                : { url: next, title: variant.link?.title ?? '', description: variant.link?.description ?? '' },
          })
        }
        maxLength={2000}
      />
    </div>
  )
}
