import { useMe } from './api/queries'
import { isCode } from './api/problem'
import { PasswordPage } from './pages/password'
import { Inside } from './inside'
import { SignInPage } from './pages/sign-in'
import { Failed, Loading } from './parts/states'

/** Who stands at the door: a stranger signs in, a newcomer changes the password first, everyone else goes in. */
export function Doors() {
  const me = useMe()
  if (me.isPending) return <Loading whole />
  if (isCode(me.error, 'signInNeeded')) return <SignInPage />
  if (isCode(me.error, 'passwordChangeNeeded')) return <PasswordPage forced />
  if (!me.data) return <Failed error={me.error} retry={() => void me.refetch()} whole />
  if (me.data.person.mustChangePassword) return <PasswordPage forced />
  return <Inside me={me.data} />
}
