import { useTexts } from '../../i18n/index.ts'
import { useMissions } from '../../lookups/missions.ts'
import { useNow } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toWall } from '../../ui/zones.ts'
import type { Person } from './people.ts'

const soonDays = 30
const postsShown = 8

/** What wants a person now: resets that wait for a second one, leavers, posts where nobody has come in. */
export function Waiting({
  people,
  onOpen,
  onAdd,
}: {
  people: readonly Person[]
  onOpen: (id: string) => void
  onAdd: ((missionId: string) => void) | undefined
}) {
  return (
    <div className="stack wide">
      <Resets people={people} onOpen={onOpen} />
      <Leavers people={people} onOpen={onOpen} />
      {onAdd && <PostsNotIn people={people} onAdd={onAdd} />}
    </div>
  )
}

function Resets({ people, onOpen }: { people: readonly Person[]; onOpen: (id: string) => void }) {
  const { t } = useTexts('people')
  const waiting = people.flatMap((person) => (person.reset ? [{ person, reset: person.reset }] : []))
  if (waiting.length === 0) return null
  return (
    <Panel title={t('waiting.resets')} note={t('waiting.resetsHint')} flush>
      <Rows label={t('waiting.resets')}>
        {waiting.map(({ person, reset }) => (
          <ListRow
            key={person.id}
            title={person.name}
            meta={
              <span>{t('waiting.resetBy', { name: reset.askedBy ?? t('waiting.machine'), reason: reset.reason })}</span>
            }
            end={<Open name={person.name} onOpen={() => onOpen(person.id)} />}
          />
        ))}
      </Rows>
    </Panel>
  )
}

function Leavers({ people, onOpen }: { people: readonly Person[]; onOpen: (id: string) => void }) {
  const { t } = useTexts('people')
  const { calendarDay } = useFormat()
  const home = useHomeZone()
  const now = useNow()
  const today = toWall(now, home.zone).slice(0, 10)
  const until = toWall(new Date(now.getTime() + soonDays * 86_400_000), home.zone).slice(0, 10)
  const leaving = people
    .flatMap(({ id, name, leavesOn }) => (leavesOn === null ? [] : [{ id, name, leavesOn }]))
    .filter(({ leavesOn }) => leavesOn >= today && leavesOn <= until)
    .toSorted((a, b) => (a.leavesOn < b.leavesOn ? -1 : 1))
  return (
    <Panel title={t('waiting.leavers')} flush={leaving.length > 0}>
      {leaving.length === 0 ? (
        <p className="soft">{t('waiting.noLeavers')}</p>
      ) : (
        <Rows label={t('waiting.leavers')}>
          {leaving.map(({ id, name, leavesOn }) => (
            <ListRow
              key={id}
              title={name}
              meta={<span>{t('leaves', { day: calendarDay(leavesOn) })}</span>}
              end={<Open name={name} onOpen={() => onOpen(id)} />}
            />
          ))}
        </Rows>
      )}
    </Panel>
  )
}

function PostsNotIn({ people, onAdd }: { people: readonly Person[]; onAdd: (missionId: string) => void }) {
  const { t } = useTexts('people')
  const { number } = useFormat()
  const missions = useMissions()
  const inside = new Set(
    people
      .filter((person) => person.hasPassword || person.isSample)
      .flatMap((person) => person.grants.flatMap(({ scopes }) => scopes))
      .flatMap(({ kind, value }) => (kind === 'mission' ? [value] : [])),
  )
  const out = [...missions.values()]
    .filter(({ id, isHeadquarters }) => !isHeadquarters && !inside.has(id))
    .toSorted((a, b) => a.shortName.localeCompare(b.shortName, 'id'))
  return (
    <Panel
      title={t('waiting.posts')}
      count={number(out.length)}
      note={t('waiting.postsHint')}
      flush={out.length > 0}
      footer={out.length > postsShown ? t('waiting.morePosts', { count: out.length - postsShown }) : undefined}
    >
      {out.length === 0 ? (
        <p className="soft">{t('waiting.noPosts')}</p>
      ) : (
        <Rows label={t('waiting.posts')}>
          {out.slice(0, postsShown).map(({ id, shortName }) => (
            <ListRow
              key={id}
              title={shortName}
              end={
                <Button size="small" onClick={() => onAdd(id)}>
                  {t('waiting.addHere')}
                  <span className="vh">: {shortName}</span>
                </Button>
              }
            />
          ))}
        </Rows>
      )}
    </Panel>
  )
}

function Open({ name, onOpen }: { name: string; onOpen: () => void }) {
  const { t } = useTexts('people')
  return (
    <Button size="small" onClick={onOpen}>
      {t('open')}
      <span className="vh">: {name}</span>
    </Button>
  )
}
