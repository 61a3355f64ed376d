/** Closed list of reasons why the embedded server of a data folder cannot be joined. */
type EmbeddedDatabaseErrorCode =
  /** No PostgreSQL package is installed for this operating system and processor. */
  | 'unsupported_platform'
  /** The programs are there and do not run (missing system library, other C library). */
  | 'programs_do_not_run'
  /** PostgreSQL refuses root, and this machine offers no other user to run it as. */
  | 'no_unprivileged_user'
  /** The data folder cannot be made, read, written or locked. */
  | 'folder_not_usable'
  /** The database files belong to another user of this machine. */
  | 'other_owner'
  /** `postgres` in the data folder holds something that is no PostgreSQL database. */
  | 'not_a_database'
  /** The database files were written by another major version. */
  | 'other_major_version'
  /** Another process has been starting or stopping the server for too long. */
  | 'busy'
  /** PostgreSQL ended instead of starting; the sentence quotes its log. */
  | 'start_failed'
  /** A server runs on these files and does not let us in. */
  | 'unreachable'

/** A refusal in words: `message` says what happened, what is safe and what to do next. Nothing was lost. */
export class EmbeddedDatabaseError extends Error {
  readonly code: EmbeddedDatabaseErrorCode

  constructor(code: EmbeddedDatabaseErrorCode, sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? {} : { cause })
    this.name = 'EmbeddedDatabaseError'
    this.code = code
  }
}

/** The `code` that Node and PostgreSQL put on their errors (`ENOENT`, `3D000`), or an empty text. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}
