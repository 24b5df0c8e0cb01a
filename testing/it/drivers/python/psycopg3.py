"""psycopg 3 through Howdah: PGHOST and its like say where; the arguments say what to check."""

import datetime
import logging
import sys
import threading
import uuid

import psycopg
from psycopg import errors
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

# It warns of errors in a pipeline that come before the pipeline is left, which is chance.
logging.getLogger("psycopg").setLevel(logging.ERROR)


def parameters(connection, _):
    key, day = uuid.UUID(int=7), datetime.date(2024, 2, 29)
    for binary in (False, True):
        with connection.cursor(binary=binary, row_factory=dict_row) as cursor:
            cursor.execute(
                "SELECT %s::int + 1 AS n, %s::uuid AS u, %s::date AS d, %s::text[] AS a, %s::jsonb AS j",
                (41, key, day, ["a", None], Jsonb({"x": [1]})))
            assert cursor.fetchone() == {
                "n": 42, "u": key, "d": day, "a": ["a", None], "j": {"x": [1]}}
    connection.commit()


def prepared(connection, _):
    """After five rounds psycopg names the statement, and uses the name in later transactions."""
    for i in range(20):
        row = connection.execute("SELECT %s::int * 2", (i,)).fetchone()
        assert row == (2 * i,), row
        connection.commit()


def deallocations(connection, _):
    """More statements than psycopg keeps: it deallocates by SQL what it prepared by the protocol."""
    for i in range(150):
        connection.execute(f"SELECT {i}", prepare=True)
        connection.commit()
    assert connection.execute("SELECT 149", prepare=True).fetchone() == (149,)
    connection.commit()


def pipelines(connection, other):
    connection.execute("DROP TABLE IF EXISTS psycopg_notes; CREATE TABLE psycopg_notes (id int)")
    connection.commit()
    with connection.pipeline() as pipeline:
        cursors = [connection.execute("INSERT INTO psycopg_notes VALUES (%s) RETURNING id", (i,))
                   for i in range(100)]
        pipeline.sync()
        assert [cursor.fetchone()[0] for cursor in cursors] == list(range(100))
    connection.commit()
    try:
        with connection.pipeline():
            connection.execute("INSERT INTO psycopg_notes VALUES (100)")
            connection.execute("SELECT 1 / 0")
            connection.execute("INSERT INTO psycopg_notes VALUES (101)")
        raise AssertionError("no error")
    except errors.DivisionByZero:
        connection.rollback()
    assert other.execute("SELECT count(*) FROM psycopg_notes").fetchone() == (100,)
    other.commit()


def transactions(connection, _):
    connection.execute("DROP TABLE IF EXISTS psycopg_kept; CREATE TABLE psycopg_kept (note text)")
    connection.commit()
    with connection.transaction():
        connection.execute("INSERT INTO psycopg_kept VALUES ('kept')")
        try:
            with connection.transaction():
                connection.execute("INSERT INTO psycopg_kept VALUES ('lost')")
                connection.execute("SELECT 1 / 0")
        except errors.DivisionByZero:
            pass
    with connection.transaction(force_rollback=True):
        connection.execute("DELETE FROM psycopg_kept")
    assert connection.execute("TABLE psycopg_kept").fetchall() == [("kept",)]
    connection.commit()


def cursors(connection, _):
    with connection.cursor("on_the_server") as cursor:
        cursor.itersize = 70
        cursor.execute("SELECT generate_series(1, %s)", (250,))
        assert [row[0] for row in cursor] == list(range(1, 251))
    connection.commit()
    with connection.cursor("held", withhold=True, scrollable=True) as cursor:
        cursor.execute("SELECT generate_series(1, 10)")
        connection.commit()
        cursor.scroll(5)
        assert cursor.fetchmany(2) == [(6,), (7,)]
    connection.commit()


def copies(connection, _):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE copied (id int, note text)")
        with cursor.copy("COPY copied FROM STDIN") as copy:
            for i in range(5000):
                copy.write_row((i, None if i == 7 else f"note {i}"))
        with cursor.copy("COPY copied TO STDOUT") as copy:
            rows = list(copy.rows())
        assert len(rows) == 5000 and rows[7] == ("7", None), rows[:8]
        with cursor.copy("COPY copied TO STDOUT (FORMAT binary)") as copy:
            copy.set_types(["int4", "text"])
            assert next(iter(copy.rows())) == (0, "note 0")
            for _ in copy.rows():
                pass
    connection.commit()


def batches(connection, _):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE batch (id int, twice int)")
        cursor.executemany("INSERT INTO batch VALUES (%s, %s)", [(i, 2 * i) for i in range(500)])
        cursor.executemany("SELECT %s::int", [(1,), (2,), (3,)], returning=True)
        seen = []
        while True:
            seen.append(cursor.fetchone()[0])
            if not cursor.nextset():
                break
        assert seen == [1, 2, 3], seen
        assert cursor.execute("SELECT sum(twice) FROM batch").fetchone() == (249500,)
    connection.commit()


def notifications(connection, other):
    connection.autocommit = True
    connection.execute("LISTEN herd")
    other.execute("NOTIFY herd, 'hello'")
    other.commit()
    heard = next(connection.notifies())
    assert (heard.channel, heard.payload) == ("herd", "hello")
    connection.execute("UNLISTEN *")
    connection.autocommit = False


def settings(connection, other):
    connection.execute("SET timezone = 'Asia/Tokyo'")
    connection.commit()
    for _ in range(5):
        other.execute("SELECT 1")
        assert connection.execute("SHOW timezone").fetchone() == ("Asia/Tokyo",)
        connection.commit()
        assert other.execute("SHOW timezone").fetchone() != ("Asia/Tokyo",)
        other.commit()
    assert connection.info.parameter_status("TimeZone") == "Asia/Tokyo"
    connection.execute("RESET timezone")
    connection.commit()


def cancels(connection, _):
    timer = threading.Timer(0.3, connection.cancel)
    timer.start()
    try:
        connection.execute("SELECT pg_sleep(30)")
        raise AssertionError("not cancelled")
    except errors.QueryCanceled:
        connection.rollback()
    timer.join()


def diagnoses(connection, _):
    notices = []
    connection.add_notice_handler(lambda notice: notices.append(notice.message_primary))
    connection.execute("DO $$ BEGIN RAISE NOTICE 'told'; END $$")
    assert notices == ["told"], notices
    try:
        connection.execute("SELECT nothing FROM nowhere")
        raise AssertionError("no error")
    except errors.UndefinedTable as error:
        assert error.diag.statement_position == "21", error.diag.statement_position
    connection.rollback()


CHECKS = (parameters, prepared, pipelines, transactions, cursors, copies, batches, notifications,
          settings, cancels, diagnoses, deallocations)


def main(wanted):
    with psycopg.connect("") as connection, psycopg.connect("") as other:
        for check in CHECKS:
            if check.__name__ in wanted:
                check(connection, other)
                print(check.__name__)


main(sys.argv[1:])
