import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import type { Me } from '#domain/views'
import { PasswordPage } from './pages/password'
import { MeContext } from './parts/me'
import { places, type Place } from './places'
import { Shell } from './parts/shell'
import { Loading } from './parts/states'

const PAGES: Record<Place['key'], React.ComponentType> = {
  intake: lazy(() => import('./pages/intake/page')),
  dispatch: lazy(() => import('./pages/dispatch/page')),
  inbox: lazy(() => import('./pages/inbox/page')),
  telephone: lazy(() => import('./pages/telephone/page')),
  callFigures: lazy(() => import('./pages/call-figures/page')),
  desks: lazy(() => import('./pages/desks/page')),
  callbacks: lazy(() => import('./pages/callbacks/page')),
  consultations: lazy(() => import('./pages/consultations/page')),
  rectifications: lazy(() => import('./pages/rectifications/page')),
  requests: lazy(() => import('./pages/requests/page')),
  ledger: lazy(() => import('./pages/ledger/page')),
  supervision: lazy(() => import('./pages/supervision/page')),
  ranking: lazy(() => import('./pages/ranking/page')),
  tickets: lazy(() => import('./pages/tickets/page')),
  announcements: lazy(() => import('./pages/announcements/page')),
  knowledge: lazy(() => import('./pages/knowledge/page')),
  people: lazy(() => import('./pages/people/page')),
  reminders: lazy(() => import('./pages/reminders/page')),
  messages: lazy(() => import('./pages/messages/page')),
  rules: lazy(() => import('./pages/rules/page')),
  jobs: lazy(() => import('./pages/jobs/page')),
  sessions: lazy(() => import('./pages/sessions/page')),
  audit: lazy(() => import('./pages/audit/page')),
}
const TicketPage = lazy(() => import('./pages/ticket/page'))
const Nowhere = lazy(() => import('./pages/nowhere'))
const Welcome = lazy(() => import('./pages/welcome'))

/** Only the pages this person may use are routes at all. */
export function Inside({ me }: { me: Me }) {
  const mine = places(me)
  return (
    <MeContext value={me}>
      <Shell places={mine}>
        <Suspense fallback={<Loading />}>
          <Routes>
            <Route path="/" element={mine[0] ? <Navigate to={mine[0].path} replace /> : <Welcome />} />
            {mine.map(({ key, path }) => {
              const Page = PAGES[key]
              return <Route key={key} path={`${path}/:id?`} element={<Page />} />
            })}
            <Route path="/ticket/:id" element={<TicketPage />} />
            <Route path="/password" element={<PasswordPage />} />
            <Route path="*" element={<Nowhere />} />
          </Routes>
        </Suspense>
      </Shell>
    </MeContext>
  )
}
