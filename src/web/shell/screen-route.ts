import { lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { type FeatureNamespace, loadTexts } from '../i18n/index.ts'

/**
 * A screen that is fetched when somebody goes there, its code and its texts side by side:
 * `component: lazyScreen(() => import('./today-screen.tsx'), 'TodayScreen', ['today'])`.
 */
export function lazyScreen<Module extends Record<Name, ComponentType>, Name extends string>(
  load: () => Promise<Module>,
  name: Name,
  texts: readonly FeatureNamespace[],
) {
  return lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), loadTexts(texts)])
    return { default: module[name] as ComponentType }
  })
}
