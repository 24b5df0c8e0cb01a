package io.howdah.wire;

import static io.howdah.wire.Format.BINARY;
import static io.howdah.wire.Format.TEXT;

import io.howdah.wire.BackendMessage.BackendKeyData;
import io.howdah.wire.BackendMessage.BindComplete;
import io.howdah.wire.BackendMessage.CloseComplete;
import io.howdah.wire.BackendMessage.Column;
import io.howdah.wire.BackendMessage.CommandComplete;
import io.howdah.wire.BackendMessage.CopyBothResponse;
import io.howdah.wire.BackendMessage.CopyData;
import io.howdah.wire.BackendMessage.CopyDone;
import io.howdah.wire.BackendMessage.CopyInResponse;
import io.howdah.wire.BackendMessage.CopyOutResponse;
import io.howdah.wire.BackendMessage.DataRow;
import io.howdah.wire.BackendMessage.EmptyQueryResponse;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.FunctionCallResponse;
import io.howdah.wire.BackendMessage.NegotiateProtocolVersion;
import io.howdah.wire.BackendMessage.NoData;
import io.howdah.wire.BackendMessage.NoticeResponse;
import io.howdah.wire.BackendMessage.NotificationResponse;
import io.howdah.wire.BackendMessage.ParameterDescription;
import io.howdah.wire.BackendMessage.ParameterStatus;
import io.howdah.wire.BackendMessage.ParseComplete;
import io.howdah.wire.BackendMessage.PortalSuspended;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.BackendMessage.RowDescription;
import io.howdah.wire.ErrorFields.Field;

import java.util.Arrays;
import java.util.List;

