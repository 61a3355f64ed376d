import { useState } from 'react'
import type { ApiResponse } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { ArrowRight, Loader } from '../../ui/icons.ts'
import { Avatar } from '../../ui/person.tsx'

export type SamplePerson = ApiResponse<'GET /api/v1/session/options'>['persons'][number]

// Two persons a mission: a first screen shows officers and heads of a few missions, the rest by name.
const shownAtFirst = 8

/** The people of the sample, missions beside headquarters, each one press away. */
export function SamplePeople({
  people,
  entering,
  onChoose,
}: {
  people: readonly SamplePerson[]
  entering: string | undefined
  onChoose: (personId: string) => void
}) {
  const { t } = useTexts('sign-in')
  const [typed, setTyped] = useState('')
  const [all, setAll] = useState(false)
  const atMission = inTurns(people.filter((person) => person.missionId !== null))
  const found = atMission.filter((person) => fits(person, typed))
  const shown = all || typed !== '' ? found : found.slice(0, shownAtFirst)
  const list = (group: readonly SamplePerson[]) => (
    <ul className="stack tight">
      {group.map((person) => (
        <li key={person.id}>
          <PersonDoor person={person} busy={entering === person.id} off={entering !== undefined} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  )
  return (
    <div className="door-people">
      <section className="stack tight">
        <h2>{t('sample.mission')}</h2>
        <TextField label={t('sample.find')} type="search" value={typed} onChange={setTyped} />
        {list(shown)}
        {found.length === 0 && <p className="soft">{t('sample.none')}</p>}
        {shown.length < found.length && (
          <Button kind="quiet" onClick={() => setAll(true)}>
            {t('sample.more', { count: found.length - shown.length })}
          </Button>
        )}
      </section>
      <section className="stack tight">
        <h2>{t('sample.headquarters')}</h2>
        {list(people.filter((person) => person.missionId === null))}
      </section>
    </div>
  )
}

const fits = (person: SamplePerson, typed: string): boolean =>
  `${person.missionName ?? ''} ${person.name}`.toLowerCase().includes(typed.trim().toLowerCase())

/** Officer and head of one mission beside each other, missions by name. */
const inTurns = (people: readonly SamplePerson[]): readonly SamplePerson[] =>
  people.toSorted((a, b) => (a.missionName ?? '').localeCompare(b.missionName ?? '', 'id'))

function PersonDoor({
  person,
  busy,
  off,
  onChoose,
}: {
  person: SamplePerson
  busy: boolean
  off: boolean
  onChoose: (id: string) => void
}) {
  const { t } = useTexts('sign-in')
  const { t: words } = useTexts('shell')
  const where = person.missionName ?? person.regionName
  return (
    <button
      type="button"
      className="door-person"
      aria-busy={busy || undefined}
      aria-disabled={off || undefined}
      onClick={() => !off && onChoose(person.id)}
    >
      <Avatar name={person.name} />
      <span className="grow">
        <b>{words(`roles.${person.role}`)}</b>
        <small>
          {busy ? t('sample.entering', { name: person.name }) : [person.name, where].filter(Boolean).join(' · ')}
        </small>
      </span>
      {busy ? <Loader className="s" /> : <ArrowRight className="s" />}
    </button>
  )
}
