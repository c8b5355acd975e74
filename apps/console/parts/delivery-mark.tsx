import { DELIVERY_FAULTS, DELIVERY_STATES, type DeliveryState, MESSAGE_CHANNELS } from '#domain/messages/kinds'
import type { DeliveryView } from '#domain/views'
import { Mark } from './marks'

const COLOURS = {
  queued: 'amber',
  sent: 'blue',
  delivered: 'green',
  failed: 'red',
  expired: 'grey',
} as const satisfies Record<DeliveryState, string>

export const DeliveryMark = ({ delivery: { state } }: { delivery: DeliveryView }) => (
  <Mark colour={COLOURS[state]}>{DELIVERY_STATES[state]}</Mark>
)

/** Why it is where it is; nothing for what went through. */
export function faultWords({ fault, note }: DeliveryView): string {
  if (!fault) return ''
  return note ? `${DELIVERY_FAULTS[fault]}（${note}）` : DELIVERY_FAULTS[fault]
}

export const channelWords = ({ channel }: DeliveryView) => MESSAGE_CHANNELS[channel]
