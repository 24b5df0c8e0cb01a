package io.howdah.gateway.config;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may use a file, as chmod takes it: {@code 0770}.
 *
 * @param bits nine of them
 */
public record FileMode(int bits) {
    private static final PosixFilePermission[] FROM_THE_LEFT = PosixFilePermission.values();

    public FileMode {
        if (bits < 0 || bits > 0777) {
            throw new IllegalArgumentException("expected an octal mode within 0000..0777");
        }
    }

    /**
     * Reads octal digits.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static FileMode parse(String text) {
        if (!text.matches("0?[0-7]{3}")) {
            throw new IllegalArgumentException(
                    "expected an octal mode such as 0770, found '" + text + "'");
        }
        return new FileMode(Integer.parseInt(text, 8));
    }

    /** As the JDK has it. */
    public Set<PosixFilePermission> permissions() {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < FROM_THE_LEFT.length; i++) {
            if ((bits & (0400 >> i)) != 0) {
                permissions.add(FROM_THE_LEFT[i]);
            }
        }
        return permissions;
    }

    @Override
    public String toString() {
        return "0%03o".formatted(bits);
    }
}
