import type { Client } from 'pg'
import { inboxPage } from '#data/inbox'
import { queuePage, searchPage } from '#data/queues'
import { readWithDetails } from '#data/ticket-details'
import { sqlOn } from './driver'

/** The statements behind a page, as the product sends them, by the bare driver. */
export const RAW_PAGES = {
  inbox: async (client: Client, of: unknown) =>
    void (await inboxPage(sqlOn(client), { ...(of as { unitIds: number[] }), state: 'pending', limit: 50 })),
  queue: async (client: Client) => void (await queuePage(sqlOn(client), 'dispatch', undefined, 50)),
  search: async (client: Client, of: unknown) => {
    const tsquery = of as string
    await searchPage(sqlOn(client), { all: true }, { tsquery, number: null, states: [], after: undefined, limit: 50 })
  },
  ticket: async (client: Client, of: unknown) => void (await readWithDetails(sqlOn(client), of as string)),
} satisfies Record<string, (client: Client, of: unknown) => Promise<void>>
export type RawPage = keyof typeof RAW_PAGES
