export { createStage, type Stage, type StageOptions } from './createStage.ts'
export { errorOf } from './errorOf.ts'
export { type HeldAnswers, holdAnswers } from './holdAnswers.ts'
export { createTabGroup, type TabGroup, type TestTab } from './createTabGroup.ts'
