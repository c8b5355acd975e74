import { mayContact } from '#domain/sight'
import type { Scene } from './scene'
import { HOUR, MINUTE } from './tempo'
import * as say from './words/say'

const DELEGATED = 0.09

/** 转办下级: a town hands the work to the community it happens in, and answers for it. */
export function planDelegation(scene: Scene, id: string) {
  const { city, story, tempo, random } = scene
  const { unitId, parentId } = story.assignment(id)
  const town = city.region.units.get(unitId)!
  if (parentId || town.kind !== 'town' || !random.chance(DELEGATED)) return
  const below = [...city.region.units.values()].filter((unit) => unit.active && unit.parentId === unitId)
  if (below.length) story.plan(tempo.about(40 * MINUTE, 0.6), () => delegate(scene, id, random.pick(below).id))
}

function delegate(scene: Scene, id: string, unitId: number) {
  const { city, story, tempo, random } = scene
  const [head] = city.cast.heads(story.assignment(id).unitId)
  if (!head || !scene.isSigned(id)) return
  const input = { unitId, advice: '请到现场核实处理，并报送结果。' }
  if (!scene.onAssignment(head, id, { action: 'delegate', input })) return
  const child = story.snapshot.assignments.at(-1)!.id
  story.plan(tempo.byClock('sign', child, 0.4, 0.4, HOUR), () => {
    const signed = scene.onAssignment(scene.handler(unitId), child, { action: 'sign', input: {} })
    if (signed) story.plan(tempo.about(3 * HOUR, 0.5), () => report(scene, child))
  })

  function report({ category }: Scene, childId: string) {
    if (!scene.isSigned(childId)) return
    if (mayContact(story.snapshot, childId))
      scene.onAssignment(scene.handler(unitId), childId, { action: 'contact', input: { way: 'visit', note: say.contactNote(random) } }) // prettier-ignore
    const words = say.replyWords(random, category, city.region.units.get(unitId)!.name, 'solved')
    scene.onAssignment(scene.handler(unitId), childId, { action: 'reply', input: words })
  }
}
