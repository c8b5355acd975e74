import { templateFaults } from '#domain/messages/template'
import type { RegionFiles } from './files'
import type { MessageRow } from './data'

/** What requesters are told: the shared words, and those of the region's own `messages.json` instead where it has some. */
export function readMessages(files: RegionFiles): MessageRow[] {
  const own = `regions/${files.code}/messages.json`
  const kinds = new Map<string, MessageRow>()
  for (const file of ['messages.json', ...(files.has(own) ? [own] : [])])
    for (const [kind, words] of Object.entries((files.json(file) ?? {}) as Record<string, Partial<MessageRow>>)) {
      const wrong = templateFaults(kind, words)
      for (const message of wrong) files.fault(file, message, kind)
      if (!wrong.length) kinds.set(kind, { kind, text: words.text!, neutral: words.neutral! })
    }
  return [...kinds.values()]
}
