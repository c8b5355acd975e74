import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ConsultationRow, ConsultationView, Page } from '#domain/views'
import type { ConsultationState } from '#domain/words'
import { get, withQuery } from '../../api/http'

/** Under `lists`: a live event about a ticket makes its meetings old, too. */

export function useMeetings(state: ConsultationState) {
  return useInfiniteQuery({
    queryKey: ['lists', 'consultations', state],
    queryFn: ({ signal, pageParam }) =>
      get<Page<ConsultationRow>>(withQuery('/consultations', { state, after: pageParam, limit: 50 }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}

/** Who else writes on it says nothing over the socket: looked at again by the clock. */
export function useMeeting(id: string) {
  return useQuery({
    queryKey: ['lists', 'consultation', id],
    queryFn: ({ signal }) => get<ConsultationView>(`/consultations/${id}`, signal),
    refetchInterval: 20_000,
  })
}

export function useChairs() {
  return useQuery({
    queryKey: ['chairs'],
    queryFn: ({ signal }) =>
      get<{ items: { id: number; name: string; unitName: string }[] }>('/consultations/chairs', signal),
    staleTime: 5 * 60_000,
  })
}
