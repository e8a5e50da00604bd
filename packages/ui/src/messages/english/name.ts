/** The field of a full name. */
export interface NameMessages {
  readonly 'field.name': string
  readonly 'field.nameMissing': string
}

export const nameEnglish: NameMessages = {
  'field.name': 'Full name',
  'field.nameMissing': 'Enter your name.',
}
