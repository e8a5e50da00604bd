'use client'

import { useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode, type RefObject } from 'react'
import Cropper from 'react-easy-crop'
import { keyStep, mostZoom, spreadOf, type Crop } from './cropping.ts'
import type { AvatarShape } from './UploadContext.ts'
import type { ShownPreview } from './usePreview.ts'

interface CropStageProps {
  readonly preview: ShownPreview | null
  readonly shape: AvatarShape
  readonly crop: Crop
  /** Names the frame. */
  readonly label: string
  /** At a wheel the cropper tells of a place and then of a zoom, both before anything is rendered again. */
  readonly onCrop: (change: (before: Crop) => Crop) => void
  /** The picture cannot be shown after all. */
  readonly onBroken: () => void
}

/** The frame's side, as a share of the stage's: some of what is left out can be seen. */
const share = 0.86

/** The picture under its frame, to be moved by pointer, fingers, wheel and keys. */
export function CropStage({ preview, shape, crop, label, onCrop, onBroken }: CropStageProps): ReactNode {
  const stage = useRef<HTMLDivElement>(null)
  const width = useWidth(stage)
  const side = width * share
  // To the cropper a zoom of 1 is a picture that fills the stage.
  const least = share * spreadOf(crop.rotation)
  return (
    <div ref={stage} className="cube-crop-stage" data-waiting={!preview || undefined} style={stageStyle}>
      {preview && width > 0 && (
        <Cropper
          image={preview.url}
          crop={{ x: crop.x * side, y: crop.y * side }}
          transform={`translate(-50%, -50%) translate(${crop.x * side}px, ${crop.y * side}px) rotate(${crop.rotation}deg) scale(${crop.zoom * least})`}
          zoom={crop.zoom * least}
          minZoom={least}
          maxZoom={least * mostZoom}
          rotation={crop.rotation}
          aspect={1}
          cropSize={{ width: side, height: side }}
          cropShape={shape === 'circle' ? 'round' : 'rect'}
          showGrid={false}
          keyboardStep={side * keyStep}
          objectFit="cover"
          // It would leave corners empty once the picture is turned: we keep it inside ourselves.
          restrictPosition={false}
          disableAutomaticStylesInjection
          style={{
            containerStyle,
            mediaStyle: preview.width > preview.height ? wideStyle : highStyle,
            cropAreaStyle: { ...frameStyle, borderRadius: shape === 'circle' ? '50%' : undefined },
          }}
          mediaProps={{ draggable: false, onError: onBroken }}
          cropperProps={{ role: 'application', 'aria-label': label }}
          onCropChange={({ x, y }) => onCrop((before) => ({ ...before, x: x / side, y: y / side }))}
          onZoomChange={(zoom) => onCrop((before) => ({ ...before, zoom: zoom / least }))}
        />
      )}
    </div>
  )
}

// What the cropper measures by, whether or not our stylesheet is there.
const stageStyle: CSSProperties = { position: 'relative', overflow: 'hidden', aspectRatio: 1 }
const containerStyle: CSSProperties = {
  position: 'absolute',
  inset: 0,
  overflow: 'hidden',
  touchAction: 'none',
}
const mediaStyle: CSSProperties = { position: 'absolute', left: '50%', top: '50%', maxWidth: 'none' }
const wideStyle: CSSProperties = { ...mediaStyle, width: 'auto', height: '100%' }
const highStyle: CSSProperties = { ...mediaStyle, width: '100%', height: 'auto' }
const frameStyle: CSSProperties = {
  position: 'absolute',
  left: '50%',
  top: '50%',
  boxSizing: 'border-box',
  transform: 'translate(-50%, -50%)',
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const { current } = element
    if (!current || typeof ResizeObserver !== 'function') return
    const watch = new ResizeObserver(() => setWidth(current.clientWidth))
    watch.observe(current)
    return () => watch.disconnect()
  }, [element])
  return width
}
