/* libpq's pipeline mode through Howdah: PGHOST and its like say where. Exits with 0 when all is well. */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static PGconn *connection;

static void fail(const char *what) {
    fprintf(stderr, "%s: %s\n", what, PQerrorMessage(connection));
    exit(1);
}

static void check(int holds, const char *what) {
    if (!holds) fail(what);
}

/* The next result, which must be of that status; "" or its first value. */
static void expect(ExecStatusType status, const char *value, const char *what) {
    PGresult *result = PQgetResult(connection);
    if (PQresultStatus(result) != status) {
        fprintf(stderr, "%s: %s instead of %s\n", what, PQresStatus(PQresultStatus(result)), PQresStatus(status));
        fail(what);
    }
    if (value != NULL && strcmp(PQgetvalue(result, 0, 0), value) != 0) {
        fprintf(stderr, "%s: %s instead of %s\n", what, PQgetvalue(result, 0, 0), value);
        exit(1);
    }
    PQclear(result);
    if (status != PGRES_PIPELINE_SYNC) check(PQgetResult(connection) == NULL, what);
}

static void ask(const char *sql, const char *value) {
    const char *values[] = {value};
    check(PQsendQueryParams(connection, sql, value == NULL ? 0 : 1, NULL, values, NULL, NULL, 0), sql);
}

static void sync_point(void) { check(PQpipelineSync(connection), "sync"); }

static void queries(void) {
    check(PQenterPipelineMode(connection), "enter");
    for (int i = 0; i < 100; i++) ask("SELECT $1::text", "x");
    sync_point();
    for (int i = 0; i < 100; i++) expect(PGRES_TUPLES_OK, "x", "queries");
    expect(PGRES_PIPELINE_SYNC, NULL, "queries");
    check(PQexitPipelineMode(connection), "exit");
}

static void prepared(void) {
    const char *values[] = {"21"};
    check(PQenterPipelineMode(connection), "enter");
    check(PQsendPrepare(connection, "twice", "SELECT $1::int * 2", 0, NULL), "prepare");
    check(PQsendDescribePrepared(connection, "twice"), "describe");
    for (int i = 0; i < 20; i++) {
        check(PQsendQueryPrepared(connection, "twice", 1, values, NULL, NULL, 0), "execute");
        sync_point();
    }
    expect(PGRES_COMMAND_OK, NULL, "prepare");
    expect(PGRES_COMMAND_OK, NULL, "describe");
    for (int i = 0; i < 20; i++) {
        expect(PGRES_TUPLES_OK, "42", "prepared");
        expect(PGRES_PIPELINE_SYNC, NULL, "prepared");
    }
    check(PQexitPipelineMode(connection), "exit");
}

static void errors(void) {
    check(PQenterPipelineMode(connection), "enter");
    ask("SELECT 1", NULL);
    ask("SELECT 1 / $1::int", "0");
    ask("SELECT 3", NULL);
    sync_point();
    ask("SELECT 4", NULL);
    sync_point();
    expect(PGRES_TUPLES_OK, "1", "before the error");
    expect(PGRES_FATAL_ERROR, NULL, "the error");
    check(PQpipelineStatus(connection) == PQ_PIPELINE_ABORTED, "aborted");
    expect(PGRES_PIPELINE_ABORTED, NULL, "after the error");
    expect(PGRES_PIPELINE_SYNC, NULL, "the sync");
    expect(PGRES_TUPLES_OK, "4", "after the sync");
    expect(PGRES_PIPELINE_SYNC, NULL, "the last sync");
    check(PQexitPipelineMode(connection), "exit");
}

static void transactions(void) {
    check(PQenterPipelineMode(connection), "enter");
    ask("BEGIN", NULL);
    ask("CREATE TEMP TABLE piped (id int)", NULL);
    ask("INSERT INTO piped VALUES ($1)", "7");
    ask("COMMIT", NULL);
    sync_point();
    ask("SELECT id FROM piped", NULL);
    ask("DROP TABLE piped", NULL);
    sync_point();
    for (int i = 0; i < 4; i++) expect(PGRES_COMMAND_OK, NULL, "transaction");
    expect(PGRES_PIPELINE_SYNC, NULL, "sync");
    expect(PGRES_TUPLES_OK, "7", "select");
    expect(PGRES_COMMAND_OK, NULL, "drop");
    expect(PGRES_PIPELINE_SYNC, NULL, "sync");
    check(PQexitPipelineMode(connection), "exit");
}

static void flush_requests(void) {
    check(PQenterPipelineMode(connection), "enter");
    for (int i = 0; i < 3; i++) {
        ask("SELECT $1::text", "flushed");
        check(PQsendFlushRequest(connection) && PQflush(connection) == 0, "flush");
        expect(PGRES_TUPLES_OK, "flushed", "flushed");
    }
    sync_point();
    expect(PGRES_PIPELINE_SYNC, NULL, "sync");
    check(PQexitPipelineMode(connection), "exit");
}

static void single_rows(void) {
    check(PQenterPipelineMode(connection), "enter");
    ask("SELECT generate_series(1, $1::int)", "500");
    ask("SELECT 'next'", NULL);
    sync_point();
    check(PQsetSingleRowMode(connection), "single rows");
    int rows = 0;
    for (PGresult *result = PQgetResult(connection); result != NULL; result = PQgetResult(connection)) {
        rows += PQresultStatus(result) == PGRES_SINGLE_TUPLE;
        PQclear(result);
    }
    check(rows == 500, "rows");
    expect(PGRES_TUPLES_OK, "next", "next");
    expect(PGRES_PIPELINE_SYNC, NULL, "sync");
    check(PQexitPipelineMode(connection), "exit");
}

/* More than the sockets hold in both directions: libpq must read while it writes. */
static void deep(void) {
    check(PQenterPipelineMode(connection) && PQsetnonblocking(connection, 1) == 0, "enter");
    static char text[2001];
    memset(text, 'x', 2000);
    const int depth = 5000;
    for (int i = 0; i < depth; i++) {
        ask("SELECT $1::text", text);
        if (i % 100 == 99) sync_point();
        PQflush(connection);
        PQconsumeInput(connection);
    }
    PQsetnonblocking(connection, 0);
    while (PQflush(connection) == 1) PQconsumeInput(connection);
    for (int i = 0; i < depth; i++) {
        expect(PGRES_TUPLES_OK, text, "deep");
        if (i % 100 == 99) expect(PGRES_PIPELINE_SYNC, NULL, "deep");
    }
    check(PQexitPipelineMode(connection), "exit");
}

int main(void) {
    struct { const char *name; void (*run)(void); } checks[] = {
        {"queries", queries}, {"prepared", prepared}, {"errors", errors}, {"transactions", transactions},
        {"flush_requests", flush_requests}, {"single_rows", single_rows}, {"deep", deep}};
    connection = PQconnectdb("");
    check(PQstatus(connection) == CONNECTION_OK, "connect");
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        checks[i].run();
        puts(checks[i].name);
    }
    PQfinish(connection);
    return 0;
}
