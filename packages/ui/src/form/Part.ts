import type { ForwardRefExoticComponent, RefAttributes } from 'react'

/** A part of a form: takes the props of its element, and a ref to it in React 18 and 19 alike. */
export type Part<Props, Target> = ForwardRefExoticComponent<Props & RefAttributes<Target>>
