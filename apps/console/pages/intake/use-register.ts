import { useQueryClient } from '@tanstack/react-query'
import type { FormInstance } from 'antd'
import { useRef, useState } from 'react'
import { RegisterInput } from '#domain/inputs'
import type { ActionResult, Proposal } from '#domain/views'
import { check, serverFaults, showFaults } from '../../actions/faults'
import { call } from '../../api/http'
import { useIntention } from '../../api/intention'
import { wordsOf } from '../../api/problem'
import { forgetTickets } from '../../api/queries'
import { useSelf } from '../../parts/me'
import { type IntakeValues, intakeBody } from './values'

/** Sends the call once, however often the key is pressed; on any refusal everything typed stays where it is. */
export function useRegister(
  form: FormInstance<IntakeValues>,
  proposal: Proposal | undefined,
  done: (result: ActionResult, over: boolean) => void,
) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string[]>()
  const sending = useRef(false)
  const client = useQueryClient()
  const intend = useIntention()
  const { person } = useSelf()
  const register = async () => {
    if (sending.current) return
    const values = form.getFieldsValue(true) as IntakeValues
    const body = intakeBody(values, values.desk ?? person.desk, proposal)
    const faults = check(RegisterInput, body)
    if (Object.keys(faults).length) return setTrouble(['请按提示补充后再提交。', ...showFaults(form, faults)])
    sending.current = true
    setBusy(true)
    setTrouble(undefined)
    try {
      const result = await intend((intention) => call<ActionResult>('POST', '/tickets', { body, intention }))
      forgetTickets(client, [])
      done(result, body.outcome !== 'register')
    } catch (error) {
      setTrouble([wordsOf(error), ...serverFaults(form, error)])
    } finally {
      sending.current = false
      setBusy(false)
    }
  }
  return { busy, trouble, register }
}
