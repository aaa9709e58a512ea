// Asks a BigQuery what Google's own client for Node asks, and prints one line of JSON for each case:
// {"case": "...", "passed": true} or {"case": "...", "passed": false, "said": "..."}.
// Needs BIGQUERY_EMULATOR_HOST, and METADATA_SERVER_DETECTION=none so that nothing leaves this machine.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const zlib = require('node:zlib');
const {BigQuery} = require('@google-cloud/bigquery');

// For one case. The client waits some seconds before it tries again.
const PATIENCE = 30_000;

const PROJECT = 'judge';
const EMULATOR = process.env.BIGQUERY_EMULATOR_HOST;
const bigquery = new BigQuery({projectId: PROJECT});
// The other way to the same server: its paths begin with /bigquery/v2.
delete process.env.BIGQUERY_EMULATOR_HOST;
const elsewhere = new BigQuery({projectId: PROJECT, apiEndpoint: EMULATOR});

// Without credentials the client forgets that an upload has headers.
const authenticate = bigquery.makeAuthenticatedRequest;
bigquery.makeAuthenticatedRequest = Object.assign((request, callbacks) => authenticate({headers: {}, ...request}, callbacks), authenticate);

const PEOPLE = [{name: 'name', type: 'STRING'}, {name: 'age', type: 'INTEGER'}];

let lastId = 0;

/** A dataset of its own for a case. */
async function scene(options = {}) {
  const [dataset] = await bigquery.createDataset(`case_${++lastId}`, {location: 'EU', ...options});
  return dataset;
}

/** A table with rows in it. */
async function people(dataset, rows = [{name: 'Ada', age: 36}, {name: 'Grace', age: null}]) {
  const [table] = await dataset.createTable('people', {schema: PEOPLE});
  if (rows.length > 0) await table.insert(rows);
  return {table, name: `\`${PROJECT}.${dataset.id}.people\``};
}

const ask = async (query, options = {}) => (await bigquery.query({query, ...options}))[0];
const fails = (work, code, reason) => assert.rejects(work, error => {
  assert.equal(error.code, code, error.message);
  if (reason) assert.equal(error.errors[0].reason, reason);
  return true;
});

function file(text) {
  const name = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'judge-')), 'rows');
  fs.writeFileSync(name, text);
  return name;
}

async function loaded(table, text, metadata) {
  const [job] = await table.load(file(text), metadata);
  return job;
}

