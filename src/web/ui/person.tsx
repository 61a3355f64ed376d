import './panel.css'

/** Initials, name, and the capacity in which somebody acts. */
export function Person({ name, capacity }: { name: string; capacity: string }) {
  return (
    <span className="person">
      <Avatar name={name} />
      <span className="grow">
        <b>{name}</b>
        <small>{capacity}</small>
      </span>
    </span>
  )
}

export function Avatar({ name }: { name: string }) {
  return (
    <span className="avatar" aria-hidden="true">
      {initials(name)}
    </span>
  )
}

const initials = (name: string): string => {
  const words = name.split(/\s+/).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => word?.[0]?.toUpperCase() ?? '').join('')
}
