// Runs the views of `cepol sql` with DuckDB on two threads, over CSV files. Usage: node bench-sql.mjs MODULES SCRIPT DATA VIEW COLUMNS RESULTS,
// where MODULES is the folder in which the npm package @duckdb/node-api is installed. Tables without a file are empty.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [modules, script, folder, view, columns, results] = process.argv.slice(2)
const { DuckDBInstance } = createRequire(`${modules}/`)('@duckdb/node-api')
const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
const text = readFileSync(script, 'utf8')
for (const part of text.split(/^CREATE VIEW /m).slice(1)) {
  const source = part.match(/\n  FROM ("(?:[^"]|"")+") r/)?.[1]
  if (!source) continue
  const file = `${folder}/${source.slice(1, -1)}.csv`
  const names = [...new Set([...part.matchAll(/CAST\(r\.("(?:[^"]|"")+") AS TEXT\)/g)].map((one) => one[1]))]
  await connection.run(existsSync(file)
    ? `CREATE VIEW ${source} AS SELECT * FROM read_csv('${file}', header = true, delim = ',', quote = '"', all_varchar = true)`
    : `CREATE TABLE ${source} (${names.map((name) => `${name} TEXT`).join(', ')})`)
}
await connection.run(text)
await connection.run(`COPY (SELECT ${columns} FROM ${view} ORDER BY "row") TO '${results}' (HEADER true, DELIMITER ',')`)
