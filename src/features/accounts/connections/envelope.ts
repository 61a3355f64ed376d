import { randomBytes } from 'node:crypto'
import { openWith, type Secret, type SecretBox, sealWith } from '../../../platform/secrets.ts'

/** A secret sealed with a data key of its own, which the master key seals: rotating the master key touches no secret. */
export type Envelope = {
  readonly sealed: Buffer
  /** null: of an older installation, sealed by the master key itself. */
  readonly sealedKey: Buffer | null
  readonly keyId: string
}

const keyContext = (context: string): string => `data key of ${context}`

/** `context` binds the envelope to its owner. */
export function sealEnvelope(box: SecretBox, secret: Secret, context: string) {
  const dataKey = randomBytes(32)
  const sealedKey = box.seal({ key: dataKey.toString('base64') }, keyContext(context))
  return { sealed: sealWith(dataKey, secret, context), sealedKey, keyId: box.keyId }
}

/** @throws Error where key, context or bytes are not those of the seal. */
export function openEnvelope(box: SecretBox, envelope: Envelope, context: string): Record<string, string> {
  if (envelope.sealedKey === null) return box.open(envelope.sealed, context)
  const { key = '' } = box.open(envelope.sealedKey, keyContext(context))
  return openWith(Buffer.from(key, 'base64'), envelope.sealed, context)
}

/** The same secret under the master key in use. */
export function resealEnvelope(box: SecretBox, envelope: Envelope, context: string) {
  if (envelope.sealedKey === null) return sealEnvelope(box, openEnvelope(box, envelope, context), context)
  const dataKey = box.open(envelope.sealedKey, keyContext(context))
  return { sealed: envelope.sealed, sealedKey: box.seal(dataKey, keyContext(context)), keyId: box.keyId }
}
