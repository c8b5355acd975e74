import { useState } from 'react'
import type { ActionResult, Proposal } from '#domain/views'
import { Page } from '../../parts/page'
import { IntakeForm } from './form'
import { type CallEnd, Registered } from './registered'

/** One call after the other: the form, the number to tell the caller, the next form. */
export default function IntakePage() {
  const [done, setDone] = useState<{ result: ActionResult; proposal?: Proposal; how: CallEnd }>()
  const [call, setCall] = useState(0)
  const again = () => {
    setDone(undefined)
    setCall(call + 1)
  }
  return (
    <Page title="诉求登记" focus={false}>
      {done ? (
        <Registered {...done} onNext={again} />
      ) : (
        <IntakeForm key={call} onDone={(result, how, proposal) => setDone({ result, how, proposal })} />
      )}
    </Page>
  )
}
