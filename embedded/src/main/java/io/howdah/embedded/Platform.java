package io.howdah.embedded;

import java.util.Locale;
import java.util.Optional;

/**
 * A machine that PostgreSQL's binaries exist for. Only {@link #LINUX_X86_64} is tested; the others
 * are chosen by name and should work.
 */
enum Platform {
    LINUX_X86_64("linux-x86_64"),
    /** Untested. */
    LINUX_ARM_64("linux-arm_64"),
    /** Untested. */
    MACOS_X86_64("darwin-x86_64"),
    /** Untested. */
    MACOS_ARM_64("darwin-arm_64");

    private final String label;

    Platform(String label) {
        this.label = label;
    }

    /** As the archives spell it: {@code linux-x86_64}. */
    String label() {
        return label;
    }

    /** The resource that holds the binaries. */
    String archive() {
        return "/postgres-" + label + ".txz";
    }

    /**
     * This machine.
     *
     * @throws ClusterException when no PostgreSQL is packed for machines of this kind
     */
    static Platform current() throws ClusterException {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        return of(system, processor)
                .orElseThrow(
                        () ->
                                new ClusterException(
                                        """
                                        no embedded PostgreSQL exists for %s on %s: use Linux or \
                                        macOS on x86-64 or arm64, or put Howdah in front of an \
                                        existing server with `howdah run`\
                                        """
                                                .formatted(system, processor)));
    }

    /** The platform of Java's {@code os.name} and {@code os.arch}, if there is one. */
    static Optional<Platform> of(String system, String processor) {
        boolean arm = processor.equals("aarch64");
        if (!arm && !processor.equals("amd64") && !processor.equals("x86_64")) {
            return Optional.empty();
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return Optional.of(arm ? LINUX_ARM_64 : LINUX_X86_64);
        }
        if (name.startsWith("mac")) {
            return Optional.of(arm ? MACOS_ARM_64 : MACOS_X86_64);
        }
        return Optional.empty();
    }
}
