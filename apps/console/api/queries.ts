import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { DeadlineView } from '#domain/clock-views'
import type {
  AlikeTicket,
  EventView,
  InboxPage,
  Me,
  NoticeView,
  Page,
  Proposal,
  QueuePage,
  RectificationFigure,
  RectificationRow,
  RegionView,
  RequestRow,
  SupervisionRow,
  TicketView,
} from '#domain/views'
import { learnTime } from './clock'
import { call, get, withQuery } from './http'

/** Everything the pages read. Keys start with what a live event makes old: `ticket`, `lists`, `notices`. */

export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: readMe, staleTime: Infinity, retry: false, refetchOnWindowFocus: false })
}

async function readMe(): Promise<Me> {
  const me = await call<Me>('GET', '/me', { gate: false })
  learnTime(me.now)
  return me
}

export function useRegion() {
  return useQuery({
    queryKey: ['region'],
    queryFn: ({ signal }) => get<RegionView>('/region', signal),
    staleTime: 10 * 60_000,
  })
}

export function useTicket(id: string | undefined) {
  return useQuery({
    queryKey: ['ticket', id],
    queryFn: ({ signal }) => get<TicketView>(`/tickets/${id}`, signal),
    enabled: id !== undefined,
  })
}

export function useEvents(id: string, after = 0) {
  return useQuery({
    queryKey: ['ticket', id, 'events', after],
    queryFn: ({ signal }) => get<{ items: EventView[] }>(withQuery(`/tickets/${id}/events`, { after }), signal),
    placeholderData: keepPreviousData,
  })
}

export function useAlike(id: string) {
  return useQuery({
    queryKey: ['ticket', id, 'alike'],
    queryFn: ({ signal }) => get<{ items: AlikeTicket[] }>(`/tickets/${id}/alike`, signal),
  })
}

/** A few tickets by number or words, once there is enough to look for. */
export function useFoundTickets(typed: string) {
  const q = typed.trim()
  return useQuery({
    queryKey: ['lists', 'found', q],
    queryFn: ({ signal }) => get<QueuePage>(withQuery('/tickets', { q, limit: 10 }), signal),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  })
}

export function useTicketProposal(id: string) {
  return useQuery({
    queryKey: ['ticket', id, 'proposal'],
    queryFn: ({ signal }) => get<Proposal>(`/tickets/${id}/proposal`, signal),
    staleTime: 60_000,
  })
}

/** Read when somebody asks why. */
export function useDeadlines(id: string, asked: boolean) {
  return useQuery({
    queryKey: ['ticket', id, 'deadlines'],
    queryFn: ({ signal }) => get<{ items: DeadlineView[] }>(`/tickets/${id}/deadlines`, signal),
    enabled: asked,
  })
}

export interface QueueAsk {
  queue?:
    | 'dispatch'
    | 'review'
    | 'callback'
    | 'open'
    | 'supervised'
    | 'difficult'
    | 'problem'
    | 'shelved'
    | 'turned'
    | 'consulting'
    | 'escalated'
    | 'planned'
    | 'rated'
    | 'followUp'
  state?: string
  q?: string
}

export function useQueue(ask: QueueAsk) {
  return useInfiniteQuery({
    queryKey: ['lists', 'queue', ask],
    queryFn: ({ signal, pageParam }) =>
      get<QueuePage>(withQuery('/tickets', { ...ask, after: pageParam, limit: 50 }), signal),
    ...PAGED,
  })
}

export function useInbox(state: string) {
  return useInfiniteQuery({
    queryKey: ['lists', 'inbox', state],
    queryFn: ({ signal, pageParam }) =>
      get<InboxPage>(withQuery('/inbox', { state, after: pageParam, limit: 50 }), signal),
    ...PAGED,
  })
}

/** 整改 after bad reviews, not yet done. */
export function useRectifications(state: 'open' | 'submitted') {
  return useInfiniteQuery({
    queryKey: ['lists', 'rectifications', state],
    queryFn: ({ signal, pageParam }) =>
      get<Page<RectificationRow>>(withQuery('/rectifications', { state, after: pageParam }), signal),
    ...PAGED,
  })
}

export function useRectificationFigure(month: string) {
  return useQuery({
    queryKey: ['lists', 'rectification-figure', month],
    queryFn: ({ signal }) => get<RectificationFigure>(withQuery('/rectifications/figure', { month }), signal),
  })
}

/** What this person may decide. */
export function useRequests() {
  return useInfiniteQuery({
    queryKey: ['lists', 'requests'],
    queryFn: ({ signal, pageParam }) => get<Page<RequestRow>>(withQuery('/requests', { after: pageParam }), signal),
    ...PAGED,
  })
}

/** Supervision that is not yet closed, as far as this person sees it. */
export function useSupervisions() {
  return useInfiniteQuery({
    queryKey: ['lists', 'supervisions'],
    queryFn: ({ signal, pageParam }) =>
      get<Page<SupervisionRow>>(withQuery('/supervisions', { after: pageParam }), signal),
    ...PAGED,
  })
}

/** Any list that is read page by page. */
export function usePages<T>(name: string, path: string, ask: Record<string, string> = {}) {
  return useInfiniteQuery({
    queryKey: [name, ask],
    queryFn: ({ signal, pageParam }) => get<Page<T>>(withQuery(path, { ...ask, after: pageParam }), signal),
    ...PAGED,
  })
}

export type NoticePage = Page<NoticeView> & { unread: number }

export function useNotices() {
  return useQuery({ queryKey: ['notices'], queryFn: ({ signal }) => get<NoticePage>('/notices', signal) })
}

const PAGED = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: Page<unknown>) => page.next,
  placeholderData: keepPreviousData,
}

/** A live event names the ticket; its page and every list may now read differently. */
export function forgetTickets(client: QueryClient, ids: Iterable<string>) {
  for (const id of ids) void client.invalidateQueries({ queryKey: ['ticket', id] })
  void client.invalidateQueries({ queryKey: ['lists'] })
  void client.invalidateQueries({ queryKey: ['notices'] })
}

/** What was missed is unknown: everything on the screen is read again. */
export function forgetAll(client: QueryClient) {
  void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'region' })
}
