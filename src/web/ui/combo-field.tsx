import { useCombobox } from 'downshift'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { useTexts } from '../i18n/index.ts'
import { cx } from './cx.ts'
import { ChevronDown, CircleAlert } from './icons.ts'
import './field.css'

export type ComboOption = { value: string; label: string; note?: string }

/** A field that finds one of many while you type: missions, partners, facts. `note` is searched too. */
export function ComboField({
  label,
  hint,
  error,
  value,
  onChange,
  options,
  placeholder,
  autoFocus,
}: {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  value: string | undefined
  onChange: (value: string | undefined) => void
  options: readonly ComboOption[]
  placeholder?: string
  autoFocus?: boolean
}) {
  const { t } = useTexts('ui')
  const id = useId()
  const [typed, setTyped] = useState('')
  const found = useMemo(() => options.filter((option) => matches(option, typed)), [options, typed])
  const box = useCombobox<ComboOption>({
    items: found,
    selectedItem: options.find((option) => option.value === value) ?? null,
    itemToString: (option) => option?.label ?? '',
    onInputValueChange: ({ inputValue, type }) => {
      setTyped(type === useCombobox.stateChangeTypes.InputChange ? inputValue : '')
    },
    onSelectedItemChange: ({ selectedItem }) => onChange(selectedItem?.value),
  })
  const described = error !== undefined || hint !== undefined ? `${id}-d` : undefined
  return (
    <div className="field">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: downshift's props tie it to the input */}
      <label {...box.getLabelProps()}>{label}</label>
      <div className="combo">
        <input
          {...box.getInputProps({
            // With the list closed, Escape belongs to the dialog around; downshift would empty the field first.
            onKeyDown: (event) => {
              if (event.key === 'Escape' && !box.isOpen)
                Object.assign(event.nativeEvent, { preventDownshiftDefault: true })
            },
          })}
          className={cx('input', error !== undefined && 'bad')}
          placeholder={placeholder}
          // biome-ignore lint/a11y/noAutofocus: only where a dialog opens to be typed into
          autoFocus={autoFocus}
          aria-describedby={described}
          aria-invalid={error !== undefined || undefined}
        />
        <button {...box.getToggleButtonProps({ 'aria-label': t('combo.open') })} className="combo-toggle" type="button">
          <ChevronDown className="s" />
        </button>
        <ul {...box.getMenuProps()} className="combo-list" hidden={!box.isOpen}>
          {box.isOpen &&
            found.map((option, index) => (
              <li
                key={option.value}
                {...box.getItemProps({ item: option, index })}
                className="combo-option"
                data-active={box.highlightedIndex === index || undefined}
              >
                {option.label}
                {option.note !== undefined && <small>{option.note}</small>}
              </li>
            ))}
          {box.isOpen && found.length === 0 && <li className="combo-none">{t('combo.none', { typed })}</li>}
        </ul>
      </div>
      {error !== undefined ? (
        <p className="field-error" id={described}>
          <CircleAlert className="s" />
          <span>{error}</span>
        </p>
      ) : (
        hint !== undefined && (
          <p className="hint" id={described}>
            {hint}
          </p>
        )
      )}
    </div>
  )
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Every typed word begins a word of the option. */
const matches = (option: ComboOption, typed: string): boolean => {
  const words = plain(`${option.label} ${option.note ?? ''}`).split(/[\s,.()–-]+/)
  return plain(typed)
    .split(/\s+/)
    .filter(Boolean)
    .every((start) => words.some((word) => word.startsWith(start)))
}
