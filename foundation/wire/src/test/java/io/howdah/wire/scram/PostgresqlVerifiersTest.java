package io.howdah.wire.scram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.Secret;
import io.howdah.wire.Bytes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Passwords that SASLprep treats in different ways, and what PostgreSQL 15 made of each. */
class PostgresqlVerifiersTest {
    @ParameterizedTest
    @CsvFileSource(resources = "postgresql-15-verifiers.csv", commentCharacter = '#')
    void derivesWhatPostgresqlStores(String treatment, String password, String stored) {
        ScramVerifier verifier = ScramVerifier.parse(stored);
        assertEquals(stored, verifier.format());
        Secret secret = Secret.parse(Bytes.hex(password).utf8());
        assertEquals(
                verifier,
                ScramVerifier.derive(secret, verifier.salt(), verifier.iterations()),
                treatment);
    }
}
