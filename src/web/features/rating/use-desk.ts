import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { BlindTask } from '../../../contract/rating.ts'
import { ApiProblem, type ApiResponse, api } from '../../api/index.ts'
import { bodyOf, type Draft, emptyDraft, isReady } from './draft.ts'

type Progress = ApiResponse<'POST /api/v1/rating/claims'>['progress']
type Group = 'id' | 'en' | 'other'
type Done = { readonly task: BlindTask; readonly draft: Draft }

/** Texts are fetched ahead, so that the next one is there when a key is pressed; ratings are sent behind one's back. */
export function useDesk(differing: boolean, groups: readonly Group[]) {
  // Keys come faster than pictures: what the next one meets is kept beside what is drawn.
  const [queue, setQueue, queueNow] = useKept<readonly BlindTask[]>([])
  const [draft, setDraft, draftNow] = useKept(emptyDraft)
  const [progress, setProgress] = useState<Progress>()
  const [last, setLast, lastNow] = useKept<Done | undefined>(undefined)
  const [problem, setProblem] = useState<unknown>()
  const [isDry, setDry] = useState(false)
  const sent = useRef(new Set<string>())
  const shownAt = useRef(performance.now())
  const sending = useRef<Promise<unknown>>(Promise.resolve())
  const key = `${differing} ${groups.join()}`

  const claim = useMutation({
    mutationFn: async () => {
      // Ratings on their way are waited for: what they rate must not come again.
      await sending.current
      return {
        key,
        ...(await api('POST /api/v1/rating/claims', { body: { limit: 10, differing, groups: [...groups] } })),
      }
    },
    onSuccess: ({ key: asked, tasks, progress: own }) => {
      if (asked !== key) return
      setProgress(own)
      setDry(tasks.length < 10)
      setQueue((before) => [
        ...before,
        ...tasks.filter(({ id }) => !sent.current.has(id) && !before.some((one) => one.id === id)),
      ])
    },
  })
  const { mutate, isPending } = claim

  // biome-ignore lint/correctness/useExhaustiveDependencies: another desk begins anew
  useEffect(() => {
    setQueue([])
    setDraft(emptyDraft)
    setLast(undefined)
    setDry(false)
    mutate()
  }, [key])

  useEffect(() => {
    if (queue.length < 4 && !isDry && !isPending && !claim.isError && claim.isSuccess) mutate()
  }, [queue.length, isDry, isPending, claim.isError, claim.isSuccess, mutate])

  const task = queue[0]
  const shownId = task?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock begins with each text
  useEffect(() => {
    shownAt.current = performance.now()
  }, [shownId])

  const save = useCallback(() => {
    const task = queueNow()[0]
    const draft = draftNow()
    if (!task || !isReady(draft)) return
    const body = bodyOf(draft, task, performance.now() - shownAt.current)
    sent.current.add(task.id)
    setProblem(undefined)
    setQueue((before) => before.slice(1))
    setDraft(emptyDraft)
    setLast({ task, draft })
    sending.current = sending.current.then(() =>
      api('PUT /api/v1/rating/tasks/:taskId', { params: { taskId: task.id }, body }).then(
        setProgress,
        (error: unknown) => {
          setProblem(error)
          setLast(undefined)
          // Somebody else was faster: the text is done. Anything else: it comes back with what was said of it.
          if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) return
          sent.current.delete(task.id)
          setQueue((before) => [task, ...before])
          setDraft(draft)
        },
      ),
    )
  }, [queueNow, draftNow, setQueue, setDraft, setLast])

  const undo = useCallback(async () => {
    await sending.current
    const last = lastNow()
    if (!last) return
    try {
      const back = await api('DELETE /api/v1/rating/tasks/:taskId', { params: { taskId: last.task.id } })
      sent.current.delete(back.id)
      setQueue((before) => [back, ...before.filter(({ id }) => id !== back.id)])
      setDraft(last.draft)
      setLast(undefined)
      setProblem(undefined)
      setProgress((before) => before && { ...before, done: before.done - 1, left: before.left + 1 })
    } catch (error) {
      setProblem(error)
    }
  }, [lastNow, setQueue, setDraft, setLast])

  const skip = useCallback(async () => {
    const task = queueNow()[0]
    if (!task) return
    sent.current.add(task.id)
    setQueue((before) => before.slice(1))
    setDraft(emptyDraft)
    try {
      setProgress(await api('POST /api/v1/rating/tasks/:taskId/skip', { params: { taskId: task.id } }))
    } catch (error) {
      setProblem(error)
    }
  }, [queueNow, setQueue, setDraft])

  return {
    task,
    draft,
    setDraft,
    /** The text and the draft as they are this moment, drawn or not. */
    moment: () => ({ task: queueNow()[0], draft: draftNow() }),
    progress,
    problem: problem ?? claim.error ?? undefined,
    retry: () => mutate(),
    isWaiting: task === undefined && (isPending || (!isDry && !claim.isError)),
    mayUndo: last !== undefined,
    save,
    undo,
    skip,
  }
}

/** State that can be read at once, before it is drawn. */
function useKept<T>(first: T): [drawn: T, set: (next: T | ((before: T) => T)) => void, now: () => T] {
  const kept = useRef(first)
  const [drawn, draw] = useState(first)
  const set = useCallback((next: T | ((before: T) => T)) => {
    kept.current = typeof next === 'function' ? (next as (before: T) => T)(kept.current) : next
    draw(() => kept.current)
  }, [])
  const now = useCallback(() => kept.current, [])
  return [drawn, set, now]
}
