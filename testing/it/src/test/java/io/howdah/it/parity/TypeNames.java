package io.howdah.it.parity;

import java.util.Map;

/** The built-in types that sequences call by name; any other by its OID. */
final class TypeNames {
    private static final Map<String, Integer> OIDS =
            Map.ofEntries(
                    Map.entry("bool", 16),
                    Map.entry("bytea", 17),
                    Map.entry("int8", 20),
                    Map.entry("int2", 21),
                    Map.entry("int4", 23),
                    Map.entry("text", 25),
                    Map.entry("json", 114),
                    Map.entry("float4", 700),
                    Map.entry("float8", 701),
                    Map.entry("unknown", 705),
                    Map.entry("inet", 869),
                    Map.entry("int4[]", 1007),
                    Map.entry("text[]", 1009),
                    Map.entry("varchar", 1043),
                    Map.entry("date", 1082),
                    Map.entry("timestamp", 1114),
                    Map.entry("timestamptz", 1184),
                    Map.entry("interval", 1186),
                    Map.entry("numeric", 1700),
                    Map.entry("uuid", 2950),
                    Map.entry("jsonb", 3802));

    private TypeNames() {}

    static int oid(String name) {
        Integer oid = OIDS.get(name);
        return oid == null ? Integer.parseInt(name) : oid;
    }
}
