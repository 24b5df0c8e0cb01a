package io.howdah.it.parity;

import java.util.List;

/**
 * What clients send, in order.
 *
 * @param topic the file's name without its ending
 * @param setup run on PostgreSQL itself before
 * @param backends how many it takes at a time
 * @param since the first major version that it is for
 * @param alone whether it needs a Howdah that nobody else has used, or will
 */
public record Sequence(
        String topic,
        String name,
        List<String> setup,
        int backends,
        int since,
        boolean alone,
        List<Step> steps) {
    public Sequence {
        setup = List.copyOf(setup);
        steps = List.copyOf(steps);
    }

    /** Topic and name, as the list of what is pending has it. */
    @Override
    public String toString() {
        return topic + "/" + name;
    }
}
