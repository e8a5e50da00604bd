import type * as CubekitReact from '@cubekit/react'
import { JSDOM } from 'jsdom'
import type { ReactNode } from 'react'
import { bundle } from './bundle.ts'

/** Something that React shows in Node. */
export interface ReactPage {
  readonly root: HTMLElement
  /** Does something and lets React finish what follows from it. */
  after(work: () => Promise<unknown>): Promise<void>
  text(): string
  close(): void
}

/** Before React DOM is loaded, which looks for a document once. */
export function openDocument(): void {
  if ('document' in globalThis) return
  const { window } = new JSDOM('<!doctype html>', { url: 'http://localhost/' })
  Object.assign(globalThis, { window, document: window.document, IS_REACT_ACT_ENVIRONMENT: true })
}

export async function show(page: ReactNode): Promise<ReactPage> {
  const [{ act }, { createRoot }] = await Promise.all([import('react'), import('react-dom/client')])
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  act(() => root.render(page))
  return {
    root: container,
    after: (work) => act(async () => void (await work())),
    text: () => container.textContent ?? '',
    close() {
      act(() => root.unmount())
      container.remove()
    },
  }
}

/** Our React package has JSX, which Node cannot read: it goes through the bundler first. */
export async function loadCubekitReact(): Promise<typeof CubekitReact> {
  const { url } = await bundle('react', `export * from '@cubekit/react'`, {
    platform: 'node',
    without: ['react', '@tanstack/react-query', '@cubekit/core'],
  })
  return import(url)
}
