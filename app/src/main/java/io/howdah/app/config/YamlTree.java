package io.howdah.app.config;

import io.howdah.base.config.ConfigNode;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.config.Position;
import io.howdah.base.config.Problem;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads one YAML document into a tree that knows its lines.
 *
 * <p>It reads events rather than values: what a scalar means is its record's matter ({@code 5s},
 * {@code off} and {@code 010} stay what was written). Aliases and tags are refused, so a small file
 * cannot become a large tree.
 */
final class YamlTree {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_CODE_POINTS = 4 << 20;

    private final String file;
    private final Iterator<Event> events;

    private YamlTree(String file, Iterator<Event> events) {
        this.file = file;
        this.events = events;
    }

    /**
     * The tree of {@code text}; an empty mapping when there is nothing in it.
     *
     * @param file named in problems
     */
    static ConfigNode read(String file, String text) throws InvalidConfiguration {
        LoadSettings limits =
                LoadSettings.builder().setLabel(file).setCodePointLimit(MAX_CODE_POINTS).build();
        YamlTree tree = new YamlTree(file, new Parse(limits).parseString(text).iterator());
        try {
            return tree.document();
        } catch (Refused e) {
            throw new InvalidConfiguration(List.of(e.problem));
        } catch (MarkedYamlEngineException e) {
            // Its message would quote the line, and the line may hold a secret.
            throw new InvalidConfiguration(
                    List.of(tree.problem(e.getProblemMark(), "is not YAML: " + e.getProblem())));
        } catch (YamlEngineException e) {
            throw new InvalidConfiguration(
                    List.of(tree.problem(Optional.empty(), "is not YAML: " + e.getMessage())));
        }
    }

    private ConfigNode document() {
        ConfigNode root = new ConfigNode.Empty(new Position(file, 1, 1));
        boolean seen = false;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (seen) {
                        throw refused(event, "is a second document: one file holds one");
                    }
                    seen = true;
                    root = node(events.next(), 0);
                }
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case Alias, Scalar, SequenceStart, SequenceEnd, MappingStart, MappingEnd ->
                        throw new IllegalStateException(event + " outside a document");
            }
        }
        return root;
    }

    private ConfigNode node(Event event, int depth) {
        if (event instanceof AliasEvent) {
            throw refused(event, "is an alias: write the value itself");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(event, scalar.getTag());
            return isNothing(scalar)
                    ? new ConfigNode.Empty(position(event))
                    : new ConfigNode.Scalar(position(event), scalar.getValue());
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        refuseTag(event, start.getTag());
        if (depth == MAX_DEPTH) {
            throw refused(event, "is nested deeper than " + MAX_DEPTH + " levels");
        }
        return start instanceof SequenceStartEvent
                ? sequence(position(event), depth)
                : mapping(position(event), depth);
    }

    private ConfigNode sequence(Position position, int depth) {
        List<ConfigNode> items = new ArrayList<>();
        for (Event event = events.next();
                !(event instanceof SequenceEndEvent);
                event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new ConfigNode.Sequence(position, items);
    }

    private ConfigNode mapping(Position position, int depth) {
        List<ConfigNode.Entry> entries = new ArrayList<>();
        for (Event event = events.next();
                !(event instanceof MappingEndEvent);
                event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw refused(event, "is not a key: a key is one word");
            }
            entries.add(
                    new ConfigNode.Entry(
                            key.getValue(), position(event), node(events.next(), depth + 1)));
        }
        return new ConfigNode.Mapping(position, entries);
    }

    private static boolean isNothing(ScalarEvent scalar) {
        return scalar.isPlain()
                && switch (scalar.getValue()) {
                    case "", "~", "null" -> true;
                    default -> false;
                };
    }

    private void refuseTag(Event event, Optional<String> tag) {
        if (tag.isPresent()) {
            throw refused(event, "has the tag " + tag.get() + ": tags are not used here");
        }
    }

    private Position position(Event event) {
        return position(event.getStartMark());
    }

    private Position position(Optional<Mark> mark) {
        return mark.map(at -> new Position(file, at.getLine() + 1, at.getColumn() + 1))
                .orElseGet(() -> Position.of(file));
    }

    private Refused refused(Event event, String message) {
        return new Refused(problem(event.getStartMark(), message));
    }

    private Problem problem(Optional<Mark> mark, String message) {
        return new Problem(position(mark), "", message);
    }

    /** Leaves the recursion with the one problem that ends the reading of a file. */
    private static final class Refused extends RuntimeException {
        private final transient Problem problem;

        Refused(Problem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }
    }
}
