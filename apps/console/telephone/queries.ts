import { useQuery } from '@tanstack/react-query'
import type { CallView, DeskView } from '#domain/calls/views'
import { get } from '../api/http'
import { useMay } from '../parts/me'

/** Read again by every live event of a call; the slow beat tells the server that this desk is still there. */
const BEAT_MS = 15_000

export function useTelephone() {
  const mine = useMay('call.answer')
  return useQuery({
    queryKey: ['telephone'],
    queryFn: ({ signal }) => get<DeskView>('/telephone', signal),
    enabled: mine,
    refetchInterval: BEAT_MS,
    refetchIntervalInBackground: true,
  })
}

export function useCall(id: string | null) {
  return useQuery({
    queryKey: ['telephone', 'call', id],
    queryFn: ({ signal }) => get<CallView>(`/calls/${id}`, signal),
    enabled: id !== null,
  })
}
