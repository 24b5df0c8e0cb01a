package io.howdah.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Optional;

final class PlatformTest {
    @Test
    void knowsLinuxAndMacOnBothProcessors() {
        assertEquals(Optional.of(Platform.LINUX_X86_64), Platform.of("Linux", "amd64"));
        assertEquals(Optional.of(Platform.LINUX_ARM_64), Platform.of("Linux", "aarch64"));
        assertEquals(Optional.of(Platform.MACOS_X86_64), Platform.of("Mac OS X", "x86_64"));
        assertEquals(Optional.of(Platform.MACOS_ARM_64), Platform.of("Mac OS X", "aarch64"));
    }

    @Test
    void knowsNoOthers() {
        assertEquals(Optional.empty(), Platform.of("Windows 11", "amd64"));
        assertEquals(Optional.empty(), Platform.of("Linux", "riscv64"));
    }
}
