import type { MessageDetail } from '../../../contract/messages.ts'

type Because = NonNullable<MessageDetail['reading']>['because'][number]

/** Parts of a text, in order; those that decided the reading are marked. Spans that overlap are joined. */
export function markedParts(
  text: string,
  because: readonly Pick<Because, 'start' | 'end'>[],
): readonly { at: number; text: string; marked: boolean }[] {
  const parts: { at: number; text: string; marked: boolean }[] = []
  let done = 0
  const push = (end: number, marked: boolean) => {
    if (end > done) parts.push({ at: done, text: text.slice(done, end), marked })
    done = Math.max(done, end)
  }
  for (const { start, end } of because.toSorted((a, b) => a.start - b.start)) {
    push(Math.min(start, text.length), false)
    push(Math.min(end, text.length), true)
  }
  push(text.length, false)
  return parts
}

export function MarkedText({
  text,
  language,
  because,
}: {
  text: string
  language: string
  because: readonly Because[]
}) {
  return (
    <p className="message-text" lang={language} dir="auto">
      {markedParts(text, because).map((part) =>
        part.marked ? <mark key={part.at}>{part.text}</mark> : <span key={part.at}>{part.text}</span>,
      )}
    </p>
  )
}
