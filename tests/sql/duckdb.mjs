// Runs statements and queries with DuckDB, a database in memory for each line of JSON. Usage: node duckdb.mjs MODULES.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const { DuckDBInstance } = createRequire(`${process.argv[2]}/`)('@duckdb/node-api')
for await (const line of createInterface({ input: process.stdin })) {
  const { statements, queries } = JSON.parse(line)
  let answer
  try {
    const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
    const connection = await instance.connect()
    await connection.run(statements)
    const answers = []
    for (const query of queries) answers.push((await connection.runAndReadAll(query)).getRowObjectsJson())
    answer = { answers }
    connection.closeSync()
    instance.closeSync()
  } catch (error) {
    answer = { error: String(error.message ?? error) }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
