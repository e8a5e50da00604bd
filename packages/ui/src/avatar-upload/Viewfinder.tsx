'use client'

import { useRef, type CSSProperties, type ReactNode } from 'react'
import { Problem } from '../form/Problem.tsx'
import { photoOf } from './photoOf.ts'
import { useUploadParts } from './UploadContext.ts'
import { useLaterTexts } from './useLaterTexts.ts'
import { useCamera } from './useCamera.ts'

interface ViewfinderProps {
  readonly onTake: (photo: Blob) => void
  readonly onCancel: () => void
  readonly onRetry: () => void
}

/** What the camera sees, or why it sees nothing, and the buttons. */
export function Viewfinder({ onTake, onCancel, onRetry }: ViewfinderProps): ReactNode {
  const { texts: early } = useUploadParts()
  const texts = useLaterTexts()
  const video = useRef<HTMLVideoElement>(null)
  const { status, fail } = useCamera(video)
  const problem = status === 'starting' || status === 'on' ? null : texts[`avatar.camera-${status}`]
  return (
    <>
      <div className="cube-crop-stage" data-waiting={status === 'starting' || undefined} style={stageStyle}>
        <video ref={video} hidden={status !== 'on'} muted playsInline aria-hidden style={mirror} />
        <span role="status">{status === 'starting' && texts['avatar.camera-starting']}</span>
        {problem && (
          <span role="alert">
            <Problem>{problem}</Problem>
          </span>
        )}
      </div>
      <div className="cube-crop-buttons">
        <button type="button" className="cube-button cube-button-plain" onClick={onCancel}>
          {texts['avatar.cancel']}
        </button>
        {problem ? (
          <button type="button" className="cube-button" onClick={onRetry}>
            {texts['form.tryAgain']}
          </button>
        ) : (
          <button
            type="button"
            className="cube-button"
            aria-disabled={status !== 'on' || undefined}
            onClick={() => {
              if (status === 'on' && video.current) photoOf(video.current).then(onTake, fail)
            }}
          >
            {early['avatar.take']}
          </button>
        )}
      </div>
    </>
  )
}

const stageStyle: CSSProperties = { position: 'relative', overflow: 'hidden', aspectRatio: 1 }

/** As in a mirror, as people know themselves; the photo is the right way round. */
const mirror: CSSProperties = {
  position: 'absolute',
  inset: 0,
  width: '100%',
  height: '100%',
  objectFit: 'cover',
  transform: 'scaleX(-1)',
}
