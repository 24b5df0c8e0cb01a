<?php
// PHP's PDO, and its older functions, through Howdah: PGHOST and its like say where.
// Run with "emulated" or "native", which says who puts parameters into statements.
declare(strict_types=1);

$emulated = $argv[1] === 'emulated';

function connect(): PDO
{
    global $emulated;
    $place = 'pgsql:host=' . getenv('PGHOST') . ';port=' . getenv('PGPORT') . ';dbname=' . getenv('PGDATABASE');
    return new PDO($place, getenv('PGUSER'), getenv('PGPASSWORD'), [
        PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_EMULATE_PREPARES => $emulated,
        PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_NUM,
    ]);
}

function same(mixed $expected, mixed $actual): void
{
    if ($expected !== $actual) {
        throw new Exception('expected ' . var_export($expected, true) . ', got ' . var_export($actual, true));
    }
}

function fails(string $state, callable $action): void
{
    try {
        $action();
    } catch (PDOException $e) {
        same($state, $e->getCode());
        return;
    }
    throw new Exception("no error $state");
}

function value(PDO $db, string $sql, array $parameters = []): mixed
{
    $statement = $db->prepare($sql);
    $statement->execute($parameters);
    return $statement->fetchColumn();
}

$checks = [
    'parameters' => function (PDO $db) {
        same('42', (string) value($db, 'SELECT ?::int + 1', [41]));
        same("it's :not ?", value($db, 'SELECT :text::text', ['text' => "it's :not ?"]));
        same(null, value($db, 'SELECT ?::text', [null]));
        $statement = $db->prepare('SELECT :flag::bool, :bytes::bytea');
        $statement->bindValue('flag', true, PDO::PARAM_BOOL);
        $statement->bindValue('bytes', "\0\xff", PDO::PARAM_LOB);
        $statement->execute();
        $row = $statement->fetch();
        same([true, "\0\xff"], [$row[0], stream_get_contents($row[1])]);
    },
    'prepared' => function (PDO $db, PDO $other) {
        $ours = $db->prepare('SELECT ?::int * 2');
        $theirs = $other->prepare('SELECT ?::int * 3');
        for ($i = 0; $i < 20; $i++) {
            $ours->execute([$i]);
            $theirs->execute([$i]);
            same([2 * $i, 3 * $i], [$ours->fetchColumn(), $theirs->fetchColumn()]);
        }
        unset($ours); // PDO deallocates by SQL
        same(1, $db->query('SELECT 1')->fetchColumn());
    },
    'errors' => function (PDO $db) {
        fails('42601', fn() => $db->exec('SELEC'));
        fails('22012', fn() => value($db, 'SELECT 1 / ?::int', [0]));
        fails('42P01', fn() => value($db, 'SELECT * FROM nowhere WHERE id = ?', [1]));
        same(1, value($db, 'SELECT 1'));
    },
    'transactions' => function (PDO $db, PDO $other) {
        $db->exec('DROP TABLE IF EXISTS pdo_notes; CREATE TABLE pdo_notes (id serial, note text)');
        $db->beginTransaction();
        $insert = $db->prepare('INSERT INTO pdo_notes (note) VALUES (?)');
        $insert->execute(['lost']);
        $db->rollBack();
        $db->beginTransaction();
        $insert->execute(['kept']);
        same('2', $db->lastInsertId('pdo_notes_id_seq'));
        same(0, value($other, 'SELECT count(*) FROM pdo_notes'));
        $db->commit();
        same([['kept']], $other->query('SELECT note FROM pdo_notes')->fetchAll());
        $db->beginTransaction();
        fails('22012', fn() => value($db, 'SELECT 1 / ?::int', [0]));
        fails('25P02', fn() => value($db, 'SELECT 1'));
        $db->rollBack();
    },
    'cursors' => function (PDO $db) {
        $db->beginTransaction();
        $cursor = $db->prepare('SELECT generate_series(1, ?::int)', [PDO::ATTR_CURSOR => PDO::CURSOR_SCROLL]);
        $cursor->execute([10]);
        same(10, $cursor->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_LAST)[0]);
        same(9, $cursor->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_PRIOR)[0]);
        same(1, $cursor->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_FIRST)[0]);
        $cursor->closeCursor();
        $db->commit();
    },
    'copies' => function (PDO $db) {
        $db->exec('CREATE TEMP TABLE copied (id int, note text)');
        $lines = array_map(fn($i) => "$i\tnote $i\n", range(1, 3000));
        same(true, $db->pgsqlCopyFromArray('copied', $lines));
        same($lines, $db->pgsqlCopyToArray('copied'));
        $db->exec('DROP TABLE copied');
    },
    'large_objects' => function (PDO $db) {
        $db->beginTransaction();
        $oid = $db->pgsqlLOBCreate();
        $stream = $db->pgsqlLOBOpen($oid, 'w');
        fwrite($stream, str_repeat('elephant ', 5000));
        fclose($stream);
        same(45000, strlen(stream_get_contents($db->pgsqlLOBOpen($oid, 'r'))));
        $db->pgsqlLOBUnlink($oid);
        $db->commit();
    },
    'notifications' => function (PDO $db, PDO $other) {
        $db->exec('LISTEN herd');
        $other->exec("NOTIFY herd, 'hello'");
        same('hello', $db->pgsqlGetNotify(PDO::FETCH_ASSOC, 10000)['payload']);
        $db->exec('UNLISTEN *');
    },
    'settings' => function (PDO $db, PDO $other) {
        $db->exec("SET timezone = 'Asia/Tokyo'");
        for ($i = 0; $i < 5; $i++) {
            same(false, value($other, 'SHOW timezone') === 'Asia/Tokyo');
            same('Asia/Tokyo', value($db, 'SHOW timezone'));
        }
        $db->exec('RESET timezone');
    },
    'persistence' => function () {
        global $emulated;
        $place = 'pgsql:host=' . getenv('PGHOST') . ';port=' . getenv('PGPORT') . ';dbname=' . getenv('PGDATABASE');
        for ($i = 0; $i < 10; $i++) {
            $db = new PDO($place, getenv('PGUSER'), getenv('PGPASSWORD'), [
                PDO::ATTR_PERSISTENT => true, PDO::ATTR_EMULATE_PREPARES => $emulated]);
            same($i, value($db, 'SELECT ?::int', [$i]));
            unset($db);
        }
    },
    'older_functions' => function () {
        $db = pg_connect('connect_timeout=20'); // the rest comes from the environment
        pg_prepare($db, 'double', 'SELECT $1::int * 2');
        for ($i = 0; $i < 10; $i++) {
            same((string) (2 * $i), pg_fetch_result(pg_execute($db, 'double', [$i]), 0, 0));
        }
        same('x', pg_fetch_result(pg_query_params($db, 'SELECT $1::text', ['x']), 0, 0));
        pg_send_query($db, 'SELECT pg_sleep(30)');
        usleep(200000);
        pg_cancel_query($db);
        same('1', pg_fetch_result(pg_query($db, 'SELECT 1'), 0, 0));
        pg_close($db);
    },
];

[$db, $other] = [connect(), connect()];
foreach ($checks as $name => $check) {
    $check($db, $other);
    echo "$name\n";
}
