"""READ ONLY transactions as psycopg begins them: `read_only.py psycopg`, or psycopg2."""

import sys

import psycopg
import psycopg2

ROUNDS = 10


def connect(driver):
    if driver == "psycopg2":
        connection = psycopg2.connect("")
        connection.set_session(readonly=True)
    else:
        connection = psycopg.connect("")
        connection.read_only = True
    return connection


def main(driver):
    connection = connect(driver)
    for _ in range(ROUNDS):
        with connection.cursor() as cursor:
            for item in range(1, 4):
                cursor.execute("SELECT name FROM items WHERE id = %s", (item,))
                assert cursor.fetchall() == [(f"item {item}",)]
        connection.commit()
    connection.close()
    print(ROUNDS)


main(*sys.argv[1:])
