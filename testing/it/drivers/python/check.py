"""psycopg2 through Howdah: PGHOST and its like say where. Exits with 0 when all is well."""

import io
import select
import threading

import psycopg2
import psycopg2.errors
import psycopg2.extras


def parameters(connection, _):
    with connection.cursor() as cursor:
        for i in range(20):
            cursor.execute("SELECT %s + 1, %s::text[], %s::bytea", (i, ["a", None], b"\x00\xff"))
            row = cursor.fetchone()
            assert (row[0], row[1], bytes(row[2])) == (i + 1, ["a", None], b"\x00\xff"), row
    connection.commit()


def prepared(connection, other):
    """psycopg2 has no protocol-level prepare: SQL's PREPARE is how its users prepare."""
    with connection.cursor() as cursor, other.cursor() as stranger:
        cursor.execute("PREPARE double AS SELECT $1::int * 2")
        connection.commit()
        for i in range(20):
            cursor.execute("EXECUTE double(%s)", (i,))
            assert cursor.fetchone() == (2 * i,)
            connection.commit()
            try:
                stranger.execute("EXECUTE double(1)")
                raise AssertionError("another client's statement is visible")
            except psycopg2.errors.InvalidSqlStatementName:
                other.rollback()


def errors(connection, _):
    with connection.cursor() as cursor:
        for _ in range(3):
            try:
                cursor.execute("SELECT 1 / 0")
                raise AssertionError("no error")
            except psycopg2.errors.DivisionByZero:
                connection.rollback()
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    connection.commit()


def transactions(connection, _):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE notes (note text)")
        connection.commit()
        cursor.execute("INSERT INTO notes VALUES ('lost')")
        connection.rollback()
        with connection:
            cursor.execute("INSERT INTO notes VALUES ('kept')")
        cursor.execute("TABLE notes")
        assert cursor.fetchall() == [("kept",)]
    connection.commit()


def cursors(connection, _):
    with connection.cursor("on_the_server") as cursor:
        cursor.itersize = 70
        cursor.execute("SELECT generate_series(1, 250)")
        assert [row[0] for row in cursor] == list(range(1, 251))
    connection.commit()


def copies(connection, _):
    lines = "".join(f"{i}\tnote {i}\n" for i in range(5000))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE copied (id int, note text)")
        cursor.copy_expert("COPY copied FROM STDIN", io.StringIO(lines))
        out = io.StringIO()
        cursor.copy_expert("COPY copied TO STDOUT", out)
        assert out.getvalue() == lines
    connection.commit()


def batches(connection, _):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE batch (id int)")
        psycopg2.extras.execute_values(
            cursor, "INSERT INTO batch VALUES %s", [(i,) for i in range(1000)])
        psycopg2.extras.execute_batch(
            cursor, "UPDATE batch SET id = id + 1 WHERE id = %s", [(i,) for i in range(100)])
        cursor.execute("SELECT count(*) FROM batch")
        assert cursor.fetchone() == (1000,)
    connection.commit()


def notifications(connection, other):
    with connection.cursor() as cursor, other.cursor() as sender:
        cursor.execute("LISTEN herd")
        connection.commit()
        sender.execute("NOTIFY herd, 'hello'")
        other.commit()
    notify = hear(connection)
    assert notify.payload == "hello"
    assert notify.pid == other.get_backend_pid(), "who notified"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('herd', 'me')")
        connection.commit()
    assert hear(connection).pid == connection.get_backend_pid(), "it was me"


def hear(connection):
    connection.poll()
    while not connection.notifies:
        assert select.select([connection], [], [], 10)[0], "no notification within 10 s"
        connection.poll()
    return connection.notifies.pop()


def cancels(connection, _):
    with connection.cursor() as cursor:
        timer = threading.Timer(0.3, connection.cancel)
        timer.start()
        try:
            cursor.execute("SELECT pg_sleep(30)")
            raise AssertionError("not cancelled")
        except psycopg2.errors.QueryCanceled:
            connection.rollback()
        timer.join()


def main():
    connection, other = psycopg2.connect(""), psycopg2.connect("")
    for check in (parameters, prepared, errors, transactions, cursors, copies, batches,
                  notifications, cancels):
        check(connection, other)
        print(check.__name__)
    connection.close()
    other.close()


main()
