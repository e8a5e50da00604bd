import {
  createCubeClient,
  localSigner,
  memoryStorage,
  type CubeClient,
  type CubeClientOptions,
} from '@cubekit/core'
import { createEmulator, type Emulator, type EmulatorOptions } from '@cubekit/emulator'
import { CubeProvider } from '@cubekit/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, type RenderResult } from '@testing-library/react'
import { userEvent, type UserEvent } from '@testing-library/user-event'
import { StrictMode, type ReactNode } from 'react'

/** One of the emulator's people. */
export type Person = Emulator['people'][number]

/** A form on a page, the person at it, and the server behind it. */
export interface CubePage extends RenderResult {
  readonly emulator: Emulator
  readonly client: CubeClient
  readonly queryClient: QueryClient
  readonly user: UserEvent
  /** Somebody with an account. */
  readonly person: Person
  /** Puts other components on the same client, to rerender with. */
  readonly wrap: (components: ReactNode) => ReactNode
}

/** What a test may set up differently. */
export interface CubePageOptions {
  readonly emulator?: EmulatorOptions
  readonly client?: (emulator: Emulator) => Partial<CubeClientOptions>
  /** Happens before anything is shown. */
  readonly before?: (page: Pick<CubePage, 'emulator' | 'client' | 'person'>) => unknown
}

/** Shows components as an app would, on a client and an emulator of their own. */
export async function renderWithCube(children: ReactNode, options: CubePageOptions = {}): Promise<CubePage> {
  const emulator = createEmulator(options.emulator)
  const client = createCubeClient({
    ...emulator.clientOptions,
    signer: localSigner(emulator.keys),
    storage: memoryStorage(),
    ...options.client?.(emulator),
  })
  const [person] = emulator.people
  if (!person) throw new Error('The emulator has no people.')
  await options.before?.({ emulator, client, person })
  const queryClient = new QueryClient()
  const wrap = (components: ReactNode): ReactNode => (
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <CubeProvider client={client}>{components}</CubeProvider>
      </QueryClientProvider>
    </StrictMode>
  )
  const page = render(wrap(children))
  return { ...page, wrap, emulator, client, queryClient, person, user: userEvent.setup() }
}

/** How many requests of a kind the server has seen. */
export function count(emulator: Emulator, method: string, path: string): number {
  return emulator.log.filter((entry) => entry.method === method && entry.path === path).length
}