const cases = {
  async scalars_come_as_their_types() {
    const [row] = await ask("select 1 as i, 1.5 as f, true as b, 'Grüße' as s, b'ab' as y, numeric '12.5' as n, bignumeric '0.00000000000000000001' as g");
    assert.deepEqual({...row, y: row.y.toString(), n: row.n.toString(), g: row.g.toFixed()}, {i: 1, f: 1.5, b: true, s: 'Grüße', y: 'ab', n: '12.5', g: '0.00000000000000000001'});
  },

  async dates_and_times_come_as_they_were_said() {
    const [row] = await ask("select date '2026-03-29' as d, datetime '2026-03-29 02:30:00.5' as dt, time '23:59:59' as t, timestamp '2026-03-29 00:30:00.123456+00' as ts");
    assert.equal(row.d.value, '2026-03-29');
    assert.equal(row.dt.value, '2026-03-29T02:30:00.5');
    assert.equal(row.t.value, '23:59:59');
    assert.equal(row.ts.value, '2026-03-29T00:30:00.123456000Z');
  },

  async a_null_of_any_type_is_null() {
    const [row] = await ask('select cast(null as int64) as i, cast(null as string) as s, cast(null as date) as d');
    assert.deepEqual(row, {i: null, s: null, d: null});
  },

  async arrays_and_structs_come_whole() {
    const [row] = await ask("select [1, 2] as a, struct('x' as k, 2 as v) as s, [struct(1 as n)] as l");
    assert.deepEqual(row, {a: [1, 2], s: {k: 'x', v: 2}, l: [{n: 1}]});
  },

  async an_empty_array_and_a_null_one_come_empty() {
    const [row] = await ask('select array<int64>[] as e, cast(null as array<int64>) as n');
    assert.deepEqual(row, {e: [], n: []});
  },

  async rows_keep_their_order() {
    const rows = await ask('select n from unnest([3, 1, 2]) as n order by n desc');
    assert.deepEqual(rows.map(r => r.n), [3, 2, 1]);
  },

  async nothing_counts_as_zero_and_sums_as_null() {
    const {name} = await people(await scene(), []);
    assert.deepEqual(await ask(`select count(*) as n, sum(age) as s from ${name}`), [{n: 0, s: null}]);
  },

  async columns_are_found_in_any_case() {
    const {name} = await people(await scene());
    assert.equal((await ask(`select NAME from ${name} where AGE = 36`)).length, 1);
  },

  async a_column_without_a_name_gets_one() {
    assert.deepEqual(await ask('select 1, 2'), [{f0_: 1, f1_: 2}]);
  },

  async named_parameters_are_values() {
    const params = {text: "it's `quoted`", number: 7, day: BigQuery.date('2026-01-02'), flag: false};
    assert.deepEqual(
      (await ask('select @text as text, @number as number, cast(@day as string) as day, @flag as flag', {params})), [{...params, day: '2026-01-02'}]);
  },

  async a_parameter_may_be_null() {
    assert.deepEqual(await ask('select @nothing is null as yes', {params: {nothing: null}, types: {nothing: 'STRING'}}), [{yes: true}]);
  },

  async an_array_is_a_parameter_and_an_empty_one_is_not_null() {
    const query = 'select n from unnest([1, 2, 3]) as n where n in unnest(@some) and @none is not null order by n';
    assert.deepEqual(await ask(query, {params: {some: [1, 3], none: []}, types: {some: ['INT64'], none: ['INT64']}}), [{n: 1}, {n: 3}]);
  },

  async a_struct_is_a_parameter() {
    assert.deepEqual(await ask('select @p.name as name, @p.age as age', {params: {p: {name: 'Ada', age: 36}}}), [{name: 'Ada', age: 36}]);
  },

  async many_rows_come_in_pages() {
    const [job] = await bigquery.createQueryJob({query: 'select n from unnest(generate_array(1, 25)) as n order by n'});
    const [first, next] = await job.getQueryResults({maxResults: 10, autoPaginate: false});
    assert.deepEqual([first.length, first[9].n], [10, 10]);
    const [second, after] = await job.getQueryResults({...next, autoPaginate: false});
    const [third, end] = await job.getQueryResults({...after, autoPaginate: false});
    assert.deepEqual([second[0].n, third.length, third[4].n, end], [11, 5, 25, null]);
  },

  async no_rows_may_be_asked_for() {
    const [job] = await bigquery.createQueryJob({query: 'select 1 as n'});
    const [rows, , response] = await job.getQueryResults({maxResults: 0, autoPaginate: false});
    assert.deepEqual([rows.length, response.totalRows], [0, '1']);
  },

  async a_mistake_is_an_invalid_query() {
    await fails(bigquery.query('selec 1'), 400, 'invalidQuery');
    await fails(bigquery.query('select nope from unnest([1])'), 400, 'invalidQuery');
    await fails(bigquery.query('select 1 / 0'), 400, 'invalidQuery');
  },

  async a_table_that_is_missing_is_not_found() {
    await fails(bigquery.query(`select 1 from \`${PROJECT}.nowhere.people\``), 404, 'notFound');
    await fails(bigquery.dataset('nowhere').getMetadata(), 404, 'notFound');
    await fails(bigquery.dataset('nowhere').table('people').getMetadata(), 404, 'notFound');
    await fails(bigquery.job('nowhere').getMetadata(), 404, 'notFound');
  },

  async a_table_is_found_in_the_default_dataset() {
    const dataset = await scene();
    await people(dataset);
    assert.equal((await ask('select count(*) as n from `people`', {defaultDataset: {datasetId: dataset.id}}))[0].n, 2);
  },

  async a_dry_run_costs_nothing_and_says_what_it_would() {
    const {name} = await people(await scene());
    const [job] = await bigquery.createQueryJob({query: `select name from ${name}`, dryRun: true});
    assert.equal(job.metadata.statistics.totalBytesProcessed, '32');
    assert.equal(job.metadata.status.state, 'DONE');
  },

  async a_query_that_reads_too_much_is_refused() {
    const {name} = await people(await scene());
    await fails(bigquery.query({query: `select * from ${name}`, maximumBytesBilled: '31'}), 400, 'bytesBilledLimitExceeded');
  },

  async a_job_is_found_by_its_id() {
    const [job] = await bigquery.createQueryJob({query: 'select 1 as n', jobId: 'job-of-the-judge', location: 'EU'});
    const [metadata] = await bigquery.job('job-of-the-judge', {location: 'EU'}).getMetadata();
    assert.equal(metadata.id, job.metadata.id);
    assert.equal(metadata.status.state, 'DONE');
  },

  async a_query_leaves_a_job() {
    const [, , response] = await bigquery.query({query: 'select 1 as n', jobCreationMode: 'JOB_CREATION_REQUIRED'}, {autoPaginate: false});
    const [metadata] = await bigquery.job(response.jobReference.jobId).getMetadata();
    assert.equal(metadata.jobReference.jobId, response.jobReference.jobId);
  },

  async a_job_id_is_used_once() {
    await bigquery.createQueryJob({query: 'select 1', jobId: 'twice'});
    await fails(bigquery.createQueryJob({query: 'select 1', jobId: 'twice'}), 409, 'duplicate');
  },

  async labels_are_kept() {
    const [job] = await bigquery.createQueryJob({query: 'select 1', labels: {tenant: 'aurora'}});
    assert.deepEqual((await job.getMetadata())[0].configuration.labels, {tenant: 'aurora'});
  },

  async a_job_can_be_cancelled() {
    const [job] = await bigquery.createQueryJob({query: 'select 1'});
    const [response] = await job.cancel();
    assert.equal(response.job.jobReference.jobId, job.id);
  },

  async datasets_are_made_found_changed_and_listed() {
    const dataset = await scene({labels: {a: '1'}});
    await dataset.setMetadata({description: 'changed', labels: {b: '2'}});
    const [metadata] = await dataset.getMetadata();
    assert.deepEqual([metadata.location, metadata.description, metadata.labels], ['EU', 'changed', {a: '1', b: '2'}]);
    assert.ok((await bigquery.getDatasets())[0].some(d => d.id === dataset.id));
  },

  async a_second_of_the_same_name_is_a_duplicate() {
    const dataset = await scene();
    await people(dataset, []);
    await fails(bigquery.createDataset(dataset.id), 409, 'duplicate');
    await fails(dataset.createTable('people', {schema: PEOPLE}), 409, 'duplicate');
  },

  async a_dataset_with_tables_is_not_deleted_by_mistake() {
    const dataset = await scene();
    await people(dataset, []);
    await fails(dataset.delete(), 400, 'resourceInUse');
    await dataset.delete({force: true});
    assert.deepEqual(await dataset.exists(), [false]);
  },

  async tables_are_made_found_changed_listed_and_deleted() {
    const dataset = await scene();
    const {table} = await people(dataset, []);
    await table.setMetadata({schema: {fields: [...PEOPLE, {name: 'born', type: 'DATE'}]}});
    const [metadata] = await table.getMetadata();
    assert.equal(metadata.schema.fields.length, 3);
    assert.deepEqual((await dataset.getTables())[0].map(t => t.id), ['people']);
    await table.delete();
    assert.deepEqual(await table.exists(), [false]);
  },

  async what_is_inserted_is_seen_by_the_next_query() {
    const {table, name} = await people(await scene(), []);
    await table.insert([{name: 'Ada', age: 36}]);
    assert.deepEqual(await ask(`select name, age from ${name}`), [{name: 'Ada', age: 36}]);
  },

  async one_bad_row_keeps_the_others_out_and_is_named() {
    const {table, name} = await people(await scene(), []);
    await assert.rejects(table.insert([{name: 'Ada'}, {name: 'Grace', nope: 1}], {partialRetries: 0}), error => {
      assert.equal(error.name, 'PartialFailureError');
      assert.deepEqual(error.errors.map(e => e.row.name).sort(), ['Ada', 'Grace']);
      return true;
    });
    assert.equal((await ask(`select count(*) as n from ${name}`))[0].n, 0);
  },

  async good_rows_come_in_where_bad_ones_are_skipped() {
    const {table, name} = await people(await scene(), []);
    await assert.rejects(table.insert([{name: 'Ada'}, {nope: 1}], {skipInvalidRows: true, partialRetries: 0}));
    await table.insert([{name: 'Grace', nope: 1}], {ignoreUnknownValues: true});
    assert.deepEqual((await ask(`select name from ${name} order by 1`)).map(r => r.name), ['Ada', 'Grace']);
  },

  async rows_are_listed_without_a_query() {
    const dataset = await scene();
    const [table] = await dataset.createTable('moments', {schema: [{name: 'at', type: 'TIMESTAMP'}, {name: 'tags', type: 'STRING', mode: 'REPEATED'}]});
    await table.insert([{at: '2026-01-02T03:04:05.678901Z', tags: ['a', 'b']}]);
    const [[row]] = await table.getRows();
    assert.deepEqual([row.at.value, row.tags], ['2026-01-02T03:04:05.678901000Z', ['a', 'b']]);
  },

  async rows_are_changed_by_statements() {
    const {name} = await people(await scene());
    await ask(`insert into ${name} (name, age) values ('Edsger', 72)`);
    await ask(`update ${name} set age = 85 where name = 'Grace'`);
    await ask(`delete from ${name} where name = 'Ada'`);
    assert.deepEqual(await ask(`select name, age from ${name} order by 1`), [{name: 'Edsger', age: 72}, {name: 'Grace', age: 85}]);
  },

  async a_merge_counts_what_it_took_away_and_put_in() {
    const dataset = await scene();
    const {table, name} = await people(dataset);
    await dataset.createTable('news', {schema: PEOPLE});
    await dataset.table('news').insert([{name: 'Alan', age: 41}, {name: 'Edsger', age: 40}, {name: 'Barbara', age: null}]);
    const [job] = await bigquery.createQueryJob({
      query: `merge into ${name} as t using \`${PROJECT}.${dataset.id}.news\` as s on false
        when not matched by source and t.age >= @age then delete
        when not matched by target then insert (name, age) values (name, age)`,
      params: {age: 30},
    });
    await job.getQueryResults();
    const [{statistics}] = await job.getMetadata();
    assert.deepEqual(statistics.query.dmlStats, {insertedRowCount: '3', updatedRowCount: '0', deletedRowCount: '1'});
    assert.equal(statistics.query.numDmlAffectedRows, '4');
    assert.deepEqual((await table.getRows())[0].map(r => r.name).sort(), ['Alan', 'Barbara', 'Edsger', 'Grace']);
  },

  async a_transaction_holds_together() {
    const {table, name} = await people(await scene());
    const script = last => `begin transaction;\ndelete from ${name} where true;\ninsert into ${name} (name, age) values ('Alan', ${last});\ncommit transaction;\n`;
    await assert.rejects(bigquery.query(script('cast(1 / (1 - 1) as int64)')));
    assert.equal((await table.getRows())[0].length, 2);
    await bigquery.query(script('41'));
    assert.deepEqual((await table.getRows())[0], [{name: 'Alan', age: 41}]);
  },

  async a_load_replaces_one_day_and_takes_rows_of_no_other() {
    const dataset = await scene();
    const schema = [{name: 'day', type: 'DATE'}, {name: 'n', type: 'INTEGER'}];
    const [table] = await dataset.createTable('days', {schema, timePartitioning: {type: 'DAY', field: 'day'}});
    const options = {sourceFormat: 'NEWLINE_DELIMITED_JSON', writeDisposition: 'WRITE_TRUNCATE'};
    await loaded(table, '{"day":"2026-01-01","n":1}\n{"day":"2026-01-02","n":2}\n', options);
    await loaded(dataset.table('days$20260102'), '{"day":"2026-01-02","n":3}\n', options);
    await assert.rejects(loaded(dataset.table('days$20260102'), '{"day":"2026-01-01","n":4}\n', options));
    assert.deepEqual((await table.getRows())[0].map(r => r.n).sort(), [1, 3]);
  },

  async lines_of_json_are_loaded() {
    const {table, name} = await people(await scene(), []);
    const job = await loaded(table, '{"name":"Ada","age":36}\n{"name":"Grace"}\n', {sourceFormat: 'NEWLINE_DELIMITED_JSON'});
    assert.equal(job.statistics.load.outputRows, '2');
    assert.equal((await ask(`select count(*) as n from ${name}`))[0].n, 2);
  },

  async lines_of_csv_are_loaded() {
    const {table, name} = await people(await scene(), []);
    await loaded(table, 'name;age\nAda;36\nGrace\n', {sourceFormat: 'CSV', fieldDelimiter: ';', skipLeadingRows: 1, allowJaggedRows: true});
    assert.deepEqual(await ask(`select name, age from ${name} order by 1`), [{name: 'Ada', age: 36}, {name: 'Grace', age: null}]);
    await assert.rejects(loaded(table, 'Ada,36,1\n', {sourceFormat: 'CSV'}));
  },

  async a_load_may_make_its_table_and_may_be_told_not_to() {
    const dataset = await scene();
    const rows = '{"name":"Ada","age":36}\n';
    const metadata = {sourceFormat: 'NEWLINE_DELIMITED_JSON', schema: {fields: PEOPLE}};
    await assert.rejects(loaded(dataset.table('new'), rows, {...metadata, createDisposition: 'CREATE_NEVER'}));
    await loaded(dataset.table('new'), rows, metadata);
    await assert.rejects(loaded(bigquery.dataset('nowhere').table('new'), rows, metadata));
    await loaded(dataset.table('new'), rows, {...metadata, writeDisposition: 'WRITE_TRUNCATE'});
    await assert.rejects(loaded(dataset.table('new'), rows, {...metadata, writeDisposition: 'WRITE_EMPTY'}));
    assert.equal((await dataset.table('new').getMetadata())[0].numRows, '1');
  },

  async queries_at_the_same_time_do_not_mix() {
    const answers = await Promise.all(Array.from({length: 10}, (_, i) => ask('select @n as n', {params: {n: i}})));
    assert.deepEqual(answers.map(([row]) => row.n), Array.from({length: 10}, (_, i) => i));
  },

  async both_beginnings_of_paths_lead_to_the_same() {
    const dataset = await scene();
    assert.deepEqual(await elsewhere.dataset(dataset.id).exists(), [true]);
  },

  async a_packed_body_is_unpacked() {
    const response = await fetch(`${EMULATOR}/bigquery/v2/projects/${PROJECT}/queries?prettyPrint=false`, {
      method: 'POST',
      headers: {'content-type': 'application/json', 'content-encoding': 'gzip'},
      body: zlib.gzipSync(JSON.stringify({query: 'select 1 as n', useLegacySql: false})),
    });
    assert.equal((await response.json()).rows[0].f[0].v, '1');
  },

  async timestamps_are_seconds_unless_asked_otherwise() {
    const answer = async formatOptions => {
      const body = JSON.stringify({query: "select timestamp '2026-01-02 03:04:05.5+00' as t", useLegacySql: false, formatOptions});
      const response = await fetch(`${EMULATOR}/projects/${PROJECT}/queries`, {method: 'POST', body});
      return (await response.json()).rows[0].f[0].v;
    };
    assert.equal(Number(await answer({})), 1767323045.5);
    assert.equal(await answer({useInt64Timestamp: true}), '1767323045500000');
  },

  async old_SQL_is_the_default_and_not_spoken() {
    const response = await fetch(`${EMULATOR}/projects/${PROJECT}/queries`, {method: 'POST', body: JSON.stringify({query: 'select 1'})});
    assert.equal(response.status, 400);
  },

  async a_view_is_read_like_a_table() {
    const dataset = await scene();
    const {name} = await people(dataset);
    await dataset.createTable('adults', {view: {query: `-- Those of age.\nselect name, age as years from ${name} where age > 17`, useLegacySql: false}});
    const [metadata] = await dataset.table('adults').getMetadata();
    assert.equal(metadata.type, 'VIEW');
    assert.deepEqual(metadata.schema.fields.map(f => [f.name, f.type]), [['name', 'STRING'], ['years', 'INTEGER']]);
    assert.deepEqual(await ask(`select a.name from \`${PROJECT}.${dataset.id}.adults\` as a where a.years = 36`), [{name: 'Ada'}]);
    await fails(dataset.createTable('broken', {view: {query: `select nope from ${name}`, useLegacySql: false}}), 400, 'invalidQuery');
  },

  async who_may_read_a_dataset_is_kept_and_changed_by_one_at_a_time() {
    const dataset = await scene();
    const [{access, etag}] = await dataset.getMetadata();
    const reader = {role: 'READER', userByEmail: 'ada@example.com'};
    await dataset.setMetadata({access: [...access, reader]});
    const [changed] = await dataset.getMetadata();
    assert.deepEqual(changed.access, [...access, reader]);
    assert.notEqual(changed.etag, etag);
    const late = await fetch(`${EMULATOR}/projects/${PROJECT}/datasets/${dataset.id}`, {method: 'PATCH', headers: {'if-match': etag}, body: '{"access":[]}'});
    assert.equal(late.status, 412);
  },

  async how_a_table_is_cut_is_kept() {
    const dataset = await scene();
    const schema = [{name: 'day', type: 'DATE', description: 'When.'}, ...PEOPLE];
    const cut = {timePartitioning: {type: 'DAY', field: 'day', expirationMs: '86400000'}, requirePartitionFilter: true, clustering: {fields: ['name']}, labels: {kind: 'facts'}, description: 'Facts.'};
    const [table] = await dataset.createTable('facts', {schema, ...cut});
    const [metadata] = await table.getMetadata();
    for (const key of Object.keys(cut)) assert.deepEqual(metadata[key], cut[key], key);
    assert.equal(metadata.schema.fields[0].description, 'When.');
  },

  async a_table_that_is_cut_wants_to_hear_which_days() {
    const dataset = await scene();
    await dataset.createTable('facts', {schema: [{name: 'day', type: 'DATE'}, ...PEOPLE], timePartitioning: {type: 'DAY', field: 'day'}, requirePartitionFilter: true});
    await dataset.createTable('events', {view: {query: `select day as happened, name from \`${PROJECT}.${dataset.id}.facts\``, useLegacySql: false}});
    const [facts, events] = ['facts', 'events'].map(t => `\`${PROJECT}.${dataset.id}.${t}\``);
    await assert.rejects(ask(`select name from ${facts} where name = 'Ada'`), /without a filter over column\(s\) 'day'/);
    await assert.rejects(ask(`select name from ${events} where name = 'Ada'`), /without a filter/);
    assert.deepEqual(await ask(`select name from ${facts} where day = '2026-01-01'`), []);
    assert.deepEqual(await ask(`select name from ${events} where happened between '2026-01-01' and '2026-01-31'`), []);
  },

  async columns_are_added_and_never_taken_away() {
    const {table, name} = await people(await scene());
    await table.setMetadata({schema: {fields: [...PEOPLE, {name: 'born', type: 'DATE'}]}});
    assert.deepEqual(await ask(`select born from ${name} where name = 'Ada'`), [{born: null}]);
    await fails(table.setMetadata({schema: {fields: PEOPLE}}), 400, 'invalid');
    await fails(table.setMetadata({schema: {fields: [{name: 'name', type: 'INTEGER'}, PEOPLE[1], {name: 'born', type: 'DATE'}]}}), 400, 'invalid');
  },

  async parameters_by_position_are_values() {
    assert.deepEqual(await ask("select ? as a, '?' as b, ? as c -- ?", {params: [1, "it's"]}), [{a: 1, b: '?', c: "it's"}]);
  },
};

/** A case that waits for ever fails alone, and does not keep the others from being judged. */
function inTime(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing came within ${PATIENCE} ms.`)), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function main() {
  for (const [name, run] of Object.entries(cases)) {
    try {
      await inTime(run());
      console.log(JSON.stringify({case: name, passed: true}));
    } catch (error) {
      console.log(JSON.stringify({case: name, passed: false, said: error.message}));
    }
  }

  // A case that ran out of time may have left a connection open.
  process.exit(0);
}

main();
