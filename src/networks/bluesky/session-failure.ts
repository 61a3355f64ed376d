import type { CallFailure } from './call-failure.ts'

/** The session could not be had; the call it was meant for was not made, or was refused without effect. */
export class SessionFailure extends Error {
  readonly failure: CallFailure

  constructor(failure: CallFailure) {
    super(failure.detail)
    this.name = 'SessionFailure'
    this.failure = failure
  }
}

export type SecretListener = (remoteAccountId: string, secret: Readonly<Record<string, string>>) => Promise<void>
