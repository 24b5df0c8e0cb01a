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
            return SASLPREP.prepareStored(raw);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The second is how the library takes a password of which mapping leaves nothing.
            return raw;
        }
    }
}
