package io.howdah.base.config;

import io.howdah.base.Secret;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Turns one text into one value of a wanted type. */
final class ScalarParser {
    private final Path directory;

    /**
     * @param directory what relative paths are relative to
     */
    ScalarParser(Path directory) {
        this.directory = directory;
    }

    /** Whether values of {@code type} are written as one scalar. */
    static boolean reads(Class<?> type) {
        return type == String.class
                || type == boolean.class
                || type == Boolean.class
                || type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class
                || type == Duration.class
                || type == Path.class
                || type.isEnum()
                || parseMethod(type) != null;
    }

    /** What an operator should write, such as {@code a whole number}. */
    static String expected(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(ScalarParser::word)
                    .collect(Collectors.joining(" or "));
        }
        return switch (type.getSimpleName()) {
            case "String" -> "text";
            case "boolean", "Boolean" -> "true or false";
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "Duration" -> "a duration such as 250ms, 5s, 10m, 2h or 1d";
            case "DataSize" -> "a size such as 64KiB, 10MiB or 2GiB";
            case "Percentage" -> "a percentage such as 0.3%";
            case "HostPort" -> "HOST:PORT";
            default -> "a " + SettingComponent.kebab(type.getSimpleName()).replace('-', ' ');
        };
    }

    /**
     * The value that {@code text} stands for.
     *
     * @throws IllegalArgumentException with what was expected and what was found
     */
    Object parse(Class<?> type, String text) {
        Method parse = parseMethod(type);
        if (parse != null) {
            return invoke(parse, text);
        }
        try {
            return builtIn(type, text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected " + expected(type) + ", found '" + text + "'", e);
        }
    }

    private Object builtIn(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        }
        if (type == boolean.class || type == Boolean.class) {
            return truth(text);
        }
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == long.class || type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == Duration.class) {
            return DurationText.parse(text);
        }
        if (type == Path.class) {
            return directory.resolve(text).normalize();
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object invoke(Method parse, String text) {
        try {
            return parse.invoke(null, text);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal
                    && parse.getReturnType() != Secret.class) {
                throw new IllegalArgumentException(refusal.getMessage(), e);
            }
            throw new IllegalArgumentException(
                    "is not " + expected(parse.getReturnType()) + ", whose text is not shown");
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(parse + " must be public, in a public class", e);
        }
    }

    private static @Nullable Method parseMethod(Class<?> type) {
        try {
            Method parse = type.getMethod("parse", String.class);
            return Modifier.isStatic(parse.getModifiers()) && parse.getReturnType() == type
                    ? parse
                    : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static String word(Object constant) {
        return SettingComponent.kebab(((Enum<?>) constant).name());
    }
}
