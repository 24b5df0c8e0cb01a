package io.howdah.gateway.control;

/**
 * Both ends of a connection.
 *
 * @param address of the other side; {@code unix} for a Unix socket
 * @param port of the other side; 0 for a Unix socket
 * @param tls such as {@code TLSv1.3/TLS_AES_256_GCM_SHA384}; empty: not encrypted
 */
public record Ends(String address, int port, String localAddress, int localPort, String tls) {}
