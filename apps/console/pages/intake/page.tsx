import { useState } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import type { ActionResult, Proposal } from '#domain/views'
import { Page } from '../../parts/page'
import { useAttachCall } from '../../telephone/use-attach-call'
import { IntakeForm } from './form'
import { type CallEnd, Registered } from './registered'

/** One call after the other: the form, the number to tell the caller, the next form. */
export default function IntakePage() {
  const [ask, setAsk] = useSearchParams()
  const call = /^[1-9]\d{0,17}$/.exec(ask.get('call') ?? '')?.[0] ?? null
  // A number just rung back: handed over in the page's memory, never in its address.
  const { key, state } = useLocation()
  const phone = (state as { phone?: string } | null)?.phone ?? ''
  return <Intake key={call ?? (phone && key)} call={call} phone={phone} leave={() => setAsk({})} />
}

function Intake({ call, phone, leave }: { call: string | null; phone: string; leave: () => void }) {
  const [done, setDone] = useState<{ result: ActionResult; proposal?: Proposal; how: CallEnd }>()
  const [count, setCount] = useState(0)
  const { attach, talking } = useAttachCall(call)
  const again = () => {
    setDone(undefined)
    setCount(count + 1)
    if (!talking) leave()
  }
  return (
    <Page title="诉求登记" focus={false}>
      {done ? (
        <Registered {...done} onNext={again} />
      ) : (
        <IntakeForm
          key={count}
          call={call}
          phone={phone}
          onDone={(result, how, proposal) => {
            if (how === 'attached') attach(result.ticketId)
            setDone({ result, how, proposal })
          }}
        />
      )}
    </Page>
  )
}
