package io.howdah.sql;

/**
 * A name and where it stands.
 *
 * @param text as {@link ObjectName} has it
 * @param start the position of its first byte, a quote included, from the start of the array
 * @param end the position after its last byte; what follows {@code UESCAPE} is not part of it
 */
public record NameAt(String text, int start, int end) {}
