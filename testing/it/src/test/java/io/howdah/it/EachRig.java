package io.howdah.it;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Runs a test class, whose constructor takes a {@link Rig}, in each pool mode on each server. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}", autoCloseArguments = false) // shared by all classes
@ArgumentsSource(Rigs.class)
@ExtendWith(Rigs.class)
@interface EachRig {
    /** The servers' major versions; one of them where a test is slow and the mode is the matter. */
    int[] value() default {18, 15};
}
