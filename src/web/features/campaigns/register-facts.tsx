import { useQuery } from '@tanstack/react-query'
import type { KitInput } from '../../../contract/campaigns.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { X } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'

/** Facts of the register that the core leans on: when one turns out wrong, whoever used the kit is told. */
export function RegisterFacts({ kit, onChange }: { kit: KitInput; onChange: (kit: KitInput) => void }) {
  const { t } = useTexts('campaigns')
  const { language } = useFormat()
  const facts = useQuery(apiQuery('GET /api/v1/facts')).data?.facts ?? []
  const chosen = kit.factIds ?? []
  const wordsOf = (id: string) => {
    const fact = facts.find((one) => one.id === id)
    if (fact === undefined) return '–'
    const name = language === 'en' && fact.nameEn !== '' ? fact.nameEn : fact.nameId
    return `${name}: ${fact.value} ${fact.unit}`.trim()
  }
  return (
    <Panel title={t('register.title')} note={t('register.note')}>
      <div className="stack">
        <ul className="row wrap">
          {chosen.map((id) => (
            <li key={id} className="row campaigns-chosen">
              {wordsOf(id)}
              <Button
                kind="quiet"
                size="small"
                icon={X}
                iconOnly
                onClick={() => onChange({ ...kit, factIds: chosen.filter((one) => one !== id) })}
              >
                {t('hq.remove', { name: wordsOf(id) })}
              </Button>
            </li>
          ))}
        </ul>
        <ComboField
          key={chosen.length}
          label={t('register.add')}
          value={undefined}
          onChange={(id) => id !== undefined && onChange({ ...kit, factIds: [...chosen, id] })}
          options={facts
            .filter((fact) => !chosen.includes(fact.id))
            .map((fact) => ({ value: fact.id, label: wordsOf(fact.id), note: fact.source }))}
        />
      </div>
    </Panel>
  )
}
