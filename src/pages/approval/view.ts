/** What the approval page shows, already in words: times formatted, names looked up. */
export type ApprovalView = {
  readonly itemId: string
  readonly missionName: string
  readonly title: string
  readonly author: string
  readonly submitted: string
  /** Wall time at the mission with its place, and the same in the home zone. */
  readonly when: { readonly local: string; readonly home: string; readonly isPast: boolean } | null
  /** By when it should be decided, in words; null where nothing is open or nobody keeps a deadline. */
  readonly decideBy: { readonly at: string; readonly isOver: boolean } | null
  readonly objectives: readonly { readonly code: string; readonly name: string; readonly percent: number }[]
  readonly kind: string
  readonly audience: string
  readonly benefit: string
  readonly desiredAction: string
  /** Why it is sensitive, and what else deserves a look. */
  readonly flags: readonly string[]
  readonly hints: readonly string[]
  readonly texts: readonly ApprovalText[]
  readonly pictures: readonly { readonly src: string; readonly alt: string }[]
  readonly films: readonly { readonly href: string; readonly alt: string }[]
  readonly accountCount: number
  readonly bundleHash: string
  readonly reviews: readonly {
    readonly who: string
    readonly capacity: string
    readonly at: string
    readonly decision: 'approved' | 'returned'
    readonly comment: string
  }[]
  /** Present where the reader may decide now. */
  readonly decide: { readonly name: string; readonly capacity: string; readonly isLast: boolean } | null
  /** What is to say where the reader may not. */
  readonly standing: string
  readonly next: {
    readonly href: string
    readonly title: string
    readonly missionName: string
    readonly count: number
  } | null
}

/** One text as it will stand, with the accounts that get exactly this. */
export type ApprovalText = {
  readonly language: string
  readonly languageName: string
  readonly isMaster: boolean
  readonly text: string
  /** The kit's locked core where it stands in the text word for word. */
  readonly core: string
  readonly gist: string
  readonly translator: string
  readonly link: string
  readonly accounts: readonly string[]
}

export type QueueView = {
  readonly rows: readonly {
    readonly href: string
    readonly title: string
    readonly missionName: string
    readonly author: string
    readonly local: string
    readonly home: string
    readonly tier: 'routine' | 'sensitive' | 'policy'
    /** By when it should be decided, in words; null where nobody keeps a deadline. */
    readonly due: string | null
    readonly isOverdue: boolean
  }[]
}
