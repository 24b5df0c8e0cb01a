package io.howdah.gateway.internal.access;

import io.howdah.gateway.internal.access.AddressMatch.Own;
import io.howdah.gateway.internal.access.AddressMatch.Range;
import io.howdah.wire.Bytes;
import io.netty.util.NetUtil;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads addresses and masks, and finds this machine's own. */
final class Addresses {
    private static final int BITS = 8;

    private Addresses() {}

    /** The bytes of a literal address; absent when it is none. */
    static Optional<Bytes> literal(String text) {
        int zone = text.indexOf('%');
        byte[] bytes =
                NetUtil.createByteArrayFromIpAddressString(
                        zone < 0 ? text : text.substring(0, zone));
        return Optional.ofNullable(bytes).map(Bytes::of);
    }

    static String text(Bytes address) {
        try {
            InetAddress shown = InetAddress.getByAddress(address.toArray());
            return NetUtil.toAddressString(shown);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A mask of so many leading ones. */
    static Bytes mask(int ones, int bytes) {
        byte[] mask = new byte[bytes];
        for (int i = 0; i < ones; i++) {
            mask[i / BITS] |= (byte) (0x80 >> i % BITS);
        }
        return Bytes.of(mask);
    }

    /** {@code samehost} or {@code samenet}, as the interfaces are now. */
    static Own own(String keyword) throws SocketException {
        List<Range> ranges = new ArrayList<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            for (InterfaceAddress address : each.getInterfaceAddresses()) {
                byte[] bytes = address.getAddress().getAddress();
                int ones =
                        keyword.equals("samehost")
                                ? bytes.length * BITS
                                : Math.min(address.getNetworkPrefixLength(), bytes.length * BITS);
                ranges.add(new Range(Bytes.of(bytes), mask(ones, bytes.length)));
            }
        }
        return new Own(keyword, ranges);
    }
}
