/** A field of an account beside the password, by the name of its input. */
export type AccountFieldName = 'full_name' | 'login' | 'email' | 'phone' | 'website' | 'tags'

/** Which fields are asked for beside login or email, and whether they may stay empty. */
export type ExtraFields = {
  readonly [Name in Exclude<AccountFieldName, 'login' | 'email'>]?: 'optional' | 'required'
}

/** In the order in which they are shown. */
export const accountFieldNames: readonly AccountFieldName[] = [
  'full_name',
  'login',
  'email',
  'phone',
  'website',
  'tags',
]
