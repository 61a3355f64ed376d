import type { AllTexts } from '../i18n/index.ts'
import {
  AudioLines,
  BadgeCheck,
  BookOpenText,
  CalendarDays,
  ChartColumn,
  FileText,
  Handshake,
  type Icon,
  Image,
  Inbox,
  KeyRound,
  LayoutDashboard,
  MapPin,
  Megaphone,
  MessageCircleQuestionMark,
  PackageOpen,
  PenLine,
  Scale,
  ScrollText,
  Send,
  Settings,
  ShieldCheck,
  Siren,
  Sun,
  Target,
  Upload,
  Users,
} from '../ui/icons.ts'
import type { Role } from './session.ts'

export type NavWord = keyof AllTexts['shell']['nav']
export type NavItem = {
  readonly to: string
  readonly word: NavWord
  readonly icon: Icon
  readonly roles: readonly Role[]
}
export type NavGroup = { readonly word?: NavWord; readonly items: readonly NavItem[] }

const mission: readonly Role[] = ['mission_officer', 'head_of_mission']
const headquarters: readonly Role[] = ['strategist', 'editor', 'regional_desk', 'leadership']

const groups: readonly NavGroup[] = [
  {
    items: [
      { to: '/hari-ini', word: 'today', icon: Sun, roles: [...mission, 'editor', 'regional_desk'] },
      { to: '/papan', word: 'board', icon: LayoutDashboard, roles: headquarters },
      { to: '/hari-ini', word: 'today', icon: Sun, roles: ['strategist', 'leadership'] },
      { to: '/persetujuan', word: 'approvals', icon: ShieldCheck, roles: ['head_of_mission'] },
      { to: '/antrean', word: 'queue', icon: Inbox, roles: ['editor', 'regional_desk', 'strategist'] },
      { to: '/kalender', word: 'calendar', icon: CalendarDays, roles: [...mission, 'editor', 'regional_desk'] },
      { to: '/kiriman', word: 'items', icon: Send, roles: [...mission, 'editor', 'regional_desk'] },
      { to: '/kampanye', word: 'kits', icon: PackageOpen, roles: mission },
      { to: '/kampanye', word: 'campaigns', icon: Megaphone, roles: headquarters },
      { to: '/perwakilan', word: 'missions', icon: MapPin, roles: [...headquarters, 'administrator'] },
      { to: '/pertanyaan', word: 'questions', icon: MessageCircleQuestionMark, roles: mission },
      { to: '/keselarasan', word: 'alignment', icon: AudioLines, roles: mission },
      { to: '/penilaian', word: 'rating', icon: Scale, roles: ['rater'] },
    ],
  },
  {
    word: 'mission',
    items: [
      { to: '/akun', word: 'accounts', icon: KeyRound, roles: mission },
      { to: '/impor', word: 'imports', icon: Upload, roles: [...mission, 'strategist', 'editor', 'administrator'] },
      { to: '/pustaka', word: 'library', icon: Image, roles: [...mission, 'editor', 'strategist'] },
      { to: '/sasaran', word: 'objectives', icon: Target, roles: headquarters },
      { to: '/bauran', word: 'mixes', icon: Scale, roles: [...mission, ...headquarters] },
      { to: '/narasi', word: 'narratives', icon: BookOpenText, roles: [...mission, ...headquarters] },
      { to: '/krisis', word: 'alerts', icon: Siren, roles: [...mission, ...headquarters] },
    ],
  },
  {
    word: 'public',
    items: [
      { to: '/penjelas', word: 'explainers', icon: FileText, roles: ['editor', 'strategist', 'regional_desk'] },
      { to: '/pertanyaan', word: 'questions', icon: MessageCircleQuestionMark, roles: headquarters },
      { to: '/akun', word: 'registry', icon: BadgeCheck, roles: [...headquarters, 'auditor', 'administrator'] },
    ],
  },
  {
    word: 'proof',
    items: [
      { to: '/hasil', word: 'outcomes', icon: Handshake, roles: [...mission, ...headquarters, 'auditor'] },
      { to: '/laporan', word: 'reports', icon: ChartColumn, roles: [...headquarters, 'head_of_mission', 'auditor'] },
      { to: '/audit', word: 'audit', icon: ScrollText, roles: ['auditor', 'administrator', 'strategist'] },
    ],
  },
  {
    word: 'system',
    items: [
      { to: '/pengguna', word: 'people', icon: Users, roles: ['administrator', 'auditor', 'head_of_mission'] },
      { to: '/sistem', word: 'health', icon: Settings, roles: ['administrator'] },
    ],
  },
]

/** What fits under a thumb: four places and, in the middle, writing. */
const thumb: readonly NavItem[] = [
  { to: '/hari-ini', word: 'today', icon: Sun, roles: [...mission, 'editor', 'regional_desk'] },
  { to: '/papan', word: 'board', icon: LayoutDashboard, roles: headquarters },
  { to: '/persetujuan', word: 'approvals', icon: ShieldCheck, roles: ['head_of_mission'] },
  { to: '/kiriman', word: 'items', icon: Send, roles: ['mission_officer', 'editor', 'regional_desk'] },
  { to: '/kiriman/baru', word: 'write', icon: PenLine, roles: ['mission_officer'] },
  { to: '/antrean', word: 'queue', icon: Inbox, roles: ['editor', 'regional_desk', 'strategist'] },
  { to: '/kampanye', word: 'campaigns', icon: Megaphone, roles: headquarters },
  { to: '/pertanyaan', word: 'ask', icon: MessageCircleQuestionMark, roles: [...mission, 'regional_desk'] },
  { to: '/keselarasan', word: 'alignment', icon: AudioLines, roles: mission },
  { to: '/perwakilan', word: 'missions', icon: MapPin, roles: [...headquarters, 'administrator'] },
  { to: '/pengguna', word: 'people', icon: Users, roles: ['administrator'] },
  { to: '/audit', word: 'audit', icon: ScrollText, roles: ['auditor', 'administrator'] },
  { to: '/penilaian', word: 'rating', icon: Scale, roles: ['rater'] },
]

/**
 * The navigation of somebody with these roles. Only addresses that exist are offered (`known`), each once, so that a
 * screen appears here by being built.
 */
export function navFor(roles: readonly Role[], known: (to: string) => boolean): readonly NavGroup[] {
  const seen = new Set<string>()
  return groups
    .map((group) => ({ ...group, items: group.items.filter((item) => allowed(item, roles, known, seen)) }))
    .filter((group) => group.items.length > 0)
}

export function thumbNavFor(roles: readonly Role[], known: (to: string) => boolean): readonly NavItem[] {
  const seen = new Set<string>()
  return thumb.filter((item) => allowed(item, roles, known, seen)).slice(0, 5)
}

/** Where work begins for these roles: the first place in their navigation. */
export function startFor(roles: readonly Role[], known: (to: string) => boolean): string | undefined {
  return navFor(roles, known)[0]?.items[0]?.to
}

function allowed(item: NavItem, roles: readonly Role[], known: (to: string) => boolean, seen: Set<string>): boolean {
  if (seen.has(item.to) || !known(item.to) || !item.roles.some((role) => roles.includes(role))) return false
  seen.add(item.to)
  return true
}
