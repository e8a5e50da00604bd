import type { ProviderSignIn } from '@cubekit/core'
import type { ReactNode } from 'react'

/** One identity provider, as a button offers it. */
export interface SignInWay {
  /** Yours, to tell the ways apart. */
  readonly id: string
  /** As people know it: "Google". Stands in "Continue with Google". */
  readonly name: string
  /** Its sign, about 20 by 20 pixels. Give it no text: the button has a name. */
  readonly icon?: ReactNode
  /** Opens the provider's window. It is called in the click itself, so that browsers let the window open. */
  readonly signIn: ProviderSignIn
}
