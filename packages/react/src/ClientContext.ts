'use client'

import type { CubeClient } from '@cubekit/core'
import { type Context, createContext } from 'react'

/** Hands the client from `CubeProvider` to the hooks. */
export const ClientContext: Context<CubeClient | null> = createContext<CubeClient | null>(null)
