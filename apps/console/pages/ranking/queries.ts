import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { PeriodKind } from '#domain/appraisal/period'
import type { PresetName } from '#domain/appraisal/rule-set'
import type { FactView, RankingView } from '#domain/appraisal/views'
import type { Page } from '#domain/views'
import { get, withQuery } from '../../api/http'

export interface Window {
  kind: PeriodKind
  day: string
  preset: PresetName
}

/** Made old by every callback: read again with the lists. */
export function useRanking(asked: Window) {
  return useQuery({
    queryKey: ['lists', 'ranking', asked],
    queryFn: ({ signal }) => get<RankingView>(withQuery('/appraisal/rankings', { ...asked }), signal),
    placeholderData: keepPreviousData,
  })
}

export type FactList = 'valid' | 'lost' | 'unreachable'

export function useFacts(unitId: number, list: FactList, asked: Window) {
  return useInfiniteQuery({
    queryKey: ['lists', 'facts', unitId, list, asked],
    queryFn: ({ signal, pageParam }) =>
      get<Page<FactView>>(withQuery(`/appraisal/units/${unitId}/facts`, { ...asked, list, after: pageParam }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<FactView>) => page.next,
  })
}
