import type { Translated } from '../../i18n/translated.ts'
import type { texts as source } from './texts.id.ts'

export const texts: Translated<typeof source> = {
  title: 'Notices',
  lead: 'What you need to know or do. What is over is no longer counted.',
  filter: 'Show',
  unread: 'Unread',
  all: 'All',
  readAll: 'Mark all read',
  reading: 'Marking…',
  readDone_one: '{{count}} notice marked read.',
  readDone_other: '{{count}} notices marked read.',
  markRead: 'Mark read',
  markUnread: 'Mark unread',
  urgent: 'urgent',
  over: 'over',
  none: 'Everything is read',
  noneDetail: 'When a review, a delivery or an account waits for you, it is told here.',
  nothing: 'No notices yet',
  nothingDetail: 'News of your reviews, deliveries, kits and accounts will gather here.',
  more: 'Show older ones',
  mail: {
    title: 'Mail',
    label: 'What comes to your mail',
    daily: 'Urgent at once, the rest once a day',
    urgent: 'Only what is urgent',
    none: 'Nothing',
    closed: 'No mail leaves this installation. Everything is still told on this page.',
    hint: 'The daily summary leaves at 07:00 at your place of work.',
    saved: 'Your choice of mail is saved.',
  },
}
