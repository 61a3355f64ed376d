import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'

/** What is wider than its panel scrolls here, never the page; keys reach it only while there is something to scroll. */
export function ScrollArea({ label, children }: { label: string; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null)
  const [scrolls, setScrolls] = useState(false)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = () => setScrolls(element.scrollWidth > element.clientWidth + 1)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset; a landmark of the panel's own name would be one too many
    <div ref={ref} role="group" className="scroll-x" aria-label={label} tabIndex={scrolls ? 0 : undefined}>
      {children}
    </div>
  )
}
