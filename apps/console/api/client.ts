import { QueryClient } from '@tanstack/react-query'
import { isCode } from './problem'

/** `call` already retries what may pass; a second layer only helps a read that ran into an overload. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && isCode(error, 'busy', 'tooMany', 'offline'),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
