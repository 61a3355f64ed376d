import { accountConnectionEndpoints } from './account-connections.ts'
import { accountCustodyEndpoints } from './account-custody.ts'
import { accountEndpoints } from './accounts.ts'
import { alertEndpoints } from './alerts.ts'
import { alignmentEndpoints } from './alignment.ts'
import { approvalEndpoints } from './approvals.ts'
import { calendarEndpoints } from './calendar.ts'
import { campaignEndpoints } from './campaigns.ts'
import { deliveryEndpoints } from './deliveries.ts'
import type { ApiOf } from './endpoint.ts'
import { explainerEndpoints } from './explainers.ts'
import { factEndpoints } from './facts.ts'
import { impersonationEndpoints } from './impersonation.ts'
import { importEndpoints } from './imports.ts'
import { itemEndpoints } from './items.ts'
import { mediaEndpoints } from './media.ts'
import { messageEndpoints } from './messages.ts'
import { missionEndpoints } from './missions.ts'
import { narrativeEndpoints } from './narratives.ts'
import { noticeEndpoints } from './notices.ts'
import { observationEndpoints } from './observation.ts'
import { observingEndpoints } from './observing.ts'
import { outcomeEndpoints } from './outcomes.ts'
import { peopleEndpoints } from './people.ts'
import { questionEndpoints } from './questions.ts'
import { ratingEndpoints } from './rating.ts'
import { readingEndpoints } from './reading.ts'
import { reportEndpoints } from './reports.ts'
import { steeringEndpoints } from './steering.ts'
import { strategyEndpoints } from './strategy.ts'
import { takeoverEndpoints } from './takeovers.ts'
import { todayEndpoints } from './today.ts'

/** Every endpoint of the API, by room. */
export const endpoints = {
  missions: missionEndpoints,
  people: peopleEndpoints,
  notices: noticeEndpoints,
  accounts: accountEndpoints,
  accountConnections: accountConnectionEndpoints,
  accountCustody: accountCustodyEndpoints,
  takeovers: takeoverEndpoints,
  impersonation: impersonationEndpoints,
  strategy: strategyEndpoints,
  narratives: narrativeEndpoints,
  facts: factEndpoints,
  campaigns: campaignEndpoints,
  media: mediaEndpoints,
  items: itemEndpoints,
  approvals: approvalEndpoints,
  deliveries: deliveryEndpoints,
  calendar: calendarEndpoints,
  observing: observingEndpoints,
  observation: observationEndpoints,
  messages: messageEndpoints,
  questions: questionEndpoints,
  imports: importEndpoints,
  reading: readingEndpoints,
  rating: ratingEndpoints,
  reports: reportEndpoints,
  alerts: alertEndpoints,
  outcomes: outcomeEndpoints,
  alignment: alignmentEndpoints,
  steering: steeringEndpoints,
  explainers: explainerEndpoints,
  today: todayEndpoints,
}

/** The API as types only; the browser's client imports nothing else. */
export type Api = ApiOf<typeof endpoints>
