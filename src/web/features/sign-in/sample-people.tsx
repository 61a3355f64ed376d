import type { ApiResponse } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ArrowRight, Loader } from '../../ui/icons.ts'
import { Avatar } from '../../ui/person.tsx'

export type SamplePerson = ApiResponse<'GET /api/v1/session/options'>['persons'][number]

/** The people of the sample, headquarters beside missions, each one press away. */
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
  const atMission = people.filter((person) => person.missionId !== null)
  const atHome = people.filter((person) => person.missionId === null)
  return (
    <div className="door-people">
      {[[t('sample.mission'), atMission] as const, [t('sample.headquarters'), atHome] as const].map(
        ([name, group]) =>
          group.length > 0 && (
            <section key={name} className="stack tight">
              <h2>{name}</h2>
              <ul className="stack tight">
                {group.map((person) => (
                  <li key={person.id}>
                    <PersonDoor
                      person={person}
                      busy={entering === person.id}
                      off={entering !== undefined}
                      onChoose={onChoose}
                    />
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
    </div>
  )
}

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
