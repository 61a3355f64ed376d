import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTexts } from '../i18n/index.ts'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import { X } from './icons.ts'
import './dialog.css'

/**
 * The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back. On a phone it
 * rises as a sheet. `acts` hold one primary button; the way out is always there.
 */
export function Dialog({
  open,
  onClose,
  title,
  children,
  acts,
  wide,
  sheet,
}: {
  open: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  acts?: ReactNode
  wide?: boolean
  /** Rises from the bottom on every screen, as for an approval. */
  sheet?: boolean
}) {
  const { t } = useTexts('ui')
  const id = useId()
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    if (open && !dialog.open) dialog.showModal()
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click only adds the veil.
    <dialog
      ref={ref}
      className={cx('dialog', wide && 'wide', sheet && 'sheet')}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === ref.current) onClose()
      }}
    >
      {open && (
        <div className="dialog-inside">
          <span className="dialog-grab" aria-hidden="true" />
          <header>
            <h2 id={id}>{title}</h2>
            <Button kind="quiet" icon={X} iconOnly onClick={onClose}>
              {t('close')}
            </Button>
          </header>
          <div className="dialog-body">{children}</div>
          {acts !== undefined && <div className="dialog-acts">{acts}</div>}
        </div>
      )}
    </dialog>
  )
}
