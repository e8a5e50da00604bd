/** Something to draw on. */
export interface Surface {
  readonly context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
  /** What was drawn, as a file; of another type where the browser cannot write the one asked for. */
  encode(type: string, quality?: number): Promise<Blob | null>
}

/** Makes something to draw on; `null` where there is no such thing. */
export type NewSurface = (width: number, height: number) => Surface | null

/** The processor reads from it more than a graphics card would draw. */
const settings: CanvasRenderingContext2DSettings = { willReadFrequently: true }

/** In a worker. */
export function offscreenSurface(width: number, height: number): Surface | null {
  if (typeof OffscreenCanvas === 'undefined') return null
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', settings)
  return (
    context && {
      context,
      encode: (type, quality) => canvas.convertToBlob({ type, ...(quality !== undefined && { quality }) }),
    }
  )
}

/** In the page. */
export function pageSurface(width: number, height: number): Surface | null {
  if (typeof document === 'undefined') return null
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', settings)
  return (
    context && {
      context,
      encode: (type, quality) =>
        new Promise((resolve) => {
          canvas.toBlob(resolve, type, quality)
        }),
    }
  )
}
