package io.howdah.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who knows the addresses of hosts: the system's resolver, or a test. */
public interface Names {
    /**
     * The addresses of {@code host}, at least one; may block.
     *
     * @throws UnknownHostException when there is none, or nobody can tell now
     */
    InetAddress[] of(String host) throws UnknownHostException;
}
