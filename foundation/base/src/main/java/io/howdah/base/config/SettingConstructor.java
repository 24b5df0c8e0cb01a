package io.howdah.base.config;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** The canonical constructor of a settings record. */
final class SettingConstructor {
    private final Constructor<? extends Record> constructor;

    private SettingConstructor(Constructor<? extends Record> constructor) {
        this.constructor = constructor;
    }

    static SettingConstructor of(Class<? extends Record> type) {
        Class<?>[] parameters =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return new SettingConstructor(constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " is a record without its constructor", e);
        }
    }

    /**
     * A record of {@code values}, none of them null.
     *
     * @throws IllegalArgumentException as the constructor does for a value out of range
     */
    Record newRecord(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(constructor + " failed", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constructor + " cannot be called", e);
        }
    }
}
