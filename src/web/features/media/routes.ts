import { createRoute } from '@tanstack/react-router'
import type { MediaState } from '../../../contract/media.ts'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

export type LibrarySearch = { cari?: string; jenis?: 'image' | 'video'; hak?: MediaState; berkas?: string }
export const states: readonly MediaState[] = ['open', 'ending', 'expired', 'withdrawn', 'usable']

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** `cari`: words; `jenis`: kind; `hak`: state of the rights; `berkas`: the asset opened. */
const library = createRoute({
  getParentRoute: () => appRoute,
  path: '/pustaka',
  validateSearch: (search: Record<string, unknown>): LibrarySearch => {
    const words = text(search.cari)
    const kind = search.jenis === 'image' || search.jenis === 'video' ? search.jenis : undefined
    const state = states.find((one) => one === search.hak)
    const asset = text(search.berkas)
    return {
      ...(words === undefined ? {} : { cari: words }),
      ...(kind === undefined ? {} : { jenis: kind }),
      ...(state === undefined ? {} : { hak: state }),
      ...(asset === undefined ? {} : { berkas: asset }),
    }
  },
  component: lazyScreen(() => import('./library-screen.tsx'), 'LibraryScreen', ['media']),
})

export const mediaRoutes = [library]
