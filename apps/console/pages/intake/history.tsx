import { useQuery } from '@tanstack/react-query'
import { Alert, Drawer } from 'antd'
import { useState } from 'react'
import { shownNumber } from '#domain/numbers'
import { REQUESTER_KINDS, type TicketState } from '#domain/words'
import { LANGUAGES } from '#domain/words/desk'
import { TICKET_ACTIONS } from '#domain/workflow/actions'
import type { ActionResult, RequesterMatch } from '#domain/views'
import { get, withQuery } from '../../api/http'
import { useTicket } from '../../api/queries'
import { Mark, TicketStateMark } from '../../parts/marks'
import { Failed, Loading } from '../../parts/states'
import { TicketBrief } from '../../parts/ticket-brief'
import { enterpriseWords } from '../../parts/ticket-facts'
import { fullTime } from '../../words/time'
import { Attach } from './attach'
import type { Known } from './values'

interface HistoryProps {
  known: Known
  /** What was typed so far: the words of the urge when the call is attached. */
  content: string
  onAttached: (result: ActionResult) => void
}

/** Who called before from this number, and about what: the same matter should not become a second ticket. */
export function History({ known, content, onAttached }: HistoryProps) {
  const [open, setOpen] = useState<string>()
  const asked = known.creditCode !== undefined || known.phone.length >= 7
  const found = useQuery({
    queryKey: ['lists', 'requesters', known],
    queryFn: ({ signal }) => get<{ items: RequesterMatch[] }>(withQuery('/requesters', { ...known }), signal),
    enabled: asked,
  })
  const people = found.data?.items ?? []
  const inHand = people
    .flatMap(({ tickets }) => tickets)
    .filter(({ state }) => state !== 'closed' && state !== 'archived')
  return (
    <section className="card" aria-label="来电历史">
      <h2>来电历史</h2>
      {!asked && <p className="quiet">填写电话或信用代码后，这里显示以往的诉求。</p>}
      {found.isFetching && !found.data && <Loading />}
      {found.isError && <Failed error={found.error} />}
      {found.data && people.length === 0 && <p className="quiet">没有来电记录。</p>}
      {inHand.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="gap-below"
          title={`有 ${inHand.length} 件在办工单，登记前请核对是否同一事项。`}
        />
      )}
      {people.map((person) => (
        <Person
          key={person.requesterId}
          person={person}
          onOpen={setOpen}
          attach={(id) => <Attach ticketId={id} content={content} onAttached={onAttached} />}
        />
      ))}
      <Drawer open={open !== undefined} onClose={() => setOpen(undefined)} title="以往工单" size={760} destroyOnHidden>
        {open && <Earlier id={open} />}
      </Drawer>
    </section>
  )
}

interface PersonProps {
  person: RequesterMatch
  onOpen: (id: string) => void
  attach: (ticketId: string) => React.ReactNode
}

function Person({ person, onOpen, attach }: PersonProps) {
  return (
    <div className="gap-below">
      <p>
        <strong>{person.name ?? '未留姓名'}</strong> <Mark>{REQUESTER_KINDS[person.kind]}</Mark>
        {person.language !== 'chinese' && <Mark colour="blue">{LANGUAGES[person.language]}</Mark>}
        <span className="quiet">
          {[person.creditCode, person.contactPerson, enterpriseWords(person)].filter(Boolean).join(' · ')}
        </span>
      </p>
      <ul className="plain-rows history-rows">
        {person.tickets.map(({ id, number, title, state, registeredAt, owner, falseClosure }) => (
          <li key={id}>
            <button type="button" className="link-row" onClick={() => onOpen(id)}>
              {title}
            </button>
            <span className="desk-row-line">
              <span className="number">{shownNumber(number)}</span>
              <TicketStateMark state={state} />
              <span>{fullTime(registeredAt).slice(0, 10)}</span>
              {owner && <span>首问 {owner}</span>}
              {falseClosure && <Mark colour="red">假闭环</Mark>}
              {URGED_IN.includes(state) && attach(id)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

const URGED_IN: readonly TicketState[] = TICKET_ACTIONS.urge.from

function Earlier({ id }: { id: string }) {
  const ticket = useTicket(id)
  if (ticket.isPending) return <Loading />
  if (!ticket.data) return <Failed error={ticket.error} />
  return <TicketBrief ticket={ticket.data} />
}
