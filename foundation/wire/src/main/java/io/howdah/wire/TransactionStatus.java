package io.howdah.wire;

/** Where a backend stands between two requests, as ReadyForQuery says. */
public enum TransactionStatus {
    IDLE('I'),
    IN_TRANSACTION('T'),
    FAILED('E');

    private final byte code;

    TransactionStatus(char code) {
        this.code = (byte) code;
    }

    /** The byte on the wire. */
    public byte code() {
        return code;
    }

    /**
     * The status that {@code code} stands for.
     *
     * @throws ProtocolException when it stands for none
     */
    public static TransactionStatus of(byte code) throws ProtocolException {
        return switch (code) {
            case 'I' -> IDLE;
            case 'T' -> IN_TRANSACTION;
            case 'E' -> FAILED;
            default -> throw new ProtocolException("unknown transaction status " + Name.of(code));
        };
    }
}
