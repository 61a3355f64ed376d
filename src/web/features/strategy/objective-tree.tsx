import { useTexts } from '../../i18n/index.ts'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import { Chip } from '../../ui/chip.tsx'
import type { Language } from '../../ui/format.ts'
import { CalendarPlus, CircleDashed } from '../../ui/icons.ts'
import type { Branch, Node } from './versions.ts'

type Props = {
  branches: readonly Branch[]
  selected: string | undefined
  language: Language
  onSelect: (code: string) => void
}

/** The tree as nested lists: one button a node, indented by depth. */
export function ObjectiveTree({ branches, ...rest }: Props) {
  return (
    <ul className="strategy-tree">
      {branches.map(({ node, children }) => (
        <li key={node.code}>
          <NodeButton node={node} {...rest} />
          {children.length > 0 && <ObjectiveTree branches={children} {...rest} />}
        </li>
      ))}
    </ul>
  )
}

export const nameOf = (node: Node, language: Language): string =>
  language === 'id' ? node.shown.nameId : node.shown.nameEn

function NodeButton({ node, selected, language, onSelect }: Omit<Props, 'branches'> & { node: Node }) {
  const { t } = useTexts('strategy')
  return (
    <button
      type="button"
      className="strategy-node"
      aria-current={node.code === selected || undefined}
      onClick={() => onSelect(node.code)}
    >
      <span className="grow">
        <ObjectiveTag code={node.code} fallback="" words={nameOf(node, language)} />
        <small className="mute">{node.shown.ownerUnit}</small>
      </span>
      {node.state === 'ended' && <Chip icon={CircleDashed}>{t('state.ended')}</Chip>}
      {(node.state === 'announced' || node.next !== undefined) && (
        <Chip tone="accent" icon={CalendarPlus}>
          {node.next ? t('state.changes') : t('state.announced')}
        </Chip>
      )}
    </button>
  )
}
