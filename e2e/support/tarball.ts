import { mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { run } from '../../scripts/run.ts'

/** Unpacks a tarball into a new temporary folder and returns the package's folder in it. */
export async function unpack(tarball: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cubekit-tarball-'))
  await run('tar', ['-xzf', tarball, '-C', folder])
  return join(folder, 'package')
}

/** All files of a folder, with forward slashes, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => file.split(sep).join('/'))
    .sort()
}

/** Whether a module says `"use client"` before anything else. */
export function isClientModule(file: string): boolean {
  return /^\s*(?:\/\*[\s\S]*?\*\/\s*|\/\/.*\n\s*)*["']use client["']/.test(readFileSync(file, 'utf8'))
}
