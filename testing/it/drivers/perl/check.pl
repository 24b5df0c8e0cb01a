# Perl's DBD::Pg through Howdah: PGHOST and its like say where. Exits with 0 when all is well.
use strict;
use warnings;
use DBI;
use DBD::Pg qw(:async :pg_types);

sub same {
    my ($expected, $actual) = map { $_ // 'undef' } @_;
    die "expected $expected, got $actual" unless $expected eq $actual;
}

sub fails {
    my ($state, $db, $action) = @_;
    eval { $action->(); 1 } and die "no error $state";
    same($state, $db->state);
}

sub value { my ($db, @query) = @_; return ($db->selectrow_array(shift @query, undef, @query))[0]; }

my %checks = (
    a_parameters => sub {
        my ($db) = @_;
        same(42, value($db, 'SELECT ?::int + 1', 41));
        same("it's", value($db, 'SELECT $1::text', "it's"));
        same(undef, value($db, 'SELECT ?::text', undef));
        my $statement = $db->prepare('SELECT ?::bytea, ?::int[]');
        $statement->bind_param(1, "\0\xff", { pg_type => PG_BYTEA });
        $statement->bind_param(2, [1, undef, 3]);
        $statement->execute;
        my ($bytes, $array) = $statement->fetchrow_array;
        same("\0\xff", $bytes);
        same(3, $array->[2]);
    },
    b_prepared => sub {
        my ($db, $other) = @_;
        for my $server (0, 1) {
            local $db->{pg_server_prepare} = $server;
            my $ours = $db->prepare('SELECT ?::int * 2');
            my $theirs = $other->prepare('SELECT ?::int * 3');
            for my $i (0 .. 19) {
                $ours->execute($i);
                $theirs->execute($i);
                same(2 * $i, $ours->fetchrow_array);
                same(3 * $i, $theirs->fetchrow_array);
                $db->commit;
                $other->commit;
            }
        }
        $db->do('SELECT 1');
        $db->commit;
    },
    c_errors => sub {
        my ($db) = @_;
        fails('42601', $db, sub { $db->do('SELEC') });
        fails('25P02', $db, sub { $db->do('SELECT 1') });
        $db->rollback;
        fails('22012', $db, sub { value($db, 'SELECT 1 / ?::int', 0) });
        $db->rollback;
        same(1, value($db, 'SELECT 1'));
        $db->commit;
    },
    d_transactions => sub {
        my ($db, $other) = @_;
        $db->do('CREATE TABLE IF NOT EXISTS dbd_notes (note text)');
        $db->do('TRUNCATE dbd_notes');
        $db->commit;
        $db->do('INSERT INTO dbd_notes VALUES (?)', undef, 'kept');
        $db->pg_savepoint('here');
        $db->do('INSERT INTO dbd_notes VALUES (?)', undef, 'lost');
        $db->pg_rollback_to('here');
        $db->pg_release('here');
        same(0, value($other, 'SELECT count(*) FROM dbd_notes'));
        $other->commit;
        $db->commit;
        same('kept', value($other, 'SELECT note FROM dbd_notes'));
        $other->commit;
        same(1, $db->ping);
    },
    e_batches => sub {
        my ($db) = @_;
        $db->do('CREATE TEMP TABLE batch (id int, twice int)');
        my $insert = $db->prepare('INSERT INTO batch VALUES (?, ?)');
        $insert->execute_array({}, [0 .. 299], [map { 2 * $_ } 0 .. 299]);
        same(89700, value($db, 'SELECT sum(twice) FROM batch'));
        $db->commit;
    },
    f_copies => sub {
        my ($db) = @_;
        $db->do('CREATE TEMP TABLE copied (id int, note text)');
        $db->do('COPY copied FROM STDIN');
        $db->pg_putcopydata("$_\tnote $_\n") for 1 .. 3000;
        $db->pg_putcopyend;
        $db->do('COPY copied TO STDOUT');
        my ($row, $count) = ('', 0);
        $count++ while $db->pg_getcopydata($row) >= 0;
        same(3000, $count);
        $db->commit;
    },
    g_cursors => sub {
        my ($db) = @_;
        $db->do('DECLARE c CURSOR WITH HOLD FOR SELECT generate_series(1, 250)');
        $db->commit;
        my $seen = 0;
        while (my @rows = @{ $db->selectall_arrayref('FETCH 70 FROM c') }) { $seen += @rows; $db->commit; }
        same(250, $seen);
        $db->do('CLOSE c');
        $db->commit;
    },
    h_notifications => sub {
        my ($db, $other) = @_;
        $db->do('LISTEN herd');
        $db->commit;
        $other->do(q(NOTIFY herd, 'hello'));
        $other->commit;
        my $heard;
        for (1 .. 100) { last if $heard = $db->pg_notifies; select undef, undef, undef, 0.05; }
        same('hello', $heard->[2]);
        $db->do('UNLISTEN *');
        $db->commit;
    },
    i_asynchrony => sub {
        my ($db) = @_;
        my $statement = $db->prepare('SELECT pg_sleep(30)', { pg_async => PG_ASYNC });
        $statement->execute;
        same(0, $db->pg_ready);
        select undef, undef, undef, 0.3; # a cancel request before the statement has begun is lost
        $db->pg_cancel;
        $db->rollback;
        $db->do('SELECT pg_sleep(0.01)', { pg_async => PG_ASYNC });
        same(1, $db->pg_result);
        $db->commit;
    },
    j_catalogue => sub {
        my ($db) = @_;
        same(1, scalar @{ $db->table_info(undef, 'public', 'dbd_notes', 'TABLE')->fetchall_arrayref });
        same(1, scalar @{ $db->column_info(undef, 'public', 'dbd_notes', '%')->fetchall_arrayref });
        $db->do('DROP TABLE dbd_notes');
        $db->commit;
    },
);

my ($db, $other) = map {
    DBI->connect('dbi:Pg:', '', '', { RaiseError => 1, PrintError => 0, PrintWarn => 0, AutoCommit => 0 })
} 1, 2;
for my $name (sort keys %checks) {
    $checks{$name}->($db, $other);
    print substr($name, 2), "\n";
}
$_->disconnect for $db, $other;
