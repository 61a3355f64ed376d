export {
  countStoppable,
  endHolds,
  exemptItem,
  layHold,
  listStoppedItems,
  moveHoldEnd,
} from './act-holds.ts'
export { cancelItemDeliveries } from './cancel-item-deliveries.ts'
export { cancelDelivery, confirmDelivery, rescheduleDelivery } from './change-delivery.ts'
export { createDeliveries } from './create-deliveries.ts'
export { describeFactUses } from './describe-fact-uses.ts'
export { readDispatcherHealth, sayDispatcherHealth } from './dispatcher-health.ts'
export { type HeldItem, holdItems, liftItemHolds } from './hold-items.ts'
export type { DeliveryContent, DeliveryPlan, DeliveryState, PlannedVariant } from './model.ts'
export { mayHold, missionsOfHold } from './policy.ts'
export { countDeliveries } from './read-deliveries.ts'
export { settleRestored } from './settle-restored.ts'
export { tellOfDeliveries } from './tell-people.ts'
