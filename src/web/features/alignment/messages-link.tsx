import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MissionAlignment } from '../../../contract/alignment.ts'

/** Opens exactly the messages that a number stands on. */
export function MessagesLink({
  alignment,
  objective,
  children,
}: {
  alignment: MissionAlignment
  objective?: string
  children: ReactNode
}) {
  const { window, mission } = alignment
  return (
    <Link
      to="/perwakilan/$missionId/pesan"
      params={{ missionId: mission.id }}
      search={{
        ...(window.key === '90d' ? {} : { jendela: window.key }),
        ...(objective === undefined ? {} : { sasaran: objective }),
      }}
    >
      {children}
    </Link>
  )
}
