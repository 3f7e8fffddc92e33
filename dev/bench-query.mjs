// Runs dev/bench-query.sql with DuckDB on two threads. Usage: node bench-query.mjs MODULES QUERY DATA RESULTS, where MODULES
// is the folder in which the npm package @duckdb/node-api is installed.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [modules, query, folder, results] = process.argv.slice(2)
const { DuckDBInstance } = createRequire(`${modules}/`)('@duckdb/node-api')
const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
await connection.run(readFileSync(query, 'utf8').replaceAll('$folder', folder).replaceAll('$results', results))
