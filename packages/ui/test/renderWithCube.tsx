import type { CubeClientOptions } from '@cubekit/core'
import type { Emulator } from '@cubekit/emulator'
import { CubeProvider } from '@cubekit/react'
import { createStage, type Stage, type StageOptions } from '@cubekit/testing'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, type RenderResult } from '@testing-library/react'
import { userEvent, type UserEvent } from '@testing-library/user-event'
import { StrictMode, type ReactNode } from 'react'

/** A form on a page, the person at it, and everything behind them. */
export interface CubePage extends Stage, RenderResult {
  readonly queryClient: QueryClient
  readonly user: UserEvent
  /** Puts other components on the same client, to rerender with. */
  readonly wrap: (components: ReactNode) => ReactNode
}

/** What a test may set up differently. */
export interface CubePageOptions {
  readonly emulator?: StageOptions['emulator']
  readonly client?: (emulator: Emulator) => Partial<CubeClientOptions>
  /** Happens before anything is shown. */
  readonly before?: (stage: Stage) => unknown
}

/** Shows components as an app would, on a client and a server of their own. */
export async function renderWithCube(children: ReactNode, options: CubePageOptions = {}): Promise<CubePage> {
  const made = createStage({ ...(options.emulator && { emulator: options.emulator }) })
  const stage = { ...made, client: made.open(options.client?.(made.emulator)) }
  await options.before?.(stage)
  const queryClient = new QueryClient()
  const wrap: CubePage['wrap'] = (components) => (
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <CubeProvider client={stage.client}>{components}</CubeProvider>
      </QueryClientProvider>
    </StrictMode>
  )
  return { ...stage, ...render(wrap(children)), queryClient, wrap, user: userEvent.setup() }
}

/** How many requests of a kind the server has seen. */
export function count(requests: Stage['requests'], request: string): number {
  return requests().filter((seen) => seen === request).length
}
