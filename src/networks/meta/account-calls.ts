import { z } from 'zod'
import type { Connection } from '../network.ts'
import { type CallGraph, graphTokenOf } from './call.ts'

type Fields = Readonly<Record<string, string>>
/** An address of one of the Graph APIs, at the account's own server where one is named. */
export type UrlOf = (connection: Pick<Connection, 'service'>, path: string) => URL
/** Asks in the name of one account. @throws CallFailed */
export type Ask = <T>(path: string, fields: Fields, schema: z.ZodType<T>) => Promise<T>

const madeSchema = z.looseObject({ id: z.string().regex(/^\d+$/) })

export function createAsk(callGraph: CallGraph, urlOf: UrlOf, connection: Connection, signal: AbortSignal): Ask {
  return (path, fields, schema) =>
    callGraph({ method: 'GET', url: urlOf(connection, path), fields, token: graphTokenOf(connection), signal }, schema)
}

/** Makes something in the name of an account; answers its id. @throws CallFailed */
export async function makeByPost(
  callGraph: CallGraph,
  url: URL,
  connection: Connection,
  fields: Fields,
  signal: AbortSignal,
): Promise<string> {
  const call = { method: 'POST' as const, url, fields, token: graphTokenOf(connection), signal }
  return (await callGraph(call, madeSchema)).id
}
