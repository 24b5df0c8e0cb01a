package io.howdah.wire.scram;

import com.ongres.saslprep.SASLprep;
import com.ongres.stringprep.Profile;

import io.howdah.base.Secret;

/**
 * A password in the form that is hashed: SASLprep's, and where that does not allow the password,
 * the password as it is. So PostgreSQL's server and libpq both do.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4013">RFC 4013</a>
 */
final class PreparedPassword {
    private static final Profile SASLPREP = new SASLprep();

    private PreparedPassword() {}

    static char[] of(Secret password) {
        char[] raw = password.reveal().toCharArray();
        try {
            char[] prepared = SASLPREP.prepareStored(raw);
            return prepared.length == 0 ? raw : prepared;
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }
}
