/** Showing people. */
export interface PeopleMessages {
  /** Stands for somebody without name, login and email. */
  readonly 'people.unnamed': string
  readonly 'people.online': string
  readonly 'people.offline': string
}

export const peopleEnglish: PeopleMessages = {
  'people.unnamed': 'Unnamed user',
  'people.online': 'Online',
  'people.offline': 'Offline',
}
