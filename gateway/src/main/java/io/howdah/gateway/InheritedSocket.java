package io.howdah.gateway;

/**
 * A listening socket that another process has made for this one.
 *
 * @param descriptor its number in this process
 * @param local whether it is a Unix socket
 */
public record InheritedSocket(int descriptor, boolean local) {}
