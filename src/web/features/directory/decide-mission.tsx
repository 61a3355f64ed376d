import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mission } from '../../../contract/missions.ts'
import { ApiProblem, api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, ChoiceGroup, TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { toast } from '../../ui/toast.tsx'
import { useAccountCounts } from './account-counts.ts'
import { useDecides } from './use-decides.ts'

type Decision = { isHardship: boolean | null; openedOn: string | null; closedOn: string | null }
const hardships = [
  [true, 'hardshipYes'],
  [false, 'hardshipNo'],
  [null, 'hardshipUnset'],
] as const

/** What the ministry decides about a mission, with what each decision changes before it is saved. */
export function DecideMission({ mission }: { mission: Mission }) {
  const { t } = useTexts('directory')
  const [open, setOpen] = useState(false)
  if (!useDecides() || mission.isHeadquarters) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('decide.open')}
      </Button>
      {open && <DecideDialog mission={mission} onClose={() => setOpen(false)} />}
    </>
  )
}

function DecideDialog({ mission, onClose }: { mission: Mission; onClose: () => void }) {
  const { t } = useTexts('directory')
  const queries = useQueryClient()
  const before: Decision = {
    isHardship: mission.isHardship,
    openedOn: mission.openedOn,
    closedOn: mission.closedOn,
  }
  const [wish, setWish] = useState(before)
  const put = (body: Decision) => api('PATCH /api/v1/missions/:missionId', { params: { missionId: mission.id }, body })
  const refresh = () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('GET /api/v1/missions') })
  const undo = useMutation({
    mutationFn: () => put(before),
    onSuccess: () => {
      void refresh()
      toast(t('decide.undone'))
    },
  })
  const save = useMutation({
    mutationFn: () => put(wish),
    onSuccess: () => {
      void refresh()
      toast(t('decide.saved', { name: mission.shortName }), () => undo.mutate())
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('decide.title', { name: mission.shortName })}
      acts={
        <Button kind="primary" busy={save.isPending && t('decide.saving')} onClick={() => save.mutate()}>
          {t('decide.save')}
        </Button>
      }
    >
      <div className="stack">
        <ChoiceGroup
          legend={t('decide.hardship')}
          hint={t('decide.hardshipEffect', { peer: t(`facts.peers.${peerOf(mission, wish.isHardship)}`) })}
        >
          {hardships.map(([value, word]) => (
            <Choice
              key={word}
              type="radio"
              name="hardship"
              checked={wish.isHardship === value}
              onChange={() => setWish({ ...wish, isHardship: value })}
            >
              {t(`decide.${word}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        <TextField
          label={t('decide.opened')}
          hint={t('decide.openedHint')}
          type="date"
          value={wish.openedOn ?? ''}
          onChange={(day) => setWish({ ...wish, openedOn: day || null })}
        />
        <TextField
          label={t('decide.closed')}
          hint={t('decide.closedHint')}
          type="date"
          value={wish.closedOn ?? ''}
          onChange={(day) => setWish({ ...wish, closedOn: day || null })}
        />
        <Effects mission={mission} wish={wish} />
        {save.error && <ErrorNote error={save.error instanceof ApiProblem ? save.error : {}} />}
      </div>
    </Dialog>
  )
}

const border = 40_000_000

/** As the server groups missions (MEA-07): hardship first, then host population. */
function peerOf(mission: Mission, isHardship: boolean | null): Mission['peerGroup'] {
  if (isHardship) return 'hardship'
  return (mission.hostPopulation ?? 0) > border ? 'over_40_million' : 'up_to_40_million'
}

function Effects({ mission, wish }: { mission: Mission; wish: Decision }) {
  const { t } = useTexts('directory')
  const counts = useAccountCounts().get(mission.id)
  const closes = wish.closedOn !== mission.closedOn && wish.closedOn !== null
  const opens = wish.openedOn !== mission.openedOn && wish.openedOn !== null
  return (
    <section aria-live="polite" className="stack">
      <h3>{t('decide.effects')}</h3>
      {!closes && !opens && <p className="soft">{t('decide.none')}</p>}
      {opens && wish.openedOn !== null && (
        <>
          <CountLine mission={mission} day={wish.openedOn} by={1} />
          <p className="soft">{t('decide.kitsOpen')}</p>
        </>
      )}
      {closes && wish.closedOn !== null && (
        <>
          <CountLine mission={mission} day={wish.closedOn} by={-1} />
          <p className="soft">{t('decide.kits')}</p>
          {counts && <p className="soft">{t('decide.accounts', { count: counts.total })}</p>}
          <p className="soft">{t('decide.stays')}</p>
        </>
      )}
    </section>
  )
}

/** How many missions there are on that day without and with the decision. */
function CountLine({ mission, day, by }: { mission: Mission; day: string; by: 1 | -1 }) {
  const { t } = useTexts('directory')
  const { calendarDay, number } = useFormat()
  const { data } = useQuery(apiQuery('GET /api/v1/missions', { query: { on: day } }))
  if (!data) return <p className="soft">{t('decide.counting')}</p>
  const others = data.missions.filter(({ id }) => id !== mission.id).length
  const [before, after] = by === -1 ? [others + 1, others] : [others, others + 1]
  return <p>{t('decide.count', { day: calendarDay(day), before: number(before), after: number(after) })}</p>
}
