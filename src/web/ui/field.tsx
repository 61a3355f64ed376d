import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { cx } from './cx.ts'
import { ChevronDown, CircleAlert } from './icons.ts'
import './field.css'

type Frame = {
  label: ReactNode
  /** How to answer, under the field. */
  hint?: ReactNode
  /** What is wrong and how to mend it; replaces the hint. */
  error?: ReactNode
  /** A count or unit at the end of the label's line. */
  aside?: ReactNode
}

type Own<T> = Frame & Omit<T, 'id' | 'className' | 'onChange' | 'size'> & { onChange?: (value: string) => void }

export function TextField({
  label,
  hint,
  error,
  aside,
  onChange,
  ref,
  ...rest
}: Own<InputHTMLAttributes<HTMLInputElement>> & { ref?: Ref<HTMLInputElement> }) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(wiring) => (
        <input
          {...rest}
          {...wiring}
          ref={ref}
          className={cx('input', error !== undefined && 'bad')}
          onChange={(event) => onChange?.(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

export function TextArea({
  label,
  hint,
  error,
  aside,
  onChange,
  rows = 3,
  ref,
  ...rest
}: Own<TextareaHTMLAttributes<HTMLTextAreaElement>> & { ref?: Ref<HTMLTextAreaElement> }) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(wiring) => (
        <textarea
          {...rest}
          {...wiring}
          ref={ref}
          rows={rows}
          className={cx('input', error !== undefined && 'bad')}
          onChange={(event) => onChange?.(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** The device's own list: quick on a phone, known to every screen reader. For long lists take `ComboField`. */
export function SelectField({
  label,
  hint,
  error,
  aside,
  onChange,
  options,
  placeholder,
  ...rest
}: Own<SelectHTMLAttributes<HTMLSelectElement>> & {
  options: readonly { value: string; label: string }[]
  placeholder?: string
}) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(wiring) => (
        <div className="select">
          <select
            {...rest}
            {...wiring}
            className={cx('input', error !== undefined && 'bad')}
            onChange={(event) => onChange?.(event.currentTarget.value)}
          >
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown className="s" />
        </div>
      )}
    </Field>
  )
}

/** Label, control, and hint or error, tied together for screen readers. For a control of your own. */
export function Field({ label, hint, error, aside, children }: Frame & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const described = error !== undefined || hint !== undefined
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        {aside !== undefined && <span className="hint num">{aside}</span>}
      </div>
      {children({
        id,
        'aria-describedby': described ? `${id}-d` : undefined,
        'aria-invalid': error !== undefined || undefined,
      })}
      {error !== undefined ? (
        <p className="field-error" id={`${id}-d`}>
          <CircleAlert className="s" />
          <span>{error}</span>
        </p>
      ) : (
        hint !== undefined && (
          <p className="hint" id={`${id}-d`}>
            {hint}
          </p>
        )
      )}
    </div>
  )
}

export type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

/** A box to tick, or one of several (`type="radio"` with a shared `name`). */
export function Choice({
  children,
  note,
  type = 'checkbox',
  onChange,
  ...rest
}: Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className' | 'onChange' | 'type'> & {
  type?: 'checkbox' | 'radio'
  note?: ReactNode
  onChange?: (checked: boolean) => void
}) {
  return (
    <label className="choice">
      <input {...rest} type={type} onChange={(event) => onChange?.(event.currentTarget.checked)} />
      <span className="grow">
        {children}
        {note !== undefined && <small>{note}</small>}
      </span>
    </label>
  )
}

/** Several choices under one question. */
export function ChoiceGroup({ legend, hint, children }: { legend: ReactNode; hint?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      {hint !== undefined && <p className="hint">{hint}</p>}
      <div className="choices">{children}</div>
    </fieldset>
  )
}
