package io.howdah.wire.scram;

import io.howdah.base.error.ErrorCode;
import io.howdah.wire.scram.ChannelBinding.Declined;
import io.howdah.wire.scram.ChannelBinding.EndPoint;

/**
 * The start of a client's first message, RFC 5802's {@code gs2-header}: whether it binds to the
 * channel, and for whom it logs in.
 */
final class GsHeader {
    private GsHeader() {}

    /** Passes the header, which must say what the mechanism that was agreed on allows. */
    static void read(AttributeReader message, ChannelBinding binding) throws ScramException {
        readFlag(message, binding);
        message.expect(',');
        if (message.peek() == 'a') {
            throw ScramException.unsupported(
                    "client uses authorization identity, but it is not supported");
        }
        message.expect(',');
    }

    private static void readFlag(AttributeReader message, ChannelBinding binding)
            throws ScramException {
        char flag = message.peek();
        switch (flag) {
            case 'n', 'y' -> {
                checkUnbound(flag, binding);
                message.expect(flag);
            }
            case 'p' -> {
                message.expect(flag);
                message.expect('=');
                checkBound(message.value(), binding);
            }
            default -> throw ScramException.malformed("unknown channel binding flag");
        }
    }

    private static void checkUnbound(char flag, ChannelBinding binding) throws ScramException {
        if (binding instanceof EndPoint) {
            throw ScramException.malformed(
                    "client selected SCRAM-SHA-256-PLUS, but the message does not include channel"
                            + " binding data");
        }
        if (flag == 'y' && binding instanceof Declined) {
            throw new ScramException(
                    ErrorCode.INVALID_AUTHORIZATION,
                    "SCRAM channel binding negotiation error: the client supports channel binding"
                            + " and thinks that the server does not, but it does");
        }
    }

    private static void checkBound(String type, ChannelBinding binding) throws ScramException {
        if (!(binding instanceof EndPoint)) {
            throw ScramException.malformed(
                    "client selected SCRAM-SHA-256 without channel binding, but the message"
                            + " includes channel binding data");
        }
        if (!type.equals(EndPoint.TYPE)) {
            throw ScramException.malformed("unsupported SCRAM channel-binding type");
        }
    }
}
