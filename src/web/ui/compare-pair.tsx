import { Fragment, type ReactNode } from 'react'
import { differences } from './differences.ts'
import './writing.css'

export type CompareSide = {
  title: string
  /** When, and the fingerprint. */
  note?: ReactNode
  text: string
  lang?: string
  dir?: 'rtl' | 'ltr'
}

/** What we sent beside what was found; words that differ are marked in the second. */
export function ComparePair({ sent, found, foot }: { sent: CompareSide; found: CompareSide; foot?: ReactNode }) {
  return (
    <div className="compare">
      <div>
        <h3>{sent.title}</h3>
        {sent.note !== undefined && <small>{sent.note}</small>}
        <div className="compare-text" lang={sent.lang} dir={sent.dir ?? 'auto'}>
          {sent.text}
        </div>
      </div>
      <div>
        <h3>{found.title}</h3>
        {found.note !== undefined && <small>{found.note}</small>}
        <div className="compare-text found" lang={found.lang} dir={found.dir ?? 'auto'}>
          {differences(sent.text, found.text).map((run, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity beyond their place in the text
            <Fragment key={index}>
              {run.known ? run.words : <mark>{run.words}</mark>}
              {run.gap}
            </Fragment>
          ))}
        </div>
        {foot}
      </div>
    </div>
  )
}
