export { cancelItemDeliveries } from './cancel-item-deliveries.ts'
export { createDeliveries } from './create-deliveries.ts'
export { describeFactUses } from './describe-fact-uses.ts'
export type { DeliveryContent, DeliveryPlan, DeliveryState, PlannedVariant } from './model.ts'
