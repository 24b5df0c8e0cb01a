package io.howdah.app;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** The floors of the house: who may use whom. A new module gets its line in {@link #FLOORS}. */
class ArchitectureTest {
    /** What a module may use beside itself, the JDK and the nullness annotations. */
    private static final Map<String, List<String>> FLOORS =
            Map.ofEntries(
                    floor("base"),
                    floor(
                            "wire",
                            "io.howdah.base..",
                            "io.netty.buffer..",
                            "io.netty.util..",
                            "com.ongres.."),
                    floor("sql", "io.howdah.base.."),
                    floor("catalog", "io.howdah.base..", "io.howdah.sql.."),
                    floor("spi", "io.howdah.base.."),
                    floor("routing", "io.howdah.base..", "io.howdah.spi.."),
                    floor(
                            "gateway",
                            "io.howdah.base..",
                            "io.howdah.wire..",
                            "io.howdah.sql..",
                            "io.howdah.catalog..",
                            "io.howdah.spi..",
                            "com.google.re2j..",
                            "io.netty.."),
                    floor(
                            "admin",
                            "io.howdah.base..",
                            "io.howdah.wire..",
                            "io.howdah.sql..",
                            "io.howdah.spi..",
                            "io.howdah.gateway.config..",
                            "io.howdah.gateway.control.."),
                    floor(
                            "embedded",
                            "io.howdah.base..",
                            "org.postgresql..",
                            "org.apache.commons.compress..",
                            "org.tukaani.xz.."),
                    floor(
                            "bench",
                            "io.howdah.base..",
                            "io.howdah.wire..",
                            "io.howdah.embedded..",
                            "io.netty.buffer..",
                            "org.HdrHistogram.."),
                    floor("app", "io.howdah..", "org.snakeyaml.."));

    private static final List<String> MOCKING =
            List.of(
                    "org.mockito.Mockito",
                    "org.easymock.EasyMock",
                    "org.powermock.api.mockito.PowerMockito",
                    "mockit.Mocked",
                    "io.mockk.MockK",
                    "org.jmock.Mockery");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.howdah");

    @Test
    void everyModuleHasItsFloor() {
        Set<String> modules = new TreeSet<>();
        CLASSES.forEach(
                type ->
                        modules.add(
                                type.getPackageName()
                                        .replaceFirst("io\\.howdah\\.(\\w+).*", "$1")));
        assertEquals(new TreeSet<>(FLOORS.keySet()), modules);
    }

    @TestFactory
    List<DynamicTest> usesOnlyWhatItsFloorAllows() {
        List<DynamicTest> tests = new ArrayList<>();
        FLOORS.forEach(
                (module, allowed) ->
                        tests.add(
                                DynamicTest.dynamicTest(
                                        module, () -> rule(module, allowed).check(CLASSES))));
        return tests;
    }

    private static Map.Entry<String, List<String>> floor(String module, String... allowed) {
        return Map.entry(module, List.of(allowed));
    }

    private static ArchRule rule(String module, List<String> allowed) {
        List<String> packages = new ArrayList<>(allowed);
        packages.addAll(
                List.of("io.howdah." + module + "..", "java..", "javax..", "org.jspecify.."));
        return classes()
                .that()
                .resideInAPackage("io.howdah." + module + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages.toArray(String[]::new));
    }

    @Test
    void modulesHaveNoCycles() {
        slices().matching("io.howdah.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.howdah.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheGatewayAndTheConsoleKnowChannels() {
        noClasses()
                .that(
                        resideInAPackage("io.howdah..")
                                .and(
                                        resideInAnyPackage(
                                                        "io.howdah.gateway..", "io.howdah.admin..")
                                                .negate()))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.channel..")
                .check(CLASSES);
    }

    @Test
    void timeComesFromTheClock() {
        outsideBase("System", "nanoTime", System.class).check(CLASSES);
        outsideBase("System", "currentTimeMillis", System.class).check(CLASSES);
        for (Class<?> clock :
                List.of(
                        Instant.class,
                        LocalDate.class,
                        LocalTime.class,
                        LocalDateTime.class,
                        OffsetDateTime.class,
                        ZonedDateTime.class)) {
            outsideBase(clock.getSimpleName(), "now", clock).check(CLASSES);
        }
    }

    private static ArchRule outsideBase(String label, String method, Class<?> owner) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("io.howdah.base")
                .should()
                .callMethodWhere(target(owner(type(owner))).and(target(name(method))))
                .as("io.howdah.base.Clock rather than " + label + "." + method);
    }

    @Test
    void chanceComesFromRandomness() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.howdah.base")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Random.class,
                        SecureRandom.class,
                        SplittableRandom.class,
                        ThreadLocalRandom.class)
                .as("io.howdah.base.Randomness rather than the JDK's generators")
                .check(CLASSES);
        outsideBase("Math", "random", Math.class).check(CLASSES);
    }

    /** Nothing above says anything if it is not seen where it is allowed. */
    @Test
    void rulesSeeClockAndRandomnessInBase() {
        assertThrows(
                AssertionError.class,
                () ->
                        noClasses()
                                .should()
                                .callMethodWhere(
                                        target(owner(type(System.class)))
                                                .and(target(name("nanoTime"))))
                                .check(CLASSES));
        assertThrows(
                AssertionError.class,
                () ->
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .belongToAnyOf(SecureRandom.class)
                                .check(CLASSES));
    }

    @Test
    void noMockingLibraryIsThere() {
        for (String type : MOCKING) {
            assertThrows(ClassNotFoundException.class, () -> Class.forName(type), type);
        }
    }
}
