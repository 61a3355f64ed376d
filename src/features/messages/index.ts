export { joinMany } from './join-many.ts'
export { isSameText, sameTextFrom, similarity } from './similarity.ts'
export { joinWithinHours, syncMessages } from './sync-messages.ts'
