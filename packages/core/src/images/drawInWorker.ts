import type { Drawn, PictureTask } from './PictureTask.ts'

/** Where a page forbids workers or its bundler leaves ours behind, asking again would only fill the console. */
let canUseWorkers = true

/** Has a picture drawn off the main thread. The worker ends with it, or when `signal` says so. */
export function drawInWorker(task: PictureTask, signal: AbortSignal): Promise<Drawn> {
  if (!canUseWorkers) return Promise.resolve('cannot-encode')
  return new Promise((resolve) => {
    const fail = (): void => {
      canUseWorkers = false
      resolve('cannot-encode')
    }
    try {
      // Bundlers look for exactly this. The file is called so once it is built.
      const worker = new Worker(new URL('./pictureWorker.js', import.meta.url), { type: 'module' })
      const end = (): void => worker.terminate()
      worker.onmessage = ({ data }: MessageEvent<Drawn>) => {
        end()
        resolve(data)
      }
      worker.onerror = (event) => {
        event.preventDefault()
        end()
        fail()
      }
      signal.addEventListener('abort', end)
      worker.postMessage(task)
    } catch {
      fail()
    }
  })
}
