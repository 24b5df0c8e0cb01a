package io.howdah.gateway.config;

import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.util.Optional;
import java.util.regex.Pattern;

/** What holds for some reads instead of what holds for all; what is absent keeps its value. */
public record RoutingRule(
        @Setting("Of clients of this database; absent: of any.") Optional<String> database,
        @Setting("Of clients that are this user; absent: any.") Optional<String> user,
        @Setting("Of this digest, as SHOW DIGESTS prints it; absent: of any.")
                Optional<String> digest,
        @Setting("See routing.reads.") Optional<ReadsFrom> route,
        @Setting("See routing.consistency.") Optional<Consistency> consistency) {
    /** What holds where no rule fits. */
    public static final RoutingRule NONE =
            new RoutingRule(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{1,16}");

    public RoutingRule {
        if (digest.isPresent() && !DIGEST.matcher(digest.get()).matches()) {
            throw new InvalidSetting("digest", "not a digest: " + digest.get());
        }
    }

    /** Whether it is about this client's reads. */
    public boolean fits(String clientDatabase, String clientUser) {
        return database.map(clientDatabase::equals).orElse(true)
                && user.map(clientUser::equals).orElse(true);
    }

    /** The digest as a number, if it is about one. */
    public Optional<Long> digestValue() {
        return digest.map(text -> Long.parseUnsignedLong(text, 16));
    }
}
