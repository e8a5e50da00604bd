import { runModel, type ModelOptions } from '../model/runModel.ts'

/** A process of its own for one run of the model, as the environment variable `CUBEKIT_MODEL` asks for. */
const report = await runModel(JSON.parse(process.env['CUBEKIT_MODEL'] ?? '{}') as ModelOptions)
process.stdout.write(JSON.stringify(report))
