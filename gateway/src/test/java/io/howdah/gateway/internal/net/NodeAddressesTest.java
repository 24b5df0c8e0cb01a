package io.howdah.gateway.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.gateway.control.HostSnapshot;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

class NodeAddressesTest {
    private final BlockingQueue<Set<InetAddress>> moves = new LinkedBlockingQueue<>();
    private volatile InetAddress[] answer = {};
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private NodeAddresses addresses;

    @BeforeEach
    void start() {
        addresses =
                new NodeAddresses(
                        this::answer, now::get, Duration.ofSeconds(15), Duration.ofSeconds(5));
        addresses.whenMoved((name, found) -> moves.add(found));
    }

    private InetAddress[] answer(String name) throws UnknownHostException {
        asked.incrementAndGet();
        if (answer.length == 0) {
            throw new UnknownHostException(name);
        }
        return answer;
    }

    private void isAt(int... lasts) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (int last : lasts) {
            addresses.add(address(last));
        }
        answer = addresses.toArray(InetAddress[]::new);
    }

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    }

    private void pass(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void remembersAddressesForTheirTime() throws UnknownHostException {
        isAt(1, 2);
        assertNull(addresses.fresh("db"));
        assertEquals(List.of(address(1), address(2)), addresses.lookUp("db"));
        pass(14);
        assertEquals(List.of(address(1), address(2)), addresses.fresh("db"));
        pass(1);
        assertNull(addresses.fresh("db"));
        assertEquals(1, asked.get());
    }

    @Test
    void remembersForAShorterTimeThatANameWasNotFound() throws UnknownHostException {
        assertThrows(UnknownHostException.class, () -> addresses.lookUp("db"));
        pass(4);
        assertThrows(UnknownHostException.class, () -> addresses.fresh("db"));
        pass(1);
        assertNull(addresses.fresh("db"));
    }

    @Test
    void keepsTheAddressesOfANameThatIsNotFoundAnyMore() throws UnknownHostException {
        isAt(1);
        addresses.lookUp("db");
        isAt();
        assertEquals(List.of(address(1)), addresses.lookUp("db"));
        assertEquals(List.of(address(1)), addresses.fresh("db"));
        pass(5);
        assertNull(addresses.fresh("db"), "it is asked again soon");
        assertEquals(0, moves.size());
    }

    @Test
    void tellsWhenANameHasMovedButNotWhenTheOrderHasChanged() throws Exception {
        isAt(1, 2);
        addresses.lookUp("db");
        isAt(2, 1);
        addresses.lookUp("db");
        assertEquals(0, moves.size());
        isAt(2, 3);
        pass(15);
        addresses.refresh(Set.of("db"));
        assertEquals(Set.of(address(2), address(3)), moves.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void looksUpAgainWhatCannotBeReached() throws UnknownHostException {
        isAt(1);
        addresses.lookUp("db");
        addresses.unreachable("db");
        assertNull(addresses.fresh("db"));
    }

    @Test
    void forgetsWhatIsNotWantedAndShowsTheRest() throws UnknownHostException {
        isAt(1);
        addresses.lookUp("db");
        addresses.lookUp("old");
        pass(5);
        addresses.refresh(Set.of("db"));
        assertEquals(
                List.of(new HostSnapshot("db", List.of(address(1)), Duration.ofSeconds(10))),
                addresses.hosts());
    }
}
