import type { ReactNode } from 'react'
import { NavLink, useLocation } from 'react-router'
import { useLive } from '../live/use-live'
import type { Place } from '../places'
import { UnreadAnnouncements } from './announcements'
import { Ringing } from '../telephone/ringing'
import { StateMenu } from '../telephone/state-menu'
import { Connection } from './connection'
import { KeyboardHelp } from './keyboard-help'
import { useMay, useSelf } from './me'
import { Notices } from './notices'
import { PersonMenu } from './person-menu'
import { SignInAgain } from './sign-in-again'

export function Shell({ places, children }: { places: Place[]; children: ReactNode }) {
  useLive()
  const { region } = useSelf()
  const { pathname } = useLocation()
  const answers = useMay('call.answer')
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="bar">
        <div className="bar-brand">
          <span className="brand-mark">即办</span>
          <span className="bar-region">{region.name}</span>
        </div>
        <nav className="bar-nav" aria-label="主导航">
          {places.map(({ key, path, label }) => (
            <NavLink key={key} to={path} aria-current={pathname.startsWith(path) ? 'page' : undefined}>
              {label}
            </NavLink>
          ))}
        </nav>
        <div className="bar-tools">
          <Connection />
          {answers && <StateMenu />}
          <Notices />
          <KeyboardHelp places={places} />
          <PersonMenu />
        </div>
      </header>
      {answers && <Ringing />}
      <main id="main" tabIndex={-1}>
        <UnreadAnnouncements />
        {children}
      </main>
      <SignInAgain />
    </>
  )
}
