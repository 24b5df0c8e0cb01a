package io.howdah.admin.internal.show;

import io.howdah.admin.internal.table.Table;
import io.howdah.admin.pgbouncer.PgBouncerSetting;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.control.AccessRule;
import io.howdah.gateway.control.HostSnapshot;
import io.howdah.gateway.control.Target;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** CONFIG, MEM, STATE and what else is about the process. */
final class ProcessShows {
    private static final String RULES =
            """
            rule_number int4, file_name text, line_number int4, type text, database text,
            user_name text, address text, netmask text, auth_method text, options text, error text
            """;

    private static final long UNIT_BYTES = 1 << 20;

    private final Sources sources;

    private ProcessShows(Sources sources) {
        this.sources = sources;
    }

    static List<Show> all(Sources sources) {
        ProcessShows shows = new ProcessShows(sources);
        return List.of(
                Show.of(
                        "config",
                        "key text, value text, default text, changeable text",
                        shows::config),
                Show.of(
                        "mem",
                        "name text, size int4, used int4, free int4, memtotal int4",
                        ProcessShows::memory),
                Show.of("state", "key text, value text", shows::state),
                Show.of(
                        "version",
                        "version text",
                        table -> table.add("PgBouncer 1.25.2 (Howdah " + sources.version() + ")")),
                Show.of("dns_hosts", "hostname text, ttl int8, addrs text", shows::hosts),
                Show.of("dns_zones", "zonename text, serial int8, count int4", _ -> {}),
                Show.of("hba", RULES, shows::rules));
    }

    /** PgBouncer's names of what is here too, for its exporters, then Howdah's own keys. */
    private void config(Table table) {
        GatewaySettings settings = sources.monitor().settings();
        SettingsValues values = SettingsValues.of(settings);
        Map<String, Object[]> rows = new TreeMap<>();
        for (PgBouncerSetting setting : PgBouncerSetting.all()) {
            if (setting.hasKey() && values.has(setting.key())) {
                rows.put(
                        setting.name(),
                        row(
                                setting.name(),
                                values.plain(setting.key()),
                                setting.fallback(),
                                setting.key()));
            }
        }
        rows.put("listen_addr", fixed("listen_addr", settings.listen().first().host(), ""));
        rows.put(
                "listen_port",
                fixed("listen_port", "" + sources.monitor().address().port(), "6432"));
        for (String key : values.keys()) {
            rows.putIfAbsent(key, row(key, values.text(key), values.fallback(key), key));
        }
        rows.values().forEach(table::add);
    }

    private Object[] row(String name, String value, String fallback, String key) {
        String changeable = sources.process().isChangeable(key) ? "yes" : "no";
        return new Object[] {name, value, fallback, changeable};
    }

    private static Object[] fixed(String name, String value, String fallback) {
        return new Object[] {name, value, fallback, "no"};
    }

    /** In units of 1 MiB: the heap, and what the JVM counts of the buffers outside it. */
    private static void memory(Table table) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        memory(table, "heap", heap.getUsed(), heap.getCommitted());
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .forEach(
                        pool ->
                                memory(
                                        table,
                                        "direct_buffers",
                                        pool.getMemoryUsed(),
                                        pool.getTotalCapacity()));
    }

    private static void memory(Table table, String name, long used, long committed) {
        long units = Math.ceilDiv(Math.max(used, committed), UNIT_BYTES);
        long usedUnits = Math.ceilDiv(used, UNIT_BYTES);
        table.add(
                name,
                UNIT_BYTES,
                usedUnits,
                units - usedUnits,
                Math.min(units * UNIT_BYTES, Integer.MAX_VALUE));
    }

    private void state(Table table) {
        boolean paused = sources.monitor().isPaused(new Target.All());
        boolean suspended = sources.monitor().isSuspended();
        table.add("active", yesOrNo(!paused && !suspended));
        table.add("paused", yesOrNo(paused));
        table.add("suspended", yesOrNo(suspended));
    }

    private static String yesOrNo(boolean truth) {
        return truth ? "yes" : "no";
    }

    /** What is wrong never gets in force, so that no rule has an error. */
    private void rules(Table table) {
        for (AccessRule rule : sources.monitor().accessRules()) {
            table.add(
                    rule.number(),
                    rule.file(),
                    rule.line(),
                    rule.type(),
                    array(rule.databases()),
                    array(rule.users()),
                    rule.address().isEmpty() ? null : rule.address(),
                    rule.netmask().isEmpty() ? null : rule.netmask(),
                    rule.method(),
                    rule.options().isEmpty() ? null : array(rule.options()),
                    null);
        }
    }

    /** The time left is rounded up, in seconds. */
    private void hosts(Table table) {
        for (HostSnapshot host : sources.monitor().hosts()) {
            table.add(
                    host.name(),
                    Math.max(0, Math.ceilDiv(host.left().toMillis(), 1_000L)),
                    host.addresses().stream()
                            .map(InetAddress::getHostAddress)
                            .collect(Collectors.joining(",")));
        }
    }

    /** As PostgreSQL writes an array of texts. */
    private static String array(List<String> items) {
        return items.stream()
                .map(item -> item.matches("\\w+") ? item : '"' + escaped(item) + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escaped(String item) {
        return item.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
