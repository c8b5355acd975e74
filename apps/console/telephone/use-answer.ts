import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { CallView } from '#domain/calls/views'
import type { AwayReason, ChosenState } from '#domain/calls/words'
import { call } from '../api/http'
import { useIntention } from '../api/intention'
import { wordsOf } from '../api/problem'

/** Takes the call and opens the intake with it; whoever was slower is told who has it. */
export function useAnswer() {
  const [busy, setBusy] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const intend = useIntention()
  const { message } = App.useApp()
  const answer = async (id: string) => {
    setBusy(true)
    try {
      const answered = await intend((intention) => call<CallView>('POST', `/calls/${id}/answer`, { intention }))
      client.setQueryData(['telephone', 'call', id], answered)
      void navigate(`/intake?call=${id}`)
    } catch (error) {
      message.warning(wordsOf(error))
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: ['telephone'] })
    }
  }
  return { busy, answer }
}

export function useChooseState() {
  const client = useQueryClient()
  const intend = useIntention()
  const { message } = App.useApp()
  return async (state: ChosenState, reason?: AwayReason) => {
    const body = { state, ...(reason && { reason }) }
    try {
      await intend((intention) => call('PUT', '/telephone/state', { body, intention }))
    } catch (error) {
      message.warning(wordsOf(error))
    }
    void client.invalidateQueries({ queryKey: ['telephone'] })
  }
}
