package io.howdah.base.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shapes that a component of a settings record can have. */
public sealed interface SettingType {
    /** One value, written as a scalar. */
    record Single(Class<?> type) implements SettingType {
        /** What an operator should write, such as {@code a whole number}. */
        public String expected() {
            return ScalarParser.expected(type);
        }
    }

    /** A value that may be absent: {@code Optional}. */
    record Maybe(SettingType value) implements SettingType {}

    /** A list of values. */
    record Many(SettingType element) implements SettingType {}

    /** Values by a name that the operator chooses: {@code Map<String, …>}. */
    record Named(SettingType value) implements SettingType {}

    /** A record, written as a mapping. */
    record Group(Class<? extends Record> type) implements SettingType {}

    /**
     * The shape of a component's declared type.
     *
     * @throws IllegalArgumentException when no configuration can be read into {@code type}
     */
    static SettingType of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return new Maybe(of(arguments[0]));
            }
            if (generic.getRawType() == List.class) {
                return new Many(of(arguments[0]));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new Named(of(arguments[1]));
            }
        } else if (type instanceof Class<?> plain) {
            if (ScalarParser.reads(plain)) {
                return new Single(plain);
            }
            if (plain.isRecord()) {
                return new Group(plain.asSubclass(Record.class));
            }
        }
        throw new IllegalArgumentException("no setting can have the type " + type);
    }
}
