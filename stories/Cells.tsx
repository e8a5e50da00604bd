import { CubeProvider } from '@cubekit/react'
import type { ReactNode } from 'react'
import { createScene } from '../.storybook/scenarios.ts'
import type { Scenario, Scene } from '../.storybook/scenarios.ts'

/** One state among others: a name, a server of its own, and what is shown on it. */
export interface Cell {
  readonly name: string
  readonly scenario?: Scenario
  readonly show: ReactNode
  /** Brings the state about, once the cell is on the page. */
  readonly play?: (cell: HTMLElement, scene: Scene) => Promise<void>
}

/** A server and a client for each cell. */
export async function createScenes(cells: readonly Cell[]): Promise<Scene[]> {
  const scenes = await Promise.all(cells.map(({ scenario }) => createScene(scenario)))
  return scenes.filter((scene) => scene !== null)
}

/** All states side by side. */
export function Cells({ cells, scenes }: { cells: readonly Cell[]; scenes: readonly Scene[] }): ReactNode {
  return (
    <div className="cells">
      {cells.map(({ name, show }, at) => {
        const scene = scenes[at]
        return (
          <section key={name} aria-label={name} className="cell">
            <h3>{name}</h3>
            {scene && <CubeProvider client={scene.client}>{show}</CubeProvider>}
          </section>
        )
      })}
      <style>{`
        .cells { inline-size: 100%; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); gap: 2rem; align-items: start; }
        .cell h3 { margin: 0 0 .5rem; font-size: .8125rem; font-weight: 500; }
      `}</style>
    </div>
  )
}

/** Plays one cell after the other, since only one can have the keyboard. */
export async function playCells(
  canvas: HTMLElement,
  cells: readonly Cell[],
  scenes: readonly Scene[],
): Promise<void> {
  for (const [at, { name, play }] of cells.entries()) {
    const cell = canvas.querySelector<HTMLElement>(`[aria-label="${name}"]`)
    const scene = scenes[at]
    if (cell && scene) await play?.(cell, scene)
  }
}
