import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { useIntention } from './intention'
import { wordsOf } from './problem'

/** One click that changes something: once, told when it is done or why not, and the list named by `of` is read again. */
export function useChange(of: string) {
  const [busy, setBusy] = useState(false)
  const client = useQueryClient()
  const intend = useIntention()
  const { message } = App.useApp()
  const change = async <T>(send: (intention: string) => Promise<T>, done: string): Promise<T | undefined> => {
    setBusy(true)
    try {
      const answer = await intend(send)
      message.success(done)
      return answer
    } catch (error) {
      message.error(wordsOf(error))
      return undefined
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: [of] })
    }
  }
  return { busy, change }
}
