import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Item } from '../../../contract/items.ts'
import { ApiProblem, api } from '../../api/index.ts'
import { dropDeviceDraft, keepDeviceDraft, readDeviceDraft } from './device-draft.ts'
import { type Change, type Draft, draftOf, same, sendable, withoutMarks } from './model.ts'

/** Quiet time after the last key before the draft goes to the server. */
const autosaveMs = 1200
const retryMs = 15_000

export type SaveState = 'clean' | 'dirty' | 'saving' | 'failed'
export type Editor = ReturnType<typeof useEditor>

/**
 * The draft of one item: kept on the device with every key, on the server after a pause. A conflict stops saving and
 * shows both; nothing typed is dropped before a person chose. `auto` is off for items in review or approved: there a
 * change undoes a decision, so it goes out only when somebody presses save.
 */
export function useEditor({
  missionId,
  item: given,
  initial,
  newKey,
}: {
  missionId: string
  /** undefined for a new item, which is created with the first save. */
  item: Item | undefined
  initial: Draft
  /** Where a new item is kept on the device before it has an id. */
  newKey: string
}) {
  const client = useQueryClient()
  const [start] = useState(() => begin(given, initial, newKey))
  const [item, setItem] = useState(given)
  const [draft, setDraft] = useState(start.draft)
  const [saved, setSaved] = useState(start.saved)
  const [theirs, setTheirs] = useState(start.theirs)
  const [state, setState] = useState<SaveState>(same(start.draft, start.saved) ? 'clean' : 'dirty')
  const [savedAt, setSavedAt] = useState(given === undefined ? undefined : new Date(given.updatedAt))
  const [error, setError] = useState<unknown>()
  const [restored, setRestored] = useState(start.restored)
  const running = useRef<Promise<Item | undefined>>(undefined)
  const latest = useRef({ item, draft, saved, theirs })
  latest.current = { item, draft, saved, theirs }
  const [createKey] = useState(() => `${newKey}-${Date.now()}-${Math.random().toString(36).slice(2)}`.slice(0, 128))
  const key = item?.id ?? newKey
  const dirty = !same(draft, saved)

  const change: Change = useCallback((part) => setDraft((old) => ({ ...old, ...part })), [])

  useEffect(() => {
    if (!dirty) return
    keepDeviceDraft(key, { draft, revision: latest.current.item?.revision ?? 0, at: new Date().toISOString() })
    setState((now) => (now === 'saving' ? now : 'dirty'))
  }, [draft, dirty, key])

  const accept = useCallback(
    (next: Item, sent: Draft) => {
      client.setQueryData(['GET /api/v1/items/:itemId', { itemId: next.id }, {}], next)
      void client.invalidateQueries({ queryKey: ['GET /api/v1/items'] })
      const before = latest.current
      if (before.item === undefined) {
        dropDeviceDraft(newKey)
        showAddress(next.id)
      }
      setItem(next)
      setSavedAt(new Date(next.updatedAt))
      setError(undefined)
      if (same(before.draft, sent)) {
        const calm = withoutMarks(sent)
        setDraft(calm)
        setSaved(calm)
        dropDeviceDraft(next.id)
        setState('clean')
      } else {
        setSaved(sent)
        setState('dirty')
        keepDeviceDraft(next.id, { draft: before.draft, revision: next.revision, at: new Date().toISOString() })
      }
    },
    [client, newKey],
  )

  const write = useCallback(
    async (revision?: number): Promise<Item | undefined> => {
      const { item: current, draft: sent } = latest.current
      setState('saving')
      try {
        const body = sendable(sent)
        const next =
          current === undefined
            ? await api('POST /api/v1/items', { body: { ...body, missionId }, idempotencyKey: createKey })
            : await api('PUT /api/v1/items/:itemId', {
                params: { itemId: current.id },
                body: { ...body, revision: revision ?? current.revision },
              })
        accept(next, sent)
        return next
      } catch (cause) {
        setState('failed')
        if (cause instanceof ApiProblem && cause.key === 'item.changed_meanwhile' && current !== undefined) {
          setTheirs(await api('GET /api/v1/items/:itemId', { params: { itemId: current.id } }))
        } else setError(cause)
        return undefined
      }
    },
    [accept, createKey, missionId],
  )

  /** Saves what is there now, after a save that is under way. Resolves with the item, or undefined after a refusal. */
  const save = useCallback(async (): Promise<Item | undefined> => {
    await running.current
    if (latest.current.theirs !== undefined) return undefined
    const { item: now, draft: typed, saved: known } = latest.current
    if (now !== undefined && same(typed, known)) return now
    running.current = write()
    const done = await running.current
    running.current = undefined
    return done
  }, [write])

  const auto = item === undefined || item.status === 'draft' || item.status === 'returned'
  // A new item is created once there is something to keep.
  const worthy = item !== undefined || draft.title !== '' || draft.texts.some((one) => one.text !== '')
  // biome-ignore lint/correctness/useExhaustiveDependencies: every key starts the pause anew
  useEffect(() => {
    if (!dirty || !auto || !worthy || theirs !== undefined || state === 'saving') return
    const refused = error instanceof ApiProblem && error.status >= 400 && error.status < 500
    // After a refusal only a change may help; after silence, time may.
    const timer = setTimeout(() => void save(), state === 'failed' && !refused ? retryMs : autosaveMs)
    return () => clearTimeout(timer)
  }, [draft, dirty, auto, worthy, theirs, state, error, save])

  useEffect(() => {
    const again = () => void save()
    addEventListener('online', again)
    return () => removeEventListener('online', again)
  }, [save])

  const keepMine = () => {
    const now = theirs
    if (now === undefined) return
    setTheirs(undefined)
    setItem(now)
    latest.current = { ...latest.current, theirs: undefined, item: now }
    void write(now.revision)
  }
  const take = (next: Item) => {
    const clean = draftOf(next)
    dropDeviceDraft(next.id)
    client.setQueryData(['GET /api/v1/items/:itemId', { itemId: next.id }, {}], next)
    setTheirs(undefined)
    setItem(next)
    setDraft(clean)
    setSaved(clean)
    setSavedAt(new Date(next.updatedAt))
    setState('clean')
    setError(undefined)
    setRestored(false)
  }
  return { item, draft, change, save, state, dirty, savedAt, error, theirs, keepMine, take, restored, auto }
}

function begin(item: Item | undefined, initial: Draft, newKey: string) {
  const saved = item === undefined ? initial : draftOf(item)
  const kept = readDeviceDraft(item?.id ?? newKey)
  if (kept === undefined || same(kept.draft, saved)) return { draft: saved, saved, restored: false, theirs: undefined }
  const overtaken = item !== undefined && kept.revision < item.revision
  return { draft: kept.draft, saved, restored: true, theirs: overtaken ? item : undefined }
}

/**
 * Puts the new item's own address in the bar without a change of screen, so that nobody loses the cursor in the middle
 * of a word. The prototype's function is used because the router listens on the object's.
 */
function showAddress(id: string): void {
  History.prototype.replaceState.call(history, history.state, '', `/kiriman/${id}`)
}
