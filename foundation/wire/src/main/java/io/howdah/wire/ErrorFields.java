package io.howdah.wire;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of an ErrorResponse or NoticeResponse, in order; unknown ones are kept.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-error-fields.html">Error and notice
 *     message fields</a>
 */
public record ErrorFields(List<Field> fields) {
    public ErrorFields {
        fields = List.copyOf(fields);
    }

    /**
     * One field.
     *
     * @param code {@code S} severity, {@code V} severity never translated, {@code C} SQLSTATE,
     *     {@code M} message, {@code D} detail, {@code H} hint and so on; an ASCII character but
     *     U+0000
     */
    public record Field(char code, String value) {
        public Field {
            if (code == 0 || code > 0xFF) {
                throw new IllegalArgumentException("no field code: " + (int) code);
            }
        }
    }

    /**
     * What PostgreSQL would say of {@code failure}.
     *
     * @param severity ERROR, FATAL or PANIC; in a notice WARNING, NOTICE, DEBUG, INFO or LOG
     */
    public static ErrorFields of(String severity, Failure failure) {
        ErrorFields fields =
                new ErrorFields(
                        List.of(
                                new Field('S', severity),
                                new Field('V', severity),
                                new Field('C', failure.sqlState()),
                                new Field('M', failure.message())));
        if (!failure.detail().isEmpty()) {
            fields = fields.with('D', failure.detail());
        }
        return failure.hint().isEmpty() ? fields : fields.with('H', failure.hint());
    }

    /** The first field of that code. */
    public Optional<String> field(char code) {
        return fields.stream().filter(each -> each.code() == code).map(Field::value).findFirst();
    }

    /** These fields with {@code code} set to {@code value}: in its place, or else at the end. */
    public ErrorFields with(char code, String value) {
        List<Field> changed = new ArrayList<>(fields);
        boolean there = field(code).isPresent();
        changed.replaceAll(each -> each.code() == code ? new Field(code, value) : each);
        if (!there) {
            changed.add(new Field(code, value));
        }
        return new ErrorFields(changed);
    }

    /** ERROR, FATAL and so on, in English when the server is of 9.6 or later; empty if missing. */
    public String severity() {
        return field('V').or(() -> field('S')).orElse("");
    }

    /** The five characters that drivers look at; XX000 if missing. */
    public String sqlState() {
        return field('C').orElse(ErrorCode.INTERNAL_ERROR.sqlState());
    }

    /** The primary message; empty if missing. */
    public String message() {
        return field('M').orElse("");
    }

    static ErrorFields decode(BodyReader body) throws ProtocolException {
        List<Field> fields = new ArrayList<>();
        byte code = body.int8("field code");
        while (code != 0) {
            fields.add(new Field((char) (code & 0xFF), body.string("field " + Name.of(code))));
            code = body.int8("field code");
        }
        return new ErrorFields(fields);
    }

    FrameWriter encode(FrameWriter out) {
        fields.forEach(field -> out.int8(field.code()).string(field.value()));
        return out.int8(0);
    }
}
