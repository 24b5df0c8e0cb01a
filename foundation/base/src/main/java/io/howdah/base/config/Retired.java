package io.howdah.base.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A key that a settings record had once: it fails, and says what to write instead. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Retired.Keys.class)
public @interface Retired {
    /** The old key, in kebab-case. */
    String key();

    /** What to do, such as {@code "use pool.size"}. */
    String instead();

    /** All retired keys of a record. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Keys {
        Retired[] value();
    }
}
