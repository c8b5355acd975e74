import { PERMISSIONS, ROLES, type Role, SYSTEM, type Actor } from '#domain/access'
import { ASSIGNMENT_STATES, keysOf, TICKET_STATES } from '#domain/words'
import { ASSIGNMENT_ACTIONS, TICKET_ACTIONS } from '#domain/workflow/actions'
import type { Snapshot } from '#domain/workflow/snapshot'
import { type Step, step } from '#domain/workflow/step'
import { CITY, counter, someone, UNITS } from '../world/city'
import { beside, onAssignment, onTicket, outcome, places } from '../world/lives'
import { ASSIGNMENT_SAMPLES, TICKET_SAMPLES, unhappy } from '../world/samples'
import { table } from './table'

/** docs/workflow.md: the tables as they are in the code, and the diagrams of what happens when every action is tried everywhere. */
export function workflowPage(): string {
  const edges = everyEdge()
  return `# Workflow

Generated from \`libs/domain/workflow/actions.ts\` by \`npm run docs\`; a test keeps it fresh. The diagrams are drawn from what
happens when every action is tried in every state, so they show what the rules do rather than what somebody meant.

## The ticket

${ticketTable()}

${diagram(edges.ticket, TICKET_STATES, 'registered')}

## The assignment

The ticket must be in \`handling\`.

${assignmentTable()}

${diagram(edges.assignment, ASSIGNMENT_STATES, 'pending')}
`
}

function ticketTable(): string {
  return table(
    ['action', '动作', 'who', 'from', 'more than the state'],
    keysOf(TICKET_ACTIONS).map((name) => {
      const row: { label: string; by: string; from: readonly string[]; when?: unknown } = TICKET_ACTIONS[name]
      return [code(name), row.label, whoMay(row.by), row.from.map(code).join(' '), row.when ? 'yes' : '']
    }),
  )
}

function assignmentTable(): string {
  return table(
    ['action', '动作', 'who', 'from', 'more than the state'],
    keysOf(ASSIGNMENT_ACTIONS).map((name) => {
      const row: { label: string; by: string; from: readonly string[]; when?: unknown } = ASSIGNMENT_ACTIONS[name]
      return [code(name), row.label, whoMay(row.by), row.from.map(code).join(' '), row.when ? 'yes' : '']
    }),
  )
}

const code = (name: string) => `\`${name}\``

function whoMay(by: string): string {
  if (by === 'system') return '系统'
  const roles: readonly Role[] = PERMISSIONS[by as keyof typeof PERMISSIONS].by
  return roles.map((role) => ROLES[role]).join('、')
}

interface Edges {
  ticket: Map<string, Set<string>>
  assignment: Map<string, Set<string>>
}

const ACTORS: Actor[] = [
  someone(keysOf(ROLES).filter((role) => role !== 'handler' && role !== 'unitLead')),
  ...[UNITS.bureau, UNITS.town, UNITS.water].map((unit) => someone(['handler', 'unitLead'], unit)),
  SYSTEM,
]
const AT = new Date('2026-07-22T15:00:00+08:00')

function everyEdge(): Edges {
  const edges: Edges = { ticket: new Map(), assignment: new Map() }
  for (const before of Object.values(places()))
    for (const [label, wanted] of everyTry(before))
      for (const actor of ACTORS)
        if (outcome(before, wanted, actor, AT).includes(' → ')) addEdges(edges, label, before, wanted, actor)
  return edges
}

function everyTry(before: Snapshot): [label: string, wanted: Step][] {
  return [
    ...keysOf(TICKET_ACTIONS).map((action): [string, Step] => [
      TICKET_ACTIONS[action].label,
      onTicket(action, TICKET_SAMPLES[action](before)),
    ]),
    ['登记回访（退回重办）', onTicket('callback', unhappy(before))],
    ...before.assignments.flatMap(({ id }) =>
      keysOf(ASSIGNMENT_ACTIONS).map((action): [string, Step] => [
        ASSIGNMENT_ACTIONS[action].label,
        onAssignment(action, id, ASSIGNMENT_SAMPLES[action](before)),
      ]),
    ),
  ]
}

function addEdges(edges: Edges, label: string, before: Snapshot, wanted: Step, actor: Actor) {
  const context = {
    actor,
    now: AT,
    region: CITY,
    newAssignmentId: counter(500),
    newFactId: counter(700),
    newTicketId: counter(900),
  }
  const { after } = step(before, wanted, context, beside(before, wanted))
  if (wanted.on === 'ticket' || before.ticket.state !== after.ticket.state)
    add(edges.ticket, `${before.ticket.state} --> ${after.ticket.state}`, label)
  for (const now of after.assignments) {
    const was = before.assignments.find(({ id }) => id === now.id)
    if (was && (was.state !== now.state || (wanted.on === 'assignment' && wanted.assignmentId === now.id)))
      add(edges.assignment, `${was.state} --> ${now.state}`, label)
  }
}

function add(edges: Map<string, Set<string>>, edge: string, label: string) {
  edges.set(edge, (edges.get(edge) ?? new Set()).add(label))
}

function diagram(edges: Map<string, Set<string>>, states: Record<string, string>, first: string): string {
  const seen = Object.entries(states).filter(([name]) =>
    [...edges.keys()].some((edge) => edge.split(' --> ').includes(name)),
  )
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...seen.map(([name, label]) => `  ${name}: ${label}`),
    `  [*] --> ${first}`,
    ...[...edges].sort().map(([edge, labels]) => `  ${edge}: ${[...labels].sort().join('、')}`),
    '```',
  ].join('\n')
}
