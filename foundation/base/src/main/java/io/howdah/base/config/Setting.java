package io.howdah.base.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents one component of a settings record. The key is the component's name in kebab-case. The
 * configuration reference is generated from these.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** One or two sentences for an operator: what it does, and when to change it. */
    String value();

    /**
     * The value used when the key is absent, as it would be written in YAML. Empty: an {@code
     * Optional}, {@code List}, {@code Map} or record is then empty (or made of its own defaults),
     * any other type is required.
     */
    String fallback() default "";
}
