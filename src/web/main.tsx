import './ui/tokens.css'
import './ui/fonts.css'
import './ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { startLanguage } from './i18n/index.ts'
import { chooseFonts } from './shell/line.ts'
import { queryClient } from './shell/query-client.ts'
import { startWorker } from './shell/register-worker.ts'
import { router } from './shell/router.tsx'
import { recallSession } from './shell/session.ts'
import { applyTheme, followDevice, readTheme } from './shell/theme.ts'

applyTheme(readTheme())
followDevice()
chooseFonts()
recallSession()
await startLanguage()

const root = document.getElementById('root')
if (root) {
  root.replaceChildren()
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
}
startWorker()