/** Every message that the documentation marks (B). */
final class BackendFixtures {
    static final List<Fixture> ALL =
            List.of(
                    Fixture.of(new Authentication.Ok(), "'R' 00000008 00000000"),
                    Fixture.of(
                                    new Authentication.Unsupported(2, Bytes.EMPTY),
                                    "'R' 00000008 00000002")
                            .open(),
                    Fixture.of(new Authentication.CleartextPassword(), "'R' 00000008 00000003"),
                    Fixture.of(
                            new Authentication.Md5Password(Bytes.hex("0a0b0c0d")),
                            "'R' 0000000C 00000005 0A0B0C0D"),
                    Fixture.of(
                                    new Authentication.Unsupported(7, Bytes.EMPTY),
                                    "'R' 00000008 00000007")
                            .open(),
                    Fixture.of(
                                    new Authentication.Unsupported(8, Bytes.hex("0102")),
                                    "'R' 0000000A 00000008 0102")
                            .open(),
                    Fixture.of(
                                    new Authentication.Unsupported(9, Bytes.EMPTY),
                                    "'R' 00000008 00000009")
                            .open(),
                    Fixture.of(
                            new Authentication.Sasl(List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256")),
                            "'R' 0000002A 0000000A 'SCRAM-SHA-256-PLUS' 00 'SCRAM-SHA-256' 00 00"),
                    Fixture.of(
                                    new Authentication.SaslContinue(Bytes.utf8("r=x")),
                                    "'R' 0000000B 0000000B 'r=x'")
                            .open(),
                    Fixture.of(
                                    new Authentication.SaslFinal(Bytes.utf8("v=AA==")),
                                    "'R' 0000000E 0000000C 'v=AA=='")
                            .open(),
                    Fixture.of(
                                    new BackendKeyData(new CancelKey(4711, Bytes.hex("01020304"))),
                                    "'K' 0000000C 00001267 01020304")
                            .open(),
                    Fixture.of(
                                    new BackendKeyData(
                                            new CancelKey(4711, Bytes.hex("5a".repeat(32)))),
                                    "'K' 00000028 00001267 " + "5A".repeat(32))
                            .open(),
                    Fixture.of(new BindComplete(), "'2' 00000004"),
                    Fixture.of(new CloseComplete(), "'3' 00000004"),
                    Fixture.of(new CommandComplete("SELECT 1"), "'C' 0000000D 'SELECT 1' 00"),
                    Fixture.of(new CopyData(Bytes.utf8("1\n")), "'d' 00000006 '1' 0A").open(),
                    Fixture.of(new CopyDone(), "'c' 00000004"),
                    Fixture.of(
                            new CopyInResponse(TEXT, List.of(TEXT, TEXT)),
                            "'G' 0000000B 00 0002 0000 0000"),
                    Fixture.of(
                            new CopyOutResponse(BINARY, List.of(BINARY)),
                            "'H' 00000009 01 0001 0001"),
                    Fixture.of(new CopyBothResponse(TEXT, List.of()), "'W' 00000007 00 0000"),
                    Fixture.of(
                            new DataRow(Arrays.asList(Bytes.utf8("42"), null, Bytes.EMPTY)),
                            "'D' 00000014 0003 00000002 '42' FFFFFFFF 00000000"),
                    Fixture.of(new DataRow(List.of()), "'D' 00000006 0000"),
                    Fixture.of(new EmptyQueryResponse(), "'I' 00000004"),
                    Fixture.of(
                            new ErrorResponse(
                                    fields('S', "ERREUR", 'V', "ERROR", 'C', "42601", 'M', "no")),
                            """
                            'E' 0000001F 'S' 'ERREUR' 00 'V' 'ERROR' 00
                            'C' '42601' 00 'M' 'no' 00 00\
                            """),
                    Fixture.of(new FunctionCallResponse(null), "'V' 00000008 FFFFFFFF"),
                    Fixture.of(
                            new FunctionCallResponse(Bytes.utf8("42")),
                            "'V' 0000000A 00000002 '42'"),
                    // The documentation says "minor version"; the server sends all of it.
                    Fixture.of(
                            new NegotiateProtocolVersion(ProtocolVersion.V3_2, List.of("_pq_.x")),
                            "'v' 00000013 00030002 00000001 '_pq_.x' 00"),
                    Fixture.of(
                            new NegotiateProtocolVersion(ProtocolVersion.V3_0, List.of()),
                            "'v' 0000000C 00030000 00000000"),
                    Fixture.of(new NoData(), "'n' 00000004"),
                    Fixture.of(
                            new NoticeResponse(fields('S', "NOTICE", 'M', "so")),
                            "'N' 00000011 'S' 'NOTICE' 00 'M' 'so' 00 00"),
                    Fixture.of(
                            new NotificationResponse(4711, "jobs", "7"),
                            "'A' 0000000F 00001267 'jobs' 00 '7' 00"),
                    Fixture.of(
                            new ParameterDescription(List.of(23, 25)),
                            "'t' 0000000E 0002 00000017 00000019"),
                    Fixture.of(
                            new ParameterStatus("TimeZone", "UTC"),
                            "'S' 00000011 'TimeZone' 00 'UTC' 00"),
                    Fixture.of(new ParseComplete(), "'1' 00000004"),
                    Fixture.of(new PortalSuspended(), "'s' 00000004"),
                    Fixture.of(new ReadyForQuery(TransactionStatus.IDLE), "'Z' 00000005 'I'"),
                    Fixture.of(
                            new ReadyForQuery(TransactionStatus.IN_TRANSACTION),
                            "'Z' 00000005 'T'"),
                    Fixture.of(new ReadyForQuery(TransactionStatus.FAILED), "'Z' 00000005 'E'"),
                    Fixture.of(
                            new RowDescription(
                                    List.of(
                                            new Column(
                                                    "id", 16384, (short) 1, 23, (short) 4, -1,
                                                    BINARY),
                                            Column.text("?column?"))),
                            """
                            'T' 00000036 0002
                            'id' 00 00004000 0001 00000017 0004 FFFFFFFF 0001
                            '?column?' 00 00000000 0000 00000019 FFFF FFFFFFFF 0000\
                            """));

    private BackendFixtures() {}

    private static ErrorFields fields(Object... codesAndValues) {
        Field[] fields = new Field[codesAndValues.length / 2];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = new Field((char) codesAndValues[2 * i], (String) codesAndValues[2 * i + 1]);
        }
        return new ErrorFields(List.of(fields));
    }
}
