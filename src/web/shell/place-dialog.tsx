import { useState } from 'react'
import { useTexts } from '../i18n/index.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Check } from '../ui/icons.ts'
import { chooseMission, cityOf, type Mission, useMyMissions, useWorkPlace } from './scope.ts'

/** Chooses the mission one works for, among one's own. */
export function PlaceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts('shell')
  const { missions, wholeMinistry } = useMyMissions()
  const { mission: now } = useWorkPlace()
  const [typed, setTyped] = useState('')
  const found = missions.filter((mission) => matches(mission, typed))
  const choose = (id: string | undefined) => {
    chooseMission(id)
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title={t('place.change')}>
      {missions.length > 8 && (
        <TextField label={t('place.search')} type="search" autoFocus value={typed} onChange={setTyped} />
      )}
      <ul className="places">
        {wholeMinistry && typed === '' && (
          <li>
            <Place
              name={t('place.ministry')}
              note={t('place.wholeMinistry')}
              chosen={now === undefined}
              onClick={() => choose(undefined)}
            />
          </li>
        )}
        {found.map((mission) => (
          <li key={mission.id}>
            <Place
              name={mission.shortName}
              note={cityOf(mission)}
              chosen={mission.id === now?.id}
              onClick={() => choose(mission.id)}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function Place({ name, note, chosen, onClick }: { name: string; note: string; chosen: boolean; onClick: () => void }) {
  return (
    <button type="button" className="place-choice" aria-current={chosen || undefined} onClick={onClick}>
      <span className="grow">{name}</span>
      <small>{note}</small>
      {chosen && <Check className="s" />}
    </button>
  )
}

const matches = (mission: Mission, typed: string): boolean =>
  `${mission.shortName} ${mission.city} ${mission.nameEn} ${mission.countryIso2}`
    .toLowerCase()
    .includes(typed.trim().toLowerCase())
