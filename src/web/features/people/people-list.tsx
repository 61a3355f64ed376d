import { useState } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { useNow } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import {
  CircleCheck,
  CircleX,
  Clock,
  FlaskConical,
  type Icon,
  KeyRound,
  LogOut,
  UserPlus,
  Users,
} from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toWall } from '../../ui/zones.ts'
import { type Person, type State, stateOf, useReach } from './people.ts'
import { roleOrder } from './reach-fields.tsx'
import { ViewAs } from './view-as.tsx'

const shownAtFirst = 25

const looks: Readonly<Record<State, readonly [ChipTone, Icon]>> = {
  sample: ['neutral', FlaskConical],
  in: ['ok', CircleCheck],
  noFactor: ['warn', KeyRound],
  mailRefused: ['alert', CircleX],
  invited: ['accent', Clock],
  lapsed: ['warn', Clock],
  notInvited: ['line', UserPlus],
  left: ['neutral', LogOut],
}

/** Everyone by name, found by typing or by role. */
export function PeopleList({ people, onOpen }: { people: readonly Person[]; onOpen: (id: string) => void }) {
  const { t } = useTexts('people')
  const { t: words } = useTexts('shell')
  const { number } = useFormat()
  const reachOf = useReach()
  const [typed, setTyped] = useState('')
  const [role, setRole] = useState('')
  const [all, setAll] = useState(false)
  const wanted = typed.trim().toLowerCase()
  const found = people.filter(
    (person) =>
      (role === '' || person.grants.some((grant) => grant.role === role)) &&
      `${person.name} ${person.email} ${person.grants.map((grant) => reachOf(grant.scopes)).join(' ')}`
        .toLowerCase()
        .includes(wanted),
  )
  const shown = all ? found : found.slice(0, shownAtFirst)
  return (
    <Panel title={t('title')} count={number(found.length)} flush className="people-list">
      <div className="people-filter">
        <TextField label={t('find')} type="search" value={typed} onChange={setTyped} />
        <SelectField
          label={t('role')}
          value={role}
          onChange={setRole}
          placeholder={t('anyRole')}
          options={roleOrder.map((one) => ({ value: one, label: words(`roles.${one}`) }))}
        />
      </div>
      {found.length === 0 ? (
        <EmptyState icon={Users} title={t('none')}>
          {t('noneHint')}
        </EmptyState>
      ) : (
        <Rows label={t('title')}>
          {shown.map((person) => (
            <PersonRow key={person.id} person={person} onOpen={() => onOpen(person.id)} />
          ))}
        </Rows>
      )}
      {shown.length < found.length && (
        <div className="people-more">
          <Button onClick={() => setAll(true)}>{t('more', { count: found.length - shown.length })}</Button>
        </div>
      )}
    </Panel>
  )
}

function PersonRow({ person, onOpen }: { person: Person; onOpen: () => void }) {
  const { t } = useTexts('people')
  const { t: words } = useTexts('shell')
  const { calendarDay } = useFormat()
  const home = useHomeZone()
  const reachOf = useReach()
  const state = stateOf(person, toWall(useNow(), home.zone).slice(0, 10))
  const [tone, icon] = looks[state]
  const roles = person.grants.map((grant) => `${words(`roles.${grant.role}`)} · ${reachOf(grant.scopes)}`)
  return (
    <ListRow
      title={person.name}
      struck={state === 'left'}
      meta={
        <>
          {roles.length === 0 ? <span>{t('noRole')}</span> : roles.map((one) => <span key={one}>{one}</span>)}
          {person.leavesOn !== null && <span>{t('leaves', { day: calendarDay(person.leavesOn) })}</span>}
        </>
      }
      end={
        <>
          <Chip tone={tone} icon={icon}>
            {t(`state.${state}`)}
          </Chip>
          {person.isSample && <ViewAs person={person} />}
          <Button size="small" onClick={onOpen}>
            {t('open')}
            <span className="vh">: {person.name}</span>
          </Button>
        </>
      }
    />
  )
}
