import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Kit, KitInput } from '../../../contract/campaigns.ts'
import type { Media } from '../../../contract/media.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions } from '../../lookups/missions.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Download, Loader, Plus, X } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'

/** Pictures that come with the kit; they are kept at headquarters, so that every mission may use them. */
export function Assets({ kit, onChange }: { kit: KitInput; onChange: (kit: KitInput) => void }) {
  const { t } = useTexts('campaigns')
  const home = [...useMissions().values()].find((one) => one.isHeadquarters)?.id ?? 'hq'
  const assets = kit.assets ?? []
  const [fresh, setFresh] = useState<readonly Media[]>([])
  const id = useId()
  const set = (next: NonNullable<KitInput['assets']>) => onChange({ ...kit, assets: next })
  const upload = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return api('POST /api/v1/missions/:missionId/media', { params: { missionId: home }, body: form })
    },
    onSuccess: (media) => {
      setFresh((old) => [...old, media])
      set([...assets, { mediaId: media.id, note: '' }])
    },
  })
  return (
    <Panel title={t('assets.title')} note={t('assets.note')}>
      <div className="stack">
        {assets.map((asset, index) => (
          <div key={asset.mediaId} className="campaigns-asset">
            <img src={`/api/v1/media/${asset.mediaId}?size=small`} alt="" />
            <div className="grow">
              <TextField
                label={t('assets.what', { number: index + 1 })}
                value={asset.note}
                onChange={(note) => set(assets.map((one) => (one.mediaId === asset.mediaId ? { ...one, note } : one)))}
                maxLength={300}
              />
            </div>
            <Button
              kind="quiet"
              icon={X}
              iconOnly
              onClick={() => set(assets.filter((one) => one.mediaId !== asset.mediaId))}
            >
              {t('assets.remove', { number: index + 1 })}
            </Button>
          </div>
        ))}
        <div>
          <label className="btn" htmlFor={id}>
            {upload.isPending ? <Loader /> : <Plus />}
            {t('assets.add')}
          </label>
          <input
            id={id}
            className="vh"
            type="file"
            accept="image/jpeg,image/png,image/webp"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              if (file) upload.mutate(file)
              event.currentTarget.value = ''
            }}
          />
        </div>
        {fresh.length > 0 && <p className="mute t13">{t('assets.uploaded')}</p>}
        <Failure error={upload.error} />
      </div>
    </Panel>
  )
}

/** What a mission can take from a kit: small pictures with credit and licence, each to download. */
export function AssetStrip({ assets }: { assets: Kit['assets'] }) {
  const { t } = useTexts('campaigns')
  const { bytes, calendarDay, number } = useFormat()
  if (assets.length === 0) return null
  return (
    <div className="campaigns-assets">
      <b>{t('assets.count', { count: assets.length })}</b>
      <ul>
        {assets.map((asset, index) => (
          <li key={asset.mediaId}>
            <img src={`${asset.url}?size=small`} alt={asset.note || t('assets.picture', { number: index + 1 })} />
            <span className="grow">
              {asset.note !== '' && <span>{asset.note}</span>}
              <small className="mute num">
                {number(asset.width)} × {number(asset.height)}, {bytes(asset.bytes)}
                {asset.credit !== '' && ` · ${asset.credit}`}
                {asset.licence !== '' && ` · ${asset.licence}`}
                {asset.expiresOn !== null && ` · ${t('assets.until', { day: calendarDay(asset.expiresOn) })}`}
              </small>
            </span>
            <a className="btn small" href={asset.url} download>
              <Download />
              <span>{t('assets.download')}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
