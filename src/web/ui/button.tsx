import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from './cx.ts'
import { type Icon, Loader } from './icons.ts'
import './button.css'

/** One primary button per view. Danger is outlined red and never stands first. */
export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger'

type Look = {
  kind?: ButtonKind | undefined
  size?: 'small' | 'large' | undefined
  icon?: Icon | undefined
  /** Icon behind the words, for a button that leads on. */
  iconAfter?: Icon | undefined
  /** Shows only the icon; `children` become its name. */
  iconOnly?: boolean | undefined
}

export type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
    ref?: Ref<HTMLButtonElement>
    /** Says what is being done; the button stays in place and takes no second press. */
    busy?: ReactNode
    /** Off, but still reachable: say why with `aria-describedby`, so that nobody meets a dead button in silence. */
    off?: boolean | undefined
    children: ReactNode
  }

export function Button(props: ButtonProps) {
  const {
    kind,
    size,
    icon,
    iconAfter,
    iconOnly,
    busy,
    off,
    children,
    className,
    onClick,
    type = 'button',
    ...rest
  } = props
  const working = busy !== undefined && busy !== false && busy !== null
  const silent = working || off === true
  return (
    <button
      {...rest}
      type={type}
      className={cx(buttonClass({ kind, size, iconOnly }), className)}
      aria-disabled={silent || undefined}
      aria-busy={working || undefined}
      onClick={(event) => {
        if (silent) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {inside(
        { icon: working ? Loader : icon, iconAfter: working ? undefined : iconAfter, iconOnly },
        working && busy !== true ? busy : children,
      )}
    </button>
  )
}

type AnchorProps = Look & AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }

function Anchor({ kind, size, icon, iconAfter, iconOnly, className, children, ...rest }: AnchorProps) {
  return (
    <a {...rest} className={cx(buttonClass({ kind, size, iconOnly }), className)}>
      {inside({ icon, iconAfter, iconOnly }, children)}
    </a>
  )
}

/** A link that looks like a button: `<ButtonLink to="/kiriman" kind="primary">`. */
export const ButtonLink = createLink(Anchor)

const buttonClass = ({ kind = 'plain', size, iconOnly }: Look): string =>
  cx('btn', kind !== 'plain' && kind, size, iconOnly && 'icon-only')

function inside({ icon: Before, iconAfter: After, iconOnly }: Look, children: ReactNode): ReactNode {
  return (
    <>
      {Before && <Before className="s" />}
      {iconOnly ? <span className="vh">{children}</span> : children}
      {After && <After className="s" />}
    </>
  )
}
