import fc from 'fast-check'
import type { LoggedEvent } from '#data/event-log'
import { type Place, hasSeen } from '#data/place'
import type { Actor } from '#domain/access'
import type { LiveEvent } from '#domain/views'
import { LiveHub, type Listener } from './hub'

/** A log as overlapping transactions make it: what is committed when, and the places a reader sees on the way. */
interface Moment {
  commits: number[]
  at: Place
}

const PATHS = ['1.2.', '1.2.21.', '1.3.']
const dispatcher = actor(1, '1.', 'dispatcher')
const town = actor(2, '1.2.', 'handler')
const village = actor(21, '1.2.21.', 'handler')

/** Transactions 1…n commit in some other order, a few at a time. */
const history = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.infiniteStream(fc.nat(1000)))
  .map(([count, dice]): Moment[] => {
    const left = [...Array(count)].map((_, n) => n + 1)
    const moments: Moment[] = []
    const done = new Set<number>()
    while (left.length) {
      const commits = [...Array(1 + (next(dice) % 3))].flatMap(() =>
        left.splice(next(dice) % Math.min(4, left.length || 1), 1),
      )
      for (const xid of commits) done.add(xid)
      const xmax = Math.max(...done) + 1
      moments.push({ commits, at: { xmax, running: left.filter((xid) => xid < xmax) } })
    }
    return moments
  })

test('cut off and back anywhere, at any process: everything in scope once, nothing else', () => {
  fc.assert(
    fc.property(history, fc.array(fc.nat(40)), fc.constantFrom(dispatcher, town, village), (moments, cuts, who) => {
      const hubs = [hubAt(), hubAt()]
      const console = new Console()
      let home = 0
      hubs[home]!.come(console, who)
      moments.forEach((moment, step) => {
        // The second process reads one step behind the first.
        hubs[0]!.look(moment)
        if (step > 0) hubs[1]!.look(moments[step - 1]!)
        if (!cuts.includes(step)) return
        hubs[home]!.go(console)
        home = 1 - home
        hubs[home]!.come(console, who)
      })
      hubs[1]!.look(moments.at(-1)!)
      const wanted = moments.flatMap(({ commits }) => commits).filter((xid) => inScope(who, xid))
      expect([...console.heard].sort((a, b) => a - b)).toEqual(wanted.sort((a, b) => a - b))
      expect(console.resyncs).toBe(1)
    }),
  )
})

test('a burst too big to tell is passed over with one word', () => {
  const hub = hubAt()
  const console = new Console()
  hub.come(console, dispatcher)
  hub.hub.events({ rows: [eventOf(1)], at: { xmax: 2, running: [] }, overflow: true })
  hub.hub.events({ rows: [eventOf(2)], at: { xmax: 3, running: [] }, overflow: false })
  expect(console.heard).toEqual([2])
  expect(console.resyncs).toBe(2)
})

class Console implements Listener {
  readonly heard: number[] = []
  resyncs = 0
  cursor: string | null = null
  rooms: string[] = []

  join(rooms: string[]) {
    this.rooms = rooms
  }
  emit(message: string, body: unknown) {
    const told = [body].flat() as (LiveEvent & { cursor: string })[]
    if (message.startsWith('event')) this.heard.push(...told.map(({ ticketId }) => Number(ticketId)))
    if (message === 'resync') this.resyncs++
    this.cursor = told.at(-1)?.cursor ?? this.cursor
  }
}

function hubAt() {
  const here = new Set<Console>()
  const emit = (room: string, message: string, body: unknown) => {
    for (const each of here) if (each.rooms.includes(room)) each.emit(message, body)
  }
  const hub = new LiveHub(
    { emit, emitAll: (message, body) => here.forEach((each) => each.emit(message, body)), anybodyIn: () => true },
    () => undefined,
  )
  hub.begin({ rows: [], at: { xmax: 1, running: [] }, overflow: false })
  return {
    hub,
    look: ({ commits, at }: Moment) => hub.events({ rows: commits.map(eventOf), at, overflow: false }),
    come: (console: Console, who: Actor) => (here.add(console), hub.resume(console, who, console.cursor)),
    go: (console: Console) => (here.delete(console), hub.leave(console), (console.rooms = [])),
  }
}

function eventOf(xid: number): LoggedEvent {
  return { xid, ticketId: String(xid), seq: 1, kind: 'sign', paths: [PATHS[xid % 3]!] }
}
function inScope(who: Actor, xid: number): boolean {
  return who === dispatcher || PATHS[xid % 3]!.startsWith(who.unitPath)
}
function actor(unitId: number, unitPath: string, role: 'dispatcher' | 'handler'): Actor {
  return { personId: unitId, name: '', unitId, unitPath, roles: [role] }
}
function next(dice: Iterator<number>): number {
  return dice.next().value as number
}

test('the history is one a database could have had', () => {
  fc.assert(
    fc.property(history, (moments) => {
      const seen = moments.map(
        ({ at }) => moments.flatMap(({ commits }) => commits).filter((xid) => hasSeen(at, xid)).length,
      )
      let total = 0
      expect(seen).toEqual(moments.map(({ commits }) => (total += commits.length)))
    }),
  )
})
