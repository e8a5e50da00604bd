import type { Plural } from '../Plural.ts'

/** Showing people. */
export interface PeopleMessages<Category extends Intl.LDMLPluralRule = 'other'> {
  /** Stands for somebody without name, login and email. */
  readonly 'people.unnamed': string
  /** Marks guests. */
  readonly 'people.guest': string
  readonly 'people.online': string
  readonly 'people.offline': string
  /** Less than a minute ago. */
  readonly 'people.justNow': string
  /** `{time}` becomes a relative time of the active locale: "5 minutes ago". */
  readonly 'people.lastSeen': string
  /** Names the tags of somebody. */
  readonly 'people.tags': string
  /** Names a list of people. */
  readonly 'people.list': string
  readonly 'people.loading': string
  readonly 'people.none': string
  readonly 'people.failed': string
  /** When the server wants a pause; `{time}` becomes a relative time of the active locale: "in 20 seconds". */
  readonly 'people.busy': string
  /** Said where people would be, while the device is offline. */
  readonly 'people.disconnected': string
  readonly 'people.onlineCount': Plural<Category>
  readonly 'people.nobodyOnline': string
}

export const peopleEnglish: PeopleMessages<'one' | 'other'> = {
  'people.unnamed': 'Unnamed user',
  'people.guest': 'Guest',
  'people.online': 'Online',
  'people.offline': 'Offline',
  'people.justNow': 'just now',
  'people.lastSeen': 'Last seen {time}',
  'people.tags': 'Tags',
  'people.list': 'People',
  'people.loading': 'Loading people…',
  'people.none': 'Nobody to show yet.',
  'people.failed': "People couldn't be loaded.",
  'people.busy': 'The server is busy. Try again {time}.',
  'people.disconnected': "You're offline. People show here once you're back.",
  'people.onlineCount': { one: '{count} person online', other: '{count} people online' },
  'people.nobodyOnline': 'Nobody is online right now.',
}
