import type { Drawn } from './PictureTask.ts'

/** In place of `drawInWorker` in React Native, whose engine refuses a bundle with `import.meta` in it. */
export function drawInWorker(): Promise<Drawn> {
  return Promise.resolve('cannot-encode')
}
