import { v7 } from 'uuid'

/** A new time-ordered id (UUID version 7, lower case, 36 characters). */
export const newId = (): string => v7()

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export const isId = (value: string): boolean => uuidPattern.test(value)
