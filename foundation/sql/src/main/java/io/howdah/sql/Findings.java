package io.howdah.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what a statement names and does while it is read. */
final class Findings {
    private final Set<ObjectName> functions = new LinkedHashSet<>();
    private final Set<ObjectName> operators = new LinkedHashSet<>();
    private final Set<ObjectName> types = new LinkedHashSet<>();
    private final Set<String> fields = new LinkedHashSet<>();
    private final Set<ObjectName> reads = new LinkedHashSet<>();
    private final Set<ObjectName> writes = new LinkedHashSet<>();
    private final List<ConfigCall> configCalls = new ArrayList<>();
    private Access access = Access.READS;
    private Optional<ObjectName> temporary = Optional.empty();

    void function(ObjectName name) {
        functions.add(name);
    }

    /** A form of the grammar that stands for one of PostgreSQL's functions. */
    void builtInFunction(String name) {
        functions.add(ObjectName.builtIn(name));
    }

    void operator(String symbol) {
        operators.add(ObjectName.of(symbol));
    }

    void operator(ObjectName name) {
        operators.add(name);
    }

    void type(ObjectName name) {
        types.add(name);
    }

    void field(String name) {
        fields.add(name);
    }

    void reads(ObjectName relation) {
        reads.add(relation);
    }

    void writes(ObjectName relation) {
        writes.add(relation);
        access(Access.WRITES);
    }

    /** A relation that is not changed but that nobody else may use meanwhile. */
    void locks(ObjectName relation) {
        writes.add(relation);
        access(Access.LOCKS);
    }

    /** A temporary table that is made on the way. */
    void makesTemporary(ObjectName relation) {
        temporary = Optional.of(relation);
    }

    void calls(ConfigCall call) {
        configCalls.add(call);
    }

    void access(Access other) {
        access = access.with(other);
    }

    /** Takes over what was found in a statement within this one. */
    void addAll(Findings inner) {
        functions.addAll(inner.functions);
        operators.addAll(inner.operators);
        types.addAll(inner.types);
        fields.addAll(inner.fields);
        reads.addAll(inner.reads);
        writes.addAll(inner.writes);
        configCalls.addAll(inner.configCalls);
        access(inner.access);
    }

    Access access() {
        return access;
    }

    Optional<ObjectName> temporary() {
        return temporary;
    }

    List<ConfigCall> configCalls() {
        return configCalls;
    }

    References references() {
        return new References(
                List.copyOf(functions),
                List.copyOf(operators),
                List.copyOf(types),
                fields,
                List.copyOf(reads),
                List.copyOf(writes));
    }
}
