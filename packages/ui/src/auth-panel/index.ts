// No "use client" here: through such a module a server component could not reach into AuthPanelParts.
export { AuthPanel } from './AuthPanel.tsx'
export type { AuthPanelProps } from './AuthPanel.tsx'
export type { AuthView } from './AuthView.ts'
export * as AuthPanelParts from './parts.ts'
