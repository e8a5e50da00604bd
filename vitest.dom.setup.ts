import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// A busy machine is slow, not broken.
configure({ asyncUtilTimeout: 4000 })

afterEach(cleanup)
