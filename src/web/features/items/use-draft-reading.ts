import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../api/index.ts'

/** Quiet time after the last key before the text is read. */
const quietMs = 700
/** Shorter texts say too little to be read. */
const leastLetters = 20

/**
 * What the text reads as, a moment after the writer paused. The last reading stays until the next one is there; without
 * a line to the server there is none, and writing goes on.
 */
export function useDraftReading(text: string, language: string) {
  const [calm, setCalm] = useState({ text, language })
  useEffect(() => {
    const timer = setTimeout(() => setCalm({ text, language }), quietMs)
    return () => clearTimeout(timer)
  }, [text, language])
  const { data } = useQuery({
    queryKey: ['draft-reading', calm.language, calm.text],
    queryFn: () => api('POST /api/v1/readings/draft', { body: calm }),
    enabled: calm.text.trim().length >= leastLetters,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  })
  return text.trim().length < leastLetters ? undefined : data
}
