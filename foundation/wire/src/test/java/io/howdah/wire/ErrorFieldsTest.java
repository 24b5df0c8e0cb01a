package io.howdah.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.wire.ErrorFields.Field;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

class ErrorFieldsTest {
    private static final Failure FULL =
            Failure.of(ErrorCode.TOO_MANY_CONNECTIONS, "sorry, too many clients already");

    @Test
    void saysWhatAFailureSays() {
        ErrorFields fields =
                ErrorFields.of("FATAL", FULL.withHint("Raise the limit.").withDetail("It is 1."));
        assertEquals(
                "S=FATAL V=FATAL C=53300 M=sorry, too many clients already "
                        + "D=It is 1. H=Raise the limit.",
                print(fields));
        assertEquals("FATAL", fields.severity());
        assertEquals("53300", fields.sqlState());
        assertEquals("sorry, too many clients already", fields.message());
    }

    @Test
    void leavesOutWhatAFailureDoesNotSay() {
        assertEquals(
                "S=ERROR V=ERROR C=53300 M=sorry, too many clients already",
                print(ErrorFields.of("ERROR", FULL)));
    }

    @Test
    void prefersTheSeverityThatIsNeverTranslated() {
        ErrorFields old = new ErrorFields(List.of(new Field('S', "FEHLER")));
        assertEquals("FEHLER", old.severity());
        assertEquals("ERROR", old.with('V', "ERROR").severity());
    }

    @Test
    void replacesAFieldInItsPlaceAndAddsANewOneAtTheEnd() {
        ErrorFields fields = ErrorFields.of("ERROR", FULL).with('M', "no").with('W', "here");
        assertEquals("S=ERROR V=ERROR C=53300 M=no W=here", print(fields));
    }

    @Test
    void hasAnAnswerWhereAFieldIsMissing() {
        ErrorFields none = new ErrorFields(List.of());
        assertEquals("", none.severity());
        assertEquals("XX000", none.sqlState());
        assertEquals("", none.message());
    }

    @Test
    void refusesAFieldThatWouldEndTheMessage() {
        assertThrows(IllegalArgumentException.class, () -> new Field('\0', "x"));
    }

    private static String print(ErrorFields fields) {
        return fields.fields().stream()
                .map(field -> field.code() + "=" + field.value())
                .collect(Collectors.joining(" "));
    }
}
