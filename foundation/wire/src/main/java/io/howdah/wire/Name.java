package io.howdah.wire;

/** How a byte from the wire is shown in a message that a person reads. */
final class Name {
    private Name() {}

    static String of(byte value) {
        String hex = String.format("0x%02X", value & 0xFF);
        return value > ' ' && value < 0x7F ? "'" + (char) value + "' (" + hex + ")" : hex;
    }
}
