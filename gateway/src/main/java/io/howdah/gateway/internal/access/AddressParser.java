package io.howdah.gateway.internal.access;

import io.howdah.gateway.internal.access.AddressMatch.Range;
import io.howdah.wire.Bytes;

import java.net.SocketException;
import java.util.Optional;

/** Reads the address of a rule, and the mask that may stand after it in a field of its own. */
final class AddressParser {
    private AddressParser() {}

    /**
     * Takes one field or two of {@code rule}.
     *
     * @throws IllegalArgumentException with what is wrong with them
     */
    static AddressMatch parse(RuleParser rule) {
        Token word =
                RuleParser.only(
                        rule.field("end-of-line before IP address specification"), "host address");
        if (word.isKeyword("all")) {
            return new AddressMatch.Anywhere();
        }
        if (word.isKeyword("samehost") || word.isKeyword("samenet")) {
            try {
                return Addresses.own(word.text());
            } catch (SocketException e) {
                throw new IllegalArgumentException(
                        "this machine's addresses cannot be found out: " + e.getMessage(), e);
            }
        }
        return range(word.text(), rule);
    }

    private static AddressMatch range(String text, RuleParser rule) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        Optional<Bytes> address = Addresses.literal(host);
        if (address.isEmpty()) {
            if (slash >= 0) {
                throw new IllegalArgumentException(
                        "specifying both host name and CIDR mask is invalid: \"" + text + "\"");
            }
            return new AddressMatch.HostName(host);
        }
        return slash < 0
                ? new Range(address.get(), netmask(address.get(), rule))
                : new Range(address.get(), cidr(address.get(), text, text.substring(slash + 1)));
    }

    private static Bytes cidr(Bytes address, String text, String ones) {
        int most = address.size() * 8;
        if (!ones.matches("\\d{1,3}") || Integer.parseInt(ones) > most) {
            throw new IllegalArgumentException("invalid CIDR mask in address \"" + text + "\"");
        }
        return Addresses.mask(Integer.parseInt(ones), address.size());
    }

    private static Bytes netmask(Bytes address, RuleParser rule) {
        Token word =
                RuleParser.only(rule.field("end-of-line before netmask specification"), "netmask");
        Bytes mask =
                Addresses.literal(word.text())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "invalid IP mask \"" + word + "\""));
        if (mask.size() != address.size()) {
            throw new IllegalArgumentException("IP address and mask do not match");
        }
        return mask;
    }
}
