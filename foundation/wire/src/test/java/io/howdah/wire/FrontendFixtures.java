package io.howdah.wire;

import static io.howdah.wire.Format.BINARY;
import static io.howdah.wire.Format.TEXT;

import io.howdah.base.Secret;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Close;
import io.howdah.wire.FrontendMessage.CopyData;
import io.howdah.wire.FrontendMessage.CopyDone;
import io.howdah.wire.FrontendMessage.CopyFail;
import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Flush;
import io.howdah.wire.FrontendMessage.FunctionCall;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.PasswordMessage;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.SaslInitialResponse;
import io.howdah.wire.FrontendMessage.SaslResponse;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.FrontendMessage.Terminate;

import java.util.Arrays;
import java.util.List;

/** Every message that the documentation marks (F) and that has a type byte. */
final class FrontendFixtures {
    static final List<Fixture> ALL =
            List.of(
                    Fixture.of(
                            new Bind("", "", List.of(), List.of(), List.of()),
                            "'B' 0000000C 00 00 0000 0000 0000"),
                    Fixture.of(
                            new Bind(
                                    "p1",
                                    "s1",
                                    List.of(TEXT, BINARY, TEXT),
                                    Arrays.asList(Bytes.utf8("42"), null, Bytes.EMPTY),
                                    List.of(BINARY)),
                            """
                            'B' 00000026 'p1' 00 's1' 00
                            0003 0000 0001 0000
                            0003 00000002 '42' FFFFFFFF 00000000
                            0001 0001\
                            """),
                    Fixture.of(new Close(Target.STATEMENT, "s1"), "'C' 00000008 'S' 's1' 00"),
                    Fixture.of(new Close(Target.PORTAL, ""), "'C' 00000006 'P' 00"),
                    Fixture.of(new CopyData(Bytes.utf8("1\t2\n")), "'d' 00000008 '1' 09 '2' 0A")
                            .open(),
                    Fixture.of(new CopyData(Bytes.EMPTY), "'d' 00000004").open(),
                    Fixture.of(new CopyDone(), "'c' 00000004"),
                    Fixture.of(new CopyFail("enough"), "'f' 0000000B 'enough' 00"),
                    Fixture.of(new Describe(Target.STATEMENT, ""), "'D' 00000006 'S' 00"),
                    Fixture.of(new Describe(Target.PORTAL, "p1"), "'D' 00000008 'P' 'p1' 00"),
                    Fixture.of(new Execute("", 0), "'E' 00000009 00 00000000"),
                    Fixture.of(new Execute("p1", 50), "'E' 0000000B 'p1' 00 00000032"),
                    Fixture.of(new Flush(), "'H' 00000004"),
                    Fixture.of(
                            new FunctionCall(
                                    2026,
                                    List.of(BINARY),
                                    Arrays.asList(Bytes.hex("00000007"), null),
                                    TEXT),
                            """
                            'F' 0000001C 000007EA 0001 0001
                            0002 00000004 00000007 FFFFFFFF
                            0000\
                            """),
                    Fixture.of(
                            new Parse("s1", "SELECT $1", List.of(23, 0)),
                            "'P' 0000001B 's1' 00 'SELECT $1' 00 0002 00000017 00000000"),
                    Fixture.of(new Parse("", "", List.of()), "'P' 00000008 00 00 0000"),
                    Fixture.of(
                            new PasswordMessage(Secret.parse("pencil")),
                            "'p' 0000000B 'pencil' 00",
                            (type, body) -> PasswordMessage.decode(body)),
                    Fixture.of(new Query("SELECT 1"), "'Q' 0000000D 'SELECT 1' 00"),
                    Fixture.of(new Query(""), "'Q' 00000005 00"),
                    Fixture.of(new Query("SELECT 'è'"), "'Q' 00000010 'SELECT ' 27 C3A8 27 00"),
                    Fixture.of(
                            new SaslInitialResponse("SCRAM-SHA-256", Bytes.utf8("n,,n=,r=x")),
                            "'p' 0000001F 'SCRAM-SHA-256' 00 00000009 'n,,n=,r=x'",
                            (type, body) -> SaslInitialResponse.decode(body)),
                    Fixture.of(
                            new SaslInitialResponse("SCRAM-SHA-256", null),
                            "'p' 00000016 'SCRAM-SHA-256' 00 FFFFFFFF",
                            (type, body) -> SaslInitialResponse.decode(body)),
                    Fixture.of(
                                    new SaslResponse(Bytes.utf8("c=biws,r=x,p=AA==")),
                                    "'p' 00000015 'c=biws,r=x,p=AA=='")
                            .open(),
                    Fixture.of(new Sync(), "'S' 00000004"),
                    Fixture.of(new Terminate(), "'X' 00000004"));

    private FrontendFixtures() {}
}
