'use client'

import { useId, type ReactNode } from 'react'
import { Icon } from '../form/Icon.tsx'
import type { AvatarLaterMessages } from '../messages/english/avatarLater.ts'
import { CroppedPicture, type Cropped } from './CroppedPicture.tsx'
import { mostZoom, wholeCrop } from './cropping.ts'
import { numbersOf } from './numbersOf.ts'

interface CropControlsProps {
  readonly look: Cropped | null
  readonly texts: AvatarLaterMessages
  readonly locale: string | undefined
  readonly onZoom: (zoom: number) => void
  /** Called with degrees, clockwise. */
  readonly onTurn: (rotation: number) => void
}

/** How far the slider turns it to either side; the button turns it by quarters. */
const mostTilt = 45

/** How it will look, the sliders, and the button that turns it by a quarter. */
export function CropControls({ look, texts, locale, onZoom, onTurn }: CropControlsProps): ReactNode {
  const { zoom, rotation } = look?.crop ?? wholeCrop
  const quarters = Math.round(rotation / 90)
  const tilt = rotation - quarters * 90
  const { percent, degrees } = numbersOf(locale)
  return (
    <div className="cube-crop-controls">
      <div className="cube-crop-previews" aria-hidden>
        {(['circle', 'square', 'small'] as const).map((kind) => (
          <span
            key={kind}
            className="cube-crop-preview"
            data-kind={kind}
            style={{ position: 'relative', display: 'inline-block', overflow: 'hidden', ...sizes[kind] }}
          >
            {look && <CroppedPicture {...look} />}
          </span>
        ))}
      </div>
      <Slider
        label={texts['avatar.zoom']}
        min={1}
        max={mostZoom}
        step="any"
        value={zoom}
        text={percent(zoom)}
        disabled={!look}
        onValue={onZoom}
      />
      <Slider
        label={texts['avatar.rotation']}
        min={-mostTilt}
        max={mostTilt}
        step={1}
        value={tilt}
        text={degrees(tilt)}
        disabled={!look}
        onValue={(value) => onTurn(quarters * 90 + value)}
      />
      <button
        type="button"
        className="cube-button cube-button-plain cube-crop-turn"
        disabled={!look}
        onClick={() => onTurn(rotation + 90)}
      >
        <Icon d="M13.2 6.4A5.5 5.5 0 1 0 13.5 8M13.5 3v3.5H10" />
        {texts['avatar.turn']}
      </button>
    </div>
  )
}

const sizes = {
  circle: { width: 64, height: 64, borderRadius: '50%' },
  square: { width: 64, height: 64, borderRadius: 8 },
  small: { width: 32, height: 32, borderRadius: '50%' },
} as const

interface SliderProps {
  readonly label: string
  readonly min: number
  readonly max: number
  readonly step: number | 'any'
  readonly value: number
  /** The value, as it is said. */
  readonly text: string
  readonly disabled: boolean
  readonly onValue: (value: number) => void
}

function Slider({ label, text, onValue, ...range }: SliderProps): ReactNode {
  const id = useId()
  return (
    <div className="cube-crop-slider">
      <label htmlFor={id}>{label}</label>
      <span aria-hidden>{text}</span>
      <input
        {...range}
        id={id}
        type="range"
        aria-valuetext={text}
        onChange={({ currentTarget }) => onValue(Number(currentTarget.value))}
      />
    </div>
  )
}
