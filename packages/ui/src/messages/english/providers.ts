/** Signing in by identity providers. `{name}` is the provider's name. */
export interface ProvidersMessages {
  readonly 'providers.continue': string
  /** Stands in the line between one way in and another. */
  readonly 'providers.or': string
  readonly 'providers.pending': string
  /** Said when the provider's own sign-in broke off; its window may have been kept from opening. */
  readonly 'providers.failed': string
  /** Said when the server did not take what the provider gave. */
  readonly 'providers.refused': string
}

export const providersEnglish: ProvidersMessages = {
  'providers.continue': 'Continue with {name}',
  'providers.or': 'or',
  'providers.pending': 'Waiting for {name}…',
  'providers.failed':
    "Signing in with {name} didn't work. If no window opened, allow pop-ups for this page, then try again.",
  'providers.refused': "We couldn't sign you in with {name}. Try again or choose another way.",
}
