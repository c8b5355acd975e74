import { ComplexInput, ConcludeInput, ReasonInput, TableInput } from '../inputs'
import { A_FACT, onTicket } from './action-row'
import { centreComplexObstacle, requestComplex } from './complex'
import { conclude, consult, postpone, table } from './consult'

/** 会商 and 疑难复杂: the rows of a ticket's table that take it out of the usual course. */
export const CONSULT_ACTIONS = {
  askComplex: onTicket({
    label: '申请认定疑难复杂',
    by: 'ticket.dispatch',
    from: ['handling'],
    needs: ComplexInput,
    when: centreComplexObstacle,
    makes: A_FACT,
    do: (draft, input, _before, context) => requestComplex(draft, undefined, input, context),
  }),
  consult: onTicket({
    label: '提请会商',
    by: 'ticket.track',
    from: ['handling'],
    needs: ReasonInput,
    when: ({ ticket }) => !ticket.consulting,
    do: (draft, input) => consult(draft, input),
  }),
  table: onTicket({
    label: '列入会商',
    by: 'consultation.hold',
    from: ['handling'],
    needs: TableInput,
    when: ({ ticket, agenda }) => ticket.consulting && (!agenda.length || 'alreadyListed'),
    makes: A_FACT,
    do: (draft, input, _before, context) => table(draft, input, context),
  }),
  conclude: onTicket({
    label: '会商结论',
    by: 'consultation.hold',
    from: ['handling'],
    needs: ConcludeInput,
    when: ({ agenda }) => agenda.length > 0,
    makes: ({ units }) => ({ assignments: units.length }),
    do: (draft, input, _before, context) => conclude(draft, input, context),
  }),
  postpone: onTicket({
    label: '会商延后',
    by: 'consultation.hold',
    from: ['handling'],
    needs: ReasonInput,
    when: ({ agenda }) => agenda.length > 0,
    do: (draft, input) => postpone(draft, input),
  }),
}
