import { createContext, useContext } from 'react'
import type { Permission } from '#domain/access'
import type { Me } from '#domain/views'

export const MeContext = createContext<Me | null>(null)

/** The person signed in; only used inside the shell, where there is one. */
export function useSelf(): Me {
  return useContext(MeContext)!
}

export const useMay = (permission: Permission) => useSelf().permissions.includes(permission)
