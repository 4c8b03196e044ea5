import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { teach } from './lib/i18n'
import { followTheme } from './lib/settings'
import { client, router } from './router'
import './styles/index.css'

followTheme()
// The server puts the workspace's own title into the page.
const title = document.querySelector<HTMLMetaElement>('meta[name=application-name]')?.content
if (title) teach({ 'app.name': title })
const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root.')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
