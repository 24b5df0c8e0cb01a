// node-postgres through Howdah: PGHOST and its like say where. Exits with 0 when all is well.
'use strict';
const assert = require('node:assert/strict');
const { pipeline } = require('node:stream/promises');
const { Readable } = require('node:stream');
const { Client, Pool } = require('pg');
const Cursor = require('pg-cursor');
const copy = require('pg-copy-streams');
const QueryStream = require('pg-query-stream');

async function parameters(client) {
  for (let i = 0; i < 20; i++) {
    const { rows } = await client.query('SELECT $1::int + 1 AS next, $2::jsonb AS doc', [i, { i }]);
    assert.deepEqual(rows, [{ next: i + 1, doc: { i } }]);
  }
}

async function prepared(client) {
  for (let i = 0; i < 20; i++) {
    const query = { name: 'double', text: 'SELECT $1::int * 2 AS twice', values: [i] };
    assert.equal((await client.query(query)).rows[0].twice, 2 * i);
  }
}

async function errors(client) {
  await assert.rejects(client.query('SELECT 1 / $1::int', [0]), { code: '22012' });
  await assert.rejects(client.query('SELEC'), { code: '42601' });
  assert.equal((await client.query('SELECT 1 AS one')).rows[0].one, 1);
}

async function transactions(client) {
  await client.query('CREATE TEMP TABLE notes (note text)');
  await client.query('BEGIN');
  await client.query('INSERT INTO notes VALUES ($1)', ['lost']);
  await client.query('ROLLBACK');
  await client.query('BEGIN');
  await client.query('INSERT INTO notes VALUES ($1)', ['kept']);
  await client.query('COMMIT');
  assert.deepEqual((await client.query('TABLE notes')).rows, [{ note: 'kept' }]);
}

async function cursors(client) {
  await client.query('BEGIN');
  const cursor = client.query(new Cursor('SELECT generate_series(1, $1::int) AS n', [250]));
  let read = 0;
  for (let rows = await cursor.read(100); rows.length > 0; rows = await cursor.read(100)) {
    rows.forEach((row) => assert.equal(row.n, ++read));
  }
  assert.equal(read, 250);
  await cursor.close();
  await client.query('COMMIT');
}

async function copies(client) {
  await client.query('CREATE TEMP TABLE copied (id int, note text)');
  const lines = Array.from({ length: 5000 }, (_, i) => `${i}\tnote ${i}\n`);
  await pipeline(Readable.from(lines), client.query(copy.from('COPY copied FROM STDIN')));
  const chunks = [];
  for await (const chunk of client.query(copy.to('COPY copied TO STDOUT'))) chunks.push(chunk);
  assert.equal(Buffer.concat(chunks).toString(), lines.join(''));
}

async function notifications(client, other) {
  const heard = new Promise((resolve) => client.once('notification', resolve));
  await client.query('LISTEN herd');
  await other.query("NOTIFY herd, 'hello'");
  assert.equal((await heard).payload, 'hello');
}

async function streams(client) {
  await client.query('BEGIN');
  const stream = client.query(new QueryStream('SELECT n FROM generate_series(1, $1::int) n', [1000], { batchSize: 90 }));
  let read = 0;
  for await (const row of stream) assert.equal(row.n, ++read);
  assert.equal(read, 1000);
  await client.query('COMMIT');
}

async function settings(client, other) {
  await client.query("SET timezone = 'Asia/Tokyo'");
  for (let i = 0; i < 5; i++) {
    assert.notEqual((await other.query('SHOW timezone')).rows[0].TimeZone, 'Asia/Tokyo');
    assert.equal((await client.query('SHOW timezone')).rows[0].TimeZone, 'Asia/Tokyo');
  }
  await client.query('RESET timezone');
}

async function listeners(client, other) {
  const heard = [];
  client.on('notification', (message) => heard.push(`${message.channel} ${message.payload}`));
  await client.query('LISTEN one');
  await client.query('LISTEN two');
  await client.query("SELECT pg_notify('one', 'own')");
  await other.query("SELECT pg_notify('two', $1)", ['from another']);
  while (heard.length < 2) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(heard, ['one own', 'two from another']);
  await client.query('UNLISTEN *');
}

async function names(client, other) {
  const of = (text) => ({ name: 'same', text, values: [1] });
  for (let i = 0; i < 5; i++) {
    assert.equal((await client.query(of('SELECT $1::int + 1 AS n'))).rows[0].n, 2);
    assert.equal((await other.query(of('SELECT $1::int - 1 AS n'))).rows[0].n, 0);
  }
}

async function pools() {
  const pool = new Pool({ max: 16 });
  const asked = Array.from({ length: 400 }, async (_, i) => {
    const { rows } = await pool.query({ name: 'echo', text: 'SELECT $1::text AS echo', values: [`${i}`] });
    assert.equal(rows[0].echo, `${i}`);
  });
  await Promise.all(asked);
  await pool.end();
}

async function main() {
  const client = new Client();
  const other = new Client();
  await Promise.all([client.connect(), other.connect()]);
  const checks = [parameters, prepared, names, errors, transactions, cursors, streams, copies, settings, notifications, listeners];
  for (const check of checks) {
    await check(client, other);
    console.log(check.name);
  }
  await Promise.all([client.end(), other.end()]);
  await pools();
  console.log('pools');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
