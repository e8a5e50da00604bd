import { createStage, type Stage } from '@cubekit/testing'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, type RenderResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { CubeProvider } from '../src/index.ts'

/** Components on screen, and everything behind them. */
export interface Page extends Stage, RenderResult {
  readonly queryClient: QueryClient
  /** The same providers around other components, for `rerender`. */
  readonly wrap: (children: ReactNode) => ReactNode
}

/** Shows components on a client and a server of their own. */
export function renderWithClient(children: ReactNode, stage: Stage = createStage()): Page {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const wrap: Page['wrap'] = (inner) => (
    <QueryClientProvider client={queryClient}>
      <CubeProvider client={stage.client}>{inner}</CubeProvider>
    </QueryClientProvider>
  )
  return { ...stage, queryClient, wrap, ...render(wrap(children)) }
}

/** What a person types to sign in. */
export function credentialsOf(person: Stage['person']): { login: string; password: string } {
  return { login: person.login, password: person.password }
}

export { createStage }
