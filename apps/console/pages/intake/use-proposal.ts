import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Proposal } from '#domain/views'
import { call } from '../../api/http'
import type { IntakeValues } from './values'

/** Asks who would get this, a moment after the answer could have changed. */
export function useProposal(values: Partial<IntakeValues>) {
  const { type, urgency, categoryCode, placeCode, accusedUnitId, requester } = values
  const ask = { type, urgency, requesterKind: requester?.kind, categoryCode, placeCode, accusedUnitId }
  const settled = useSettled(type && categoryCode ? JSON.stringify(ask) : '', 250)
  return useQuery({
    queryKey: ['proposal', settled],
    queryFn: ({ signal }) => call<Proposal>('POST', '/proposals', { body: JSON.parse(settled) as unknown, signal }),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
}

export function useSettled<T>(value: T, after: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), after)
    return () => clearTimeout(timer)
  }, [value, after])
  return settled
}
