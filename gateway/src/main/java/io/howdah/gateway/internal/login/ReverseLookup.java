package io.howdah.gateway.internal.login;

import io.howdah.gateway.internal.net.Loop;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds the name of a client's host by its address, away from the event loops. Safe from any
 * thread.
 */
public final class ReverseLookup {
    private ReverseLookup() {}

    /**
     * Hands the host's name to {@code receiver} on {@code loop}, or an empty text when there is
     * none that leads back to the address: whoever owns an address can give it any name.
     */
    public static void begin(InetAddress address, Loop loop, Consumer<String> receiver) {
        Thread.startVirtualThread(
                () -> {
                    String name = name(address);
                    loop.execute(() -> receiver.accept(name));
                });
    }

    private static String name(InetAddress address) {
        try {
            InetAddress nameless = InetAddress.getByAddress(address.getAddress());
            String name = nameless.getHostName();
            boolean leadsBack =
                    !name.equals(nameless.getHostAddress())
                            && Arrays.asList(InetAddress.getAllByName(name)).contains(nameless);
            return leadsBack ? name : "";
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
