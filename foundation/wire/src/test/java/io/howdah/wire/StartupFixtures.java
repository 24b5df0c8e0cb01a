package io.howdah.wire;

import io.howdah.wire.StartupPacket.CancelRequest;
import io.howdah.wire.StartupPacket.GssEncRequest;
import io.howdah.wire.StartupPacket.SslRequest;
import io.howdah.wire.StartupPacket.Startup;
import io.howdah.wire.StartupPacket.UnsupportedVersion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Every message that has no type byte. */
final class StartupFixtures {
    static final List<Fixture> ALL =
            List.of(
                    Fixture.of(
                            new Startup(ProtocolVersion.V3_0, parameters("user", "ann")),
                            "00000012 00030000 'user' 00 'ann' 00 00"),
                    Fixture.of(
                            new Startup(
                                    ProtocolVersion.V3_2,
                                    parameters(
                                            "user",
                                            "ann",
                                            "database",
                                            "blog",
                                            "options",
                                            "-c a=1",
                                            "_pq_.x",
                                            "")),
                            """
                            00000037 00030002
                            'user' 00 'ann' 00 'database' 00 'blog' 00
                            'options' 00 '-c a=1' 00 '_pq_.x' 00 00 00\
                            """),
                    Fixture.of(
                            new Startup(new ProtocolVersion(3, 9999), parameters()),
                            "00000009 0003270F 00"),
                    Fixture.of(
                                    new UnsupportedVersion(new ProtocolVersion(2, 0)),
                                    "00000008 00020000")
                            .open(),
                    Fixture.of(new SslRequest(), "00000008 04D2162F"),
                    Fixture.of(new GssEncRequest(), "00000008 04D21630"),
                    Fixture.of(
                                    new CancelRequest(new CancelKey(4711, Bytes.hex("01020304"))),
                                    "00000010 04D2162E 00001267 01020304")
                            .open(),
                    Fixture.of(
                                    new CancelRequest(
                                            new CancelKey(-1, Bytes.hex("ab".repeat(256)))),
                                    "0000010C 04D2162E FFFFFFFF " + "AB".repeat(256))
                            .open());

    private StartupFixtures() {}

    static SequencedMap<String, String> parameters(String... namesAndValues) {
        SequencedMap<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }
}
